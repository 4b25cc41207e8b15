import { type Db, type Id, PLANNED_ANEW, sql } from '../db.ts'
import type { Viewer } from '../viewer.ts'

/** So many neighbours of a word are looked at; the nearest that the viewer may find is named. */
const NEAR = 20
const SHORTEST = 4
/** So many words of what was asked are looked after. */
const MOST = 6

/** The same words spelled as they do occur in what the viewer may find; null when nothing is near, or all is well. */
export async function findSpelling(db: Db, viewer: Viewer, text: string): Promise<string | null> {
  const words = (await splitWords(db, text)).slice(0, MOST)
  const better = await Promise.all(words.map((word) => nearest(db, viewer.person?.id ?? null, word)))
  return better.some((word, at) => word !== words[at]) ? better.join(' ') : null
}

async function splitWords(db: Db, text: string): Promise<string[]> {
  const { rows } = await sql<{ token: string }>`
    select token from ts_parse('default', lower(search_plain(${text}))) where tokid in (1, 2, 3, 9, 11)`.execute(db)
  return rows.map(({ token }) => token)
}

/** The word itself where it can be found or nothing near can. */
async function nearest(db: Db, reader: Id | null, word: string): Promise<string> {
  if (word.length < SHORTEST) return word
  const { rows } = await sql<{ word: string }>`
    ${PLANNED_ANEW} select word from (
      select distinct word, similarity(word, ${word}) as near from search_word where word % ${word}
      order by near desc, word limit ${sql.lit(NEAR)}) candidate
    where exists (select from search_entry entry where entry.words @@ search_query('"' || candidate.word || '"')
      and entry.room_id = any(array(select readable_rooms(${reader}::bigint)))
      and may_find(${reader}::bigint, entry.kind, entry.subject_id, entry.room_id))
    order by near desc, word limit 1`.execute(db)
  return rows[0]?.word ?? word
}
