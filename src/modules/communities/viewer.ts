import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Door, Membership, Viewer } from '../../platform/viewer.ts'

type Row = {
  id: Id
  key: string
  name: string
  language: string
  time_zone: string
  state: string
  memberships: Membership[]
  roles: Viewer['roles']
}

/** The person as she is at this moment, in one question to the database; null when she is suspended or gone. */
export async function viewerOf(
  db: Db,
  person_id: Id,
  door: Door,
  session_id: Id | null = null,
): Promise<Viewer | null> {
  const { rows } = await sql<Row>`
    select id, key, name, language, time_zone, state,
      coalesce((select json_agg(json_build_object('community_id', community_id, 'class', class, 'delivery', delivery) order by community_id)
        from membership where person_id = person.id and state = 'member'), '[]') as memberships,
      coalesce((select json_agg(json_build_object('community_id', community_id, 'role', role))
        from role where person_id = person.id and until is null), '[]') as roles
    from person where id = ${person_id} and state in ('active', 'invited')`.execute(db)
  const row = rows[0]
  if (!row) return null

  const { id, key, name, language, time_zone, memberships, roles } = row
  const active = row.state === 'active'
  return {
    door,
    session_id,
    person: { id, key, name, language, time_zone },
    memberships: active ? memberships : [],
    roles: active ? roles : [],
  }
}

export function isMember(viewer: Viewer, community_id: Id): boolean {
  return viewer.memberships.some((membership) => membership.community_id === community_id)
}

/** Roles give duties, never reading: only a member's role counts. */
export function hasRole(viewer: Viewer, community_id: Id, ...roles: string[]): boolean {
  return (
    isMember(viewer, community_id) &&
    viewer.roles.some((one) => one.community_id === community_id && roles.includes(one.role))
  )
}

export function isCoordinator(viewer: Viewer, community_id: Id): boolean {
  return hasRole(viewer, community_id, 'coordinator', 'facilitator')
}

/** Those who work the query desk: coordinators and researchers. */
export function isOnDesk(viewer: Viewer, community_id: Id): boolean {
  return hasRole(viewer, community_id, 'coordinator', 'facilitator', 'researcher')
}
