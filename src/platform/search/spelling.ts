import { type Db, type Id, sql } from '../db.ts'
import type { Viewer } from '../viewer.ts'
import { listHits } from './hits.ts'

/** So many neighbours of a word are looked at; the nearest that the viewer may find is named. */
const NEAR = 10
const SHORTEST = 4
/** So many words of what was asked are looked after. */
const MOST = 6

type Neighbour = { word: string; query: string }
type Reader = { reader: Id | null; rooms: Id[] }

/** The same words spelled as they do occur in what the viewer may find; null when nothing is near, or all is well. */
export async function findSpelling(db: Db, viewer: Viewer, text: string): Promise<string | null> {
  const reader = viewer.person?.id ?? null
  const { rows } = await sql<{ words: string[]; rooms: Id[] }>`
    select array(select token from ts_parse('default', lower(search_plain(${text}))) with ordinality parsed (tokid, token, nth)
        where tokid in (1, 2, 3, 9, 10, 11) order by nth limit ${sql.lit(MOST)}) as words,
      array(select readable_rooms(${reader}::bigint)) as rooms`.execute(db)
  const { words = [], rooms = [] } = rows[0] ?? {}
  if (rooms.length === 0) return null
  const better = await Promise.all(words.map((word) => nearest(db, { reader, rooms }, word)))
  return better.some((word, at) => word !== words[at]) ? better.join(' ') : null
}

/** The word itself where it can be found or nothing near can; a word that only others may read is never named. */
async function nearest(db: Db, reader: Reader, word: string): Promise<string> {
  if (word.length < SHORTEST) return word
  for (const { word: near, query } of await listNeighbours(db, word)) {
    const hits = await listHits(db, { ...reader, text: near, query }, null, 1)
    if (hits.length > 0) return near
  }
  return word
}

async function listNeighbours(db: Db, word: string): Promise<Neighbour[]> {
  const { rows } = await sql<Neighbour>`
    select word, search_query('"' || word || '"')::text as query from (
      select distinct word, similarity(word, ${word}) as near from search_word where word % ${word}
      order by near desc, word limit ${sql.lit(NEAR)}) neighbour
    where search_query('"' || word || '"') is not null order by near desc, word`.execute(db)
  return rows
}
