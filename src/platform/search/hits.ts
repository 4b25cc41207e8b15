import { type Db, type Id, PLANNED_ANEW, sql } from '../db.ts'
import { type Asked, estimate, holds, mayFind, narrowed, placed, since } from './asked.ts'
import { below, type Cursor, newestFirst, older } from './cursor.ts'

/** Rarer than this and every match is ranked; more common and the newest come first, without reading all of them. */
const COMMON = 1000
/** So many entries at most are walked through before the index is asked after all. */
const LONGEST_WALK = 40_000
/** In a few rooms it is walked back room by room, in many through all and past those of others. */
const FEW_ROOMS = 16

export type Hit = { kind: string; subject_id: Id; rank: string | null; micro: string }

/** One more than the page holds tells whether there are older ones. */
export async function listHits(db: Db, asked: Asked, after: Cursor | null, limit: number): Promise<Hit[]> {
  const matches = after?.rank ? 0 : await estimate(db, sql`${holds(asked)} and ${placed(asked)} ${narrowed(asked)}`)
  if (after?.rank || (!after && matches <= COMMON)) return listRanked(db, asked, after, limit)

  const entries = await estimate(db, placed(asked))
  const walk = Math.round((3 * limit * entries) / Math.max(1, matches))
  const newest = walk <= LONGEST_WALK ? await walkBack(db, asked, after, { walk, limit }) : []
  return newest.length === limit ? newest : listNewest(db, asked, after, limit)
}

const micro = sql`(extract(epoch from entry.at) * 1000000)::bigint::text as micro`

async function listRanked(db: Db, asked: Asked, after: Cursor | null, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    ${PLANNED_ANEW} select entry.kind, entry.subject_id, entry.rank::text, ${micro} from (
      select entry.kind, entry.subject_id, entry.room_id, entry.at, ts_rank(entry.words, ${asked.query}::tsquery) as rank
      from search_entry entry where ${holds(asked)} and ${placed(asked)} ${narrowed(asked)}
      order by rank desc, ${newestFirst} offset 0) entry
    where ${mayFind(asked)} ${after ? sql`and ${below(after)}` : sql``}
    limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** Through the index of words, however many there are: for what was common once and is not now. */
async function listNewest(db: Db, asked: Asked, after: Cursor | null, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    ${PLANNED_ANEW} select entry.kind, entry.subject_id, null as rank, ${micro} from (
      select entry.kind, entry.subject_id, entry.room_id, entry.at
      from search_entry entry where ${holds(asked)} and ${placed(asked)} ${narrowed(asked)} ${after ? sql`and ${older(after)}` : sql``}
      order by ${newestFirst} offset 0) entry
    where ${mayFind(asked)}
    limit ${sql.lit(limit)}`.execute(db)
  return rows
}

type Walk = { walk: number; limit: number }

/** From the newest backwards, so far and no farther; what does not fill a page then is left to the index. */
async function walkBack(db: Db, asked: Asked, after: Cursor | null, { walk, limit }: Walk): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    ${PLANNED_ANEW} select entry.kind, entry.subject_id, null as rank, ${micro} from (
      select * from (${entriesOf(asked, after)}) entry order by ${newestFirst} limit ${sql.lit(walk)}) entry
    where ${holds(asked)} and ${placed(asked)} ${narrowed(asked)} and ${mayFind(asked)}
    order by ${newestFirst} limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** One branch for each room, merged in the order of time as they are read. */
function entriesOf(asked: Asked, after: Cursor | null) {
  const all = sql`select entry.kind, entry.subject_id, entry.room_id, entry.at, entry.words, entry.author_id, entry.language
    from search_entry entry where ${after ? older(after) : sql`true`} ${since(asked)}`
  if (asked.rooms.length > FEW_ROOMS) return all
  return sql.join(
    asked.rooms.map((room) => sql`${all} and entry.room_id = ${sql.lit(room)}`),
    sql` union all `,
  )
}
