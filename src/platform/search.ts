import { type Db, type Id, sql } from './db.ts'
import type { Viewer } from './viewer.ts'

export type Match = { kind: string; subject_id: Id; title: string; passage: string; at: Date; language: string }

const RESULTS = 20
/** A word that more things than this hold is common: newest first, without ranking all of them. */
const COMMON = 1000

/** What the viewer may find that holds these words; a rare word by rank, a common one newest first. */
export async function search(db: Db, viewer: Viewer, text: string, kind?: string): Promise<Match[]> {
  const order = (await isCommon(db, text))
    ? sql`entry.at desc`
    : sql`ts_rank(entry.words, asked.query) desc, entry.at desc`
  return list(db, viewer, { query: allWords(text), order, kinds: kind ? [kind] : [], limit: RESULTS })
}

/** The closest to a text somebody is still writing: any of its words counts, the rarer ones together most. */
export function findSimilar(db: Db, viewer: Viewer, text: string, kinds: string[], limit = 5): Promise<Match[]> {
  const order = sql`ts_rank_cd(entry.words, asked.query, 1) desc, entry.at desc`
  return list(db, viewer, { query: anyWord(text.slice(0, 2000)), order, kinds, limit })
}

type Listing = {
  query: ReturnType<typeof allWords>
  order: ReturnType<typeof allWords>
  kinds: string[]
  limit: number
}

async function list(db: Db, viewer: Viewer, { query, order, kinds, limit }: Listing): Promise<Match[]> {
  const { rows } = await sql<Match>`
    with asked as materialized (select ${query} as query),
    found as (
      select entry.* from search_entry entry, asked
      where entry.words @@ asked.query and (${kinds.length === 0} or entry.kind = any(${kinds}::text[]))
        and may_find(${viewer.person?.id ?? null}::bigint, entry.kind, entry.subject_id, entry.room_id)
      order by ${order} limit ${limit}
    )
    select kind, subject_id, title, at, language,
      ts_headline(search_configuration(language), snippet, asked.query, 'StartSel="", StopSel="", MaxWords=40, MinWords=20') as passage
    from found, asked`.execute(db)
  return rows
}

/** The words as any of the languages in use would stem them. */
function allWords(text: string | ReturnType<typeof sql>) {
  return sql`(websearch_to_tsquery('english', unaccent(${text}::text)) || websearch_to_tsquery('hindi', unaccent(${text}::text))
    || websearch_to_tsquery('simple', unaccent(${text}::text)))`
}

function anyWord(text: string) {
  return sql`(replace(plainto_tsquery('english', unaccent(${text}::text))::text, '&', '|')::tsquery
    || replace(plainto_tsquery('hindi', unaccent(${text}::text))::text, '&', '|')::tsquery)`
}

/** The planner's estimate is enough, and costs no reading. */
async function isCommon(db: Db, text: string): Promise<boolean> {
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`
    explain (format json) select from search_entry where words @@ ${allWords(text)}`.execute(db)
  return (rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0) > COMMON
}

/** The same words spelled as they do occur in what the viewer may find; null when nothing is near, or all is well. */
export async function findSpelling(db: Db, viewer: Viewer, text: string): Promise<string | null> {
  const { rows } = await sql<{ better: string | null }>`
    select string_agg(coalesce(near.word, asked.word), ' ' order by asked.position) as better
    from regexp_split_to_table(lower(unaccent(${text}::text)), '[^[:alnum:]]+') with ordinality asked (word, position)
    left join lateral (select word from (
        select word from search_word where word % asked.word order by similarity(word, asked.word) desc, word limit ${NEAR}) candidate
      where exists (select from search_entry entry where entry.words @@ ${allWords(sql`candidate.word`)}
        and may_find(${viewer.person?.id ?? null}::bigint, entry.kind, entry.subject_id, entry.room_id))
      order by similarity(word, asked.word) desc, word limit 1) near
      on length(asked.word) >= 4`.execute(db)
  const better = rows[0]?.better ?? ''
  return better && better !== text.toLowerCase() ? better : null
}

/** So many neighbours of a word are looked at; the nearest that the viewer may find is named. */
const NEAR = 20
