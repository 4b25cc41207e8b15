import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../reads.ts'
import { holds } from '../roles/held.ts'
import { isMember } from '../viewer.ts'

type Sql = ReturnType<typeof sql>

/** With so many committed people a community of practice is more than an intention. */
export const CORE_NEEDED = 3

/** What `coreOf` counts, asked alone. */
export async function countCore(db: Db, community_id: Id): Promise<number> {
  const { rows } = await sql<{ count: number }>`select ${coreOf(sql`${community_id}::bigint`)} as count`.execute(db)
  return rows[0]?.count ?? 0
}

/** How many have committed themselves: core group, coordinators and facilitators, each counted once. As SQL. */
export function coreOf(community_id: Sql) {
  return sql<number>`(select count(distinct person_id)::int from role where community_id = ${community_id}
    and role in ('core', 'coordinator', 'facilitator') and ${holds})`
}

/** A member commits herself to the core group; the third makes a forming community active. Twice is once. */
export function joinCore(db: Db, viewer: Viewer, { id: community_id }: Community, once: Once): Promise<void> {
  const person = ensure(isMember(viewer, community_id) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    const added = await tx
      .insertInto('role')
      .values({ person_id: person.id, community_id, role: 'core', by_id: person.id, since: now })
      .onConflict((oc) => oc.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) return
    const data = { person_id: person.id, role: 'core' }
    await record(tx, viewer, 'role.taken', { kind: 'role', id: added.id, community_id }, data)
    await activateWithCore(tx, viewer, community_id)
  })
}

/**
 * The community's row is locked, so that the third and the fourth at once make it active once; not its key, which the role
 * that each of them has just taken refers to.
 */
export async function activateWithCore(tx: Db, viewer: Viewer, community_id: Id) {
  const { rows } = await sql`
    select from community where id = ${community_id}::bigint and state = 'forming' for no key update`.execute(tx)
  if (rows.length === 0 || (await countCore(tx, community_id)) < CORE_NEEDED) return
  await tx.updateTable('community').set({ state: 'active' }).where('id', '=', community_id).execute()
  await record(tx, viewer, 'community.activated', { kind: 'community', id: community_id, community_id })
}
