import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import { eachLanguage } from '../../../platform/words-by-language.ts'

/** Communities whose name or purpose is like these words, most alike first; closed ones are nobody's home. */
export async function listSimilar(db: Db, words: string) {
  const { rows } = await sql<{ id: Id; slug: string; name: unknown; purpose: unknown }>`
    select community.id, slug.slug, community.name, community.purpose from community
    join slug on slug.community_id = community.id and slug.until is null,
    lateral (select max(word_similarity(${words}::text, word.value)) as alike
      from (select value from ${eachLanguage('community.name')} union all select value from ${eachLanguage('community.purpose')}) word) likeness
    where community.parent_id is not null and state <> 'closed' and alike > 0.4
    order by alike desc, community.id limit 5`.execute(db)
  return rows.map(({ name, purpose, ...row }) => ({ ...row, title: pick(name), purpose: pick(purpose) }))
}

export type SimilarGroup = Awaited<ReturnType<typeof listSimilar>>[number]
