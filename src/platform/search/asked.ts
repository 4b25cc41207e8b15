import { type Db, type Id, PLANNED_ANEW, sql } from '../db.ts'
import type { Viewer } from '../viewer.ts'

/** What is looked for: the words, and what narrows the choice. */
export type Wish = {
  text: string
  kinds?: string[]
  rooms?: Id[]
  author_ids?: Id[]
  from?: Date
  until?: Date
  language?: string
}

/** The same as the database reads it, with the rooms in which this reader may find anything. */
export type Asked = Wish & { query: string; rooms: Id[]; reader: Id | null }

type Row = { query: string | null; rooms: Id[] }

/** Null when there is nothing that could be looked for, or nowhere to look. */
export async function ask(db: Db, viewer: Viewer, wish: Wish): Promise<Asked | null> {
  const reader = viewer.person?.id ?? null
  const { words, without } = parted(wish.text)
  const { rows } = await sql<Row>`
    select (search_query(${words}) && coalesce(!! search_query(${without}), ''::tsquery))::text as query,
      array(select id from readable_rooms(${reader}::bigint) id
        where ${wish.rooms ?? null}::bigint[] is null or id = any(${wish.rooms ?? null}::bigint[])) as rooms`.execute(
    db,
  )
  const { query, rooms } = rows[0] as Row
  return query && rooms.length > 0 ? { ...wish, query, rooms, reader } : null
}

/** Words that must not occur are taken apart, so that they hold in every language. */
function parted(text: string) {
  const negative = /(?<=^|\s)-("[^"]*"|\S+)/g
  const without = [...text.matchAll(negative)].map(([, word]) => word).join(' or ')
  return { words: text.replace(negative, ' '), without }
}

/** Where and when an entry may stand. */
export function placed({ rooms, from, until }: Asked) {
  return sql`entry.room_id = any(${rooms}::bigint[]) ${since({ from, until })}`
}

export function since({ from, until }: Pick<Asked, 'from' | 'until'>) {
  return sql`${from ? sql`and entry.at >= ${from}` : sql``} ${until ? sql`and entry.at < ${until}` : sql``}`
}

/** What it must be beside holding the words. */
export function narrowed({ kinds = [], author_ids, language }: Asked) {
  return sql`${kinds.length > 0 ? sql`and entry.kind = any(${kinds}::text[])` : sql``}
    ${author_ids ? sql`and entry.author_id = any(${author_ids}::bigint[])` : sql``}
    ${language ? sql`and split_part(entry.language, '-', 1) = ${language}` : sql``}`
}

export const holds = ({ query }: Asked) => sql`entry.words @@ ${query}::tsquery`

/** The title of a thread stands above each of its posts: one that only continues must hold some of the words itself. */
export function holdsOwn({ query }: Asked) {
  const own = [...new Set(query.match(/'(?:[^'\\]|''|\\.)+'/g))].map((lexeme) => `${lexeme}:CD`).join(' | ')
  return sql`(entry.opens or entry.words @@ ${own}::tsquery)`
}

/** The one rule, asked last and only until the page is full. */
export const mayFind = ({ reader }: Asked) =>
  sql`may_find(${reader}::bigint, entry.kind, entry.subject_id, entry.room_id)`

/** The planner's estimate is enough, and costs no reading. */
export async function estimate(db: Db, condition: ReturnType<typeof sql>): Promise<number> {
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: { 'Plan Rows': number } }[] }>`
    ${PLANNED_ANEW} explain (format json) select from search_entry entry where ${condition}`.execute(db)
  return rows[0]?.['QUERY PLAN'][0]?.Plan['Plan Rows'] ?? 0
}
