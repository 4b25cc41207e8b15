import { type Db, type Id, PLANNED_ANEW, sql } from '../db.ts'
import type { Viewer } from '../viewer.ts'
import { isFew } from './hits.ts'

/** So many of the newest beginnings that she may read are looked through before the index of titles is asked. */
const NEWEST = 2000

type Sql = ReturnType<typeof sql>
type Typed = { text: string; rooms: Id[]; reader: Id | null; limit: number }

/** Titles in which what is being typed begins a word, the newest first, as far as the viewer may find them. */
export async function listTitles(db: Db, viewer: Viewer, text: string, limit: number): Promise<string[]> {
  const reader = viewer.person?.id ?? null
  const { rows } = await sql<{ id: Id }>`select id from readable_rooms(${reader}::bigint) id`.execute(db)
  const typed = { text, rooms: rows.map(({ id }) => id), reader, limit }
  if (typed.rooms.length === 0) return []
  const newest = await listTitled(db, typed, amongNewest(typed))
  return newest.length >= limit ? newest : listTitled(db, typed, amongAll(typed))
}

async function listTitled(db: Db, { reader, limit }: Typed, entries: Sql): Promise<string[]> {
  const { rows } = await sql<{ title: string }>`
    ${PLANNED_ANEW} select title from (${entries}) entry
    where may_find(${reader}::bigint, entry.kind, entry.subject_id, entry.room_id) limit ${sql.lit(2 * limit)}`.execute(
    db,
  )
  return [...new Set(rows.map(({ title }) => title))].slice(0, limit)
}

const opening = sql`select kind, subject_id, room_id, title, at from search_entry where opens`

/** Each title is looked at when its turn comes, and none after there are enough. */
function amongNewest({ text, rooms }: Typed): Sql {
  const begins = `\\m${text.replace(/[^\p{L}\p{M}\p{N}\s]/gu, '.').replace(/\s+/g, '\\s+')}`
  return sql`select * from (select * from (${openingsOf(rooms)}) every order by at desc limit ${sql.lit(NEWEST)}) newest
    where title ~* ${begins} order by at desc offset 0`
}

/** A branch for each of a few rooms, each in the order of time, so that they are merged as far as they are read. */
function openingsOf(rooms: Id[]): Sql {
  if (!isFew(rooms)) return sql`${opening} and room_id = any(${rooms}::bigint[])`
  const branches = rooms.map((id) => sql`(${opening} and room_id = ${sql.lit(id)} order by at desc)`)
  return sql.join(branches, sql` union all `)
}

function amongAll({ text, rooms }: Typed): Sql {
  return sql`${opening} and to_tsvector('simple', search_plain(title)) @@ ${beginning(text)} and room_id = any(${rooms}::bigint[])
    order by at desc offset 0`
}

/** All words as they stand but the last, which may still go on. */
export function beginning(text: string) {
  const words = text.match(/[\p{L}\p{M}\p{Nd}]+/gu) ?? []
  return sql`to_tsquery('simple', search_plain(${words.length > 0 ? `${words.join(' & ')}:*` : ''}))`
}
