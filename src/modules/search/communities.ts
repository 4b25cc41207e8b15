import { type Db, sql } from '../../platform/db.ts'
import { pick } from '../../platform/i18n.ts'
import { beginning } from '../../platform/search.ts'
import { eachLanguage } from '../../platform/words-by-language.ts'
import { listCohorts } from '../people/index.ts'

export type CommunityFound = { slug: string; title: string; purpose: string; inName: boolean }

type Row = { slug: string; name: unknown; purpose: unknown; inName: boolean }

const words = sql`(setweight(search_translated(name), 'A') || search_translated(purpose) || search_translated(charter) || search_translated(norms))`

/** Communities by their name and all that their charter says: their page is public. */
export async function listCommunitiesFound(db: Db, text: string, limit: number): Promise<CommunityFound[]> {
  const { rows } = await sql<Row>`
    select slug.slug, name, purpose, setweight(search_translated(name), 'A') @@ asked.query as "inName"
    from (select search_query(${text}) as query) asked, community
    join slug on slug.community_id = community.id and slug.until is null
    where ${words} @@ asked.query and parent_id is not null
    order by ts_rank(${words}, asked.query) desc, community.id limit ${sql.lit(limit)}`.execute(db)
  return rows.map(({ slug, name, purpose, inName }) => ({
    slug,
    title: pick(name),
    purpose: pick(purpose ?? {}) ?? '',
    inName,
  }))
}

/** Names of communities in which what is being typed begins a word. */
export async function listCommunityNames(db: Db, text: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ name: unknown }>`
    select name from community where to_tsvector('simple', search_plain((select string_agg(value, ' ') from ${eachLanguage('name')}))) @@ ${beginning(text)}
    order by id limit ${sql.lit(limit)}`.execute(db)
  return rows.map(({ name }) => pick(name))
}

/** Where one can look: all communities, the languages that occur, and who learned together. */
export async function listChoices(db: Db) {
  const communities = await sql<{ slug: string; name: unknown }>`
    select slug, name from community join slug on community_id = community.id and slug.until is null
    where parent_id is not null order by community.id`.execute(db)
  const languages = await sql<{ language: string }>`select language from search_language order by language`.execute(db)
  return {
    communities: communities.rows.map(({ slug, name }) => ({ slug, title: pick(name) })),
    languages: languages.rows.map(({ language }) => language),
    cohorts: (await listCohorts(db)).map(({ key, title }) => ({ key, title })),
  }
}
