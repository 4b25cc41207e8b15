import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Reader } from '../../platform/mail/directory.ts'
import type { Door, Membership, Viewer } from '../../platform/viewer.ts'

type Row = {
  id: Id
  key: string
  name: string
  language: string
  time_zone: string
  state: string
  epoch: number
  address: string | null
  memberships: Membership[]
  roles: Viewer['roles']
  asks_proof: boolean
}

/**
 * The person as she is at this moment, in one question to the database; null when she is suspended or gone. A mail proves
 * no second factor, so of whoever keeps the network it has the word of a member only.
 */
export async function viewerOf(
  db: Db,
  person_id: Id,
  door: Door,
  session: { id: Id; proven: boolean } | null = null,
): Promise<Viewer | null> {
  const [row] = await listRows(db, sql`id = ${person_id}`)
  if (!row) return null
  const viewer = viewerFrom(row, door, session?.id ?? null)
  const isProven = session ? session.proven : door !== 'mail'
  return row.asks_proof && !isProven ? { ...viewer, unproven: true } : viewer
}

/** The same for many who get mail, with where it goes: the primary address, or the next one while it bounces. */
export async function listReaders(db: Db, person_ids: Id[]): Promise<Reader[]> {
  const rows = await listRows(db, sql`id = any(${person_ids}::bigint[])`)
  return rows.map((row) => ({ viewer: viewerFrom(row, 'mail', null), address: row.address, epoch: row.epoch }))
}

/** One is asked for by `=`: of a list PostgreSQL does not know how long it is, and would plan anew for each page. */
async function listRows(db: Db, wanted: ReturnType<typeof sql>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, key, name, language, time_zone, state, epoch,
      (select address from address where person_id = person.id and bounced_at is null order by is_primary desc, id limit 1) as address,
      coalesce((select json_agg(json_build_object('community_id', community_id, 'class', class, 'delivery', delivery) order by community_id)
        from membership where person_id = person.id and state = 'member'), '[]') as memberships,
      coalesce((select json_agg(json_build_object('community_id', community_id, 'role', role))
        from role where person_id = person.id and until is null), '[]') as roles,
      exists (select from role join community on community.id = community_id
        where person_id = person.id and until is null and role = 'administrator' and not demonstration) as asks_proof
    from person where ${wanted} and state in ('active', 'invited')`.execute(db)
  return rows
}

function viewerFrom({ id, key, name, language, time_zone, ...row }: Row, door: Door, session_id: Id | null): Viewer {
  const active = row.state === 'active'
  return {
    door,
    session_id,
    person: { id, key, name, language, time_zone },
    memberships: active ? row.memberships : [],
    roles: active ? row.roles : [],
  }
}

export function isMember(viewer: Viewer, community_id: Id): boolean {
  return viewer.memberships.some((membership) => membership.community_id === community_id)
}

/** Roles give duties, never reading: only a member's role counts. */
export function hasRole(viewer: Viewer, community_id: Id, ...roles: string[]): boolean {
  return (
    isMember(viewer, community_id) &&
    viewer.roles.some(
      (one) => one.community_id === community_id && roles.includes(one.role) && counts(viewer, one.role),
    )
  )
}

/** Keeping the network rests until she has proven her second factor in this session; the demonstration asks for none. */
function counts(viewer: Viewer, role: string): boolean {
  return role !== 'administrator' || !viewer.unproven
}

/** Has any role there: with her membership it would end. */
export function holdsOffice(viewer: Viewer, community_id: Id): boolean {
  return viewer.roles.some((role) => role.community_id === community_id)
}

export function isCoordinator(viewer: Viewer, community_id: Id): boolean {
  return hasRole(viewer, community_id, 'coordinator', 'facilitator')
}

/** The roles of those who work the query desk. */
export const deskRoles = ['coordinator', 'facilitator', 'researcher']

export function isOnDesk(viewer: Viewer, community_id: Id): boolean {
  return hasRole(viewer, community_id, ...deskRoles)
}

/** The communities whose desk she works. */
export function listDesks(viewer: Viewer): Id[] {
  return viewer.memberships.map(({ community_id }) => community_id).filter((id) => isOnDesk(viewer, id))
}

/** Keeps the network; her office reads no room. */
export function isAdministrator(viewer: Viewer): boolean {
  return viewer.memberships.some(({ community_id }) => hasRole(viewer, community_id, 'administrator'))
}

/** The communities she coordinates. */
export function listCoordinated(viewer: Viewer): Id[] {
  return viewer.memberships.map(({ community_id }) => community_id).filter((id) => isCoordinator(viewer, id))
}
