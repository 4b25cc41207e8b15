import { type Db, type Id, sql } from './db.ts'
import { ask, type Wish } from './search/asked.ts'
import { readCursor, writeCursor } from './search/cursor.ts'
import { type Hit, listHits } from './search/hits.ts'
import { listAlike } from './search/similar.ts'
import type { Viewer } from './viewer.ts'

export type { Wish } from './search/asked.ts'
export { MARK, markPassages } from './search/passage.ts'
export { findSpelling } from './search/spelling.ts'
export { beginning, listTitles } from './search/titles.ts'

/** `inTitle`, `inName`, `inWords`: where what was asked stands; a name is that of a file that goes with it. */
export type Match = {
  kind: string
  subject_id: Id
  title: string
  passage: string
  at: Date
  language: string
  inTitle: boolean
  inName: boolean
  inWords: boolean
}

/** `query` is what was asked as the database reads it, for marking; `partly` when some of the words had to do. */
export type Matches = { matches: Match[]; query: string; partly: boolean; older: string | null }

const PAGE = 20

/** What the viewer may find that holds all these words; where nothing does, what holds some of them. */
export async function search(db: Db, viewer: Viewer, wish: Wish, after?: string): Promise<Matches> {
  const cursor = readCursor(after)
  const asked = await ask(db, viewer, wish)
  if (!asked) return { matches: [], query: '', partly: false, older: null }
  const hits = await listHits(db, asked, cursor, PAGE + 1)
  if (hits.length > 0 || cursor) return { ...(await page(db, asked.query, hits)), partly: false }

  const { query, hits: some } = await listAlike(db, asked, PAGE)
  return { ...(await page(db, query, some)), partly: true }
}

type Likeness = { text: string; kinds: string[]; limit: number }

/** The closest to a text somebody is still writing: any of its words counts, the rarer ones together most. */
export async function findSimilar(db: Db, viewer: Viewer, { text, kinds, limit }: Likeness): Promise<Match[]> {
  const asked = await ask(db, viewer, { text: text.slice(0, 2000).replace(/["-]/g, ' '), kinds })
  if (!asked) return []
  const { query, hits } = await listAlike(db, asked, limit)
  return describe(db, query, hits)
}

async function page(db: Db, query: string, hits: Hit[]) {
  const shown = hits.slice(0, PAGE)
  const last = shown.at(-1)
  const older = hits.length > PAGE && last ? writeCursor({ ...last, subject_id: String(last.subject_id) }) : null
  return { matches: await describe(db, query, shown), query, older }
}

async function describe(db: Db, query: string, hits: Hit[]): Promise<Match[]> {
  if (hits.length === 0) return []
  const { rows } = await sql<Match>`
    select kind, subject_id, title, entry.at, language,
      ts_headline(search_configuration(language), snippet, ${query}::tsquery, 'StartSel="", StopSel="", MaxWords=40, MinWords=20') as passage,
      ts_filter(words, '{a,b}') @@ ${query}::tsquery as "inTitle", ts_filter(words, '{c}') @@ ${query}::tsquery as "inName",
      ts_filter(words, '{d}') @@ ${query}::tsquery as "inWords"
    from unnest(${hits.map(({ kind }) => kind)}::text[], ${hits.map(({ subject_id }) => subject_id)}::bigint[])
      with ordinality hit (kind, subject_id, nth) join search_entry entry using (kind, subject_id)
    order by nth`.execute(db)
  return rows
}
