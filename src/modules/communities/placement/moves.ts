import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { isAdministrator } from '../viewer.ts'

type Row = {
  key: string
  name: string
  from: unknown
  to: unknown
  answer: 'yes' | 'no' | null
  at: Date
  duties: string[]
  count: number
}
export type ListedMove = Omit<Row, 'from' | 'to' | 'count'> & { from: string | null; to: string | null }
export type Moves = { moves: ListedMove[]; count: number; unclear: number }

export const MOVES_A_PAGE = 50

/** What is asked and what was answered in the last thirty days, for the administrator; open ones and those with duties first. */
export async function findMoves(db: Db, viewer: Viewer, page: number): Promise<Moves> {
  if (!isAdministrator(viewer)) throw new NotFound()
  const { rows } = await sql<Row>`
    select transfer.key, person.name, old.name as "from", new.name as "to", transfer.answer, coalesce(answered_at, transfer.at) as at,
      ${duties} as duties, count(*) over ()::int as count
    from transfer join person on person.id = transfer.person_id
      left join community old on old.id = from_id left join community new on new.id = to_id
    where answer is distinct from 'superseded' and (answered_at is null or answered_at > app_now() - interval '30 days')
    order by answered_at is not null, cardinality(${duties}) = 0, transfer.id desc
    limit ${sql.lit(MOVES_A_PAGE)} offset ${(page - 1) * MOVES_A_PAGE}`.execute(db)
  const moves = rows.map(({ from, to, count: _, ...row }) => ({ ...row, from: nameOf(from), to: nameOf(to) }))
  return { moves, count: rows[0]?.count ?? 0, unclear: await countUnclear(db) }
}

function nameOf(name: unknown): string | null {
  return name ? pick(name) : null
}

/** What she did for the region she leaves: now, or until the move ended it. */
const duties = sql<string[]>`coalesce((select array_agg(distinct role) from role
  where role.person_id = transfer.person_id and role.community_id = from_id and from_id is distinct from to_id
    and (until is null or (answer = 'yes' and until >= answered_at))), '{}')`

/** Members who work where no region is. */
export async function countUnclear(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from person join area on area.id = person.area_id
    where person.state = 'active' and exists (select from membership where person_id = person.id and state = 'member')
      and region_of(area.id, network_today()) is null`.execute(db)
  return rows[0]?.count ?? 0
}

/** Regions that somebody is leaving, or has left, with duties that nobody there has taken over. */
export async function listDutiesLeft(
  db: Db,
): Promise<{ name: string; community: string; role: string; person_id: Id }[]> {
  const { rows } = await sql<{ name: string; community: unknown; role: string; person_id: Id }>`
    select person.name, person.id as person_id, community.name as community, role.role
    from transfer join person on person.id = transfer.person_id join community on community.id = from_id
      join role on role.person_id = transfer.person_id and role.community_id = from_id
    where from_id is distinct from to_id and (
      (answered_at is null and role.until is null)
      or (answer = 'yes' and answered_at > app_now() - interval '30 days' and role.until >= answered_at
        and not exists (select from role heir where heir.community_id = from_id and heir.role = role.role and heir.until is null)))
    order by transfer.id`.execute(db)
  return rows.map(({ community, ...row }) => ({ ...row, community: pick(community) }))
}
