import { type Db, type Id, PLANNED_ANEW, sql } from '../db.ts'
import { type Asked, estimate, holds, holdsOwn, mayFind, narrowed, placed, since } from './asked.ts'
import { below, type Cursor, newestFirst, older } from './cursor.ts'

/** Rarer than this and every match is ranked; more common and the newest come first, without reading all of them. */
const COMMON = 500
/** So many entries at most are walked through before the index is asked after all. */
const LONGEST_WALK = 20_000
/** In a few rooms it is walked back room by room, in many through all and past those of others. */
const FEW = 16

export type Hit = { kind: string; subject_id: Id; rank: string | null; micro: string }

/** One more than the page holds tells whether there are older ones. */
export async function listHits(db: Db, asked: Asked, after: Cursor | null, limit: number): Promise<Hit[]> {
  const matches = after?.rank ? 0 : await estimate(db, sql`${holds(asked)} and ${placed(asked)} ${narrowed(asked)}`)
  if (after?.rank || (!after && matches <= COMMON)) return listRanked(db, asked, after, limit)

  const entries = await estimate(db, walked(asked))
  const walk = Math.round((3 * limit * entries) / Math.max(1, matches))
  const newest = walk <= LONGEST_WALK ? await walkBack(db, asked, after, { walk, limit }) : []
  return newest.length === limit ? newest : listNewest(db, asked, after, limit)
}

/** What the walk goes through, whether or not it holds the words. */
function walked(asked: Asked) {
  return isFew(asked.author_ids)
    ? sql`entry.author_id = any(${asked.author_ids}::bigint[]) ${since(asked)}`
    : placed(asked)
}

const micro = sql`(extract(epoch from entry.at) * 1000000)::bigint::text as micro`

async function listRanked(db: Db, asked: Asked, after: Cursor | null, limit: number): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    ${PLANNED_ANEW} select entry.kind, entry.subject_id, entry.rank::text, ${micro} from (
      select entry.kind, entry.subject_id, entry.room_id, entry.at, ts_rank(entry.words, ${asked.query}::tsquery) as rank
      from search_entry entry where ${holds(asked)} and ${holdsOwn(asked)} and ${placed(asked)} ${narrowed(asked)}
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
      from search_entry entry where ${holds(asked)} and ${holdsOwn(asked)} and ${placed(asked)} ${narrowed(asked)} ${after ? sql`and ${older(after)}` : sql``}
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
    where ${holds(asked)} and ${holdsOwn(asked)} and ${placed(asked)} ${narrowed(asked)} and ${mayFind(asked)}
    order by ${newestFirst} limit ${sql.lit(limit)}`.execute(db)
  return rows
}

/** A branch for each of a few rooms or writers, each in the order of time, so that they are merged as far as they are read. */
function entriesOf(asked: Asked, after: Cursor | null) {
  const columns = sql`select entry.kind, entry.subject_id, entry.room_id, entry.at, entry.words, entry.author_id, entry.language, entry.opens
    from search_entry entry where ${after ? older(after) : sql`true`} ${since(asked)}`
  const branches = branchesOf(asked).map((where) => sql`(${columns} and ${where} order by ${newestFirst})`)
  return branches.length > 0 ? sql.join(branches, sql` union all `) : columns
}

function branchesOf({ rooms, author_ids }: Asked) {
  if (isFew(author_ids)) return author_ids.map((id) => sql`entry.author_id = ${sql.lit(id)}`)
  return isFew(rooms) ? rooms.map((id) => sql`entry.room_id = ${sql.lit(id)}`) : []
}

/** So few that each gets a branch of its own. */
export const isFew = (ids: Id[] | undefined): ids is Id[] => !!ids && ids.length > 0 && ids.length <= FEW
