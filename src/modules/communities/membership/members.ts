import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureAdministered } from '../roles/last.ts'

/** Why somebody belongs: her own wish, the region of her posting, or that of her home cadre. */
export type Because = 'joined' | 'posting' | 'home_cadre'

/** Makes the person a member, after her own yes; says whether she was none before. Twice is once, and who was put out stays out. */
export async function addMember(
  tx: Db,
  viewer: Viewer,
  person_id: Id,
  community_id: Id,
  because: Because = 'joined',
): Promise<boolean> {
  const begun = { state: 'member', since: now, until: null, because, greeted_at: null, greeted_by: null } as const
  const added = await tx
    .insertInto('membership')
    .values({ person_id, community_id, ...begun, awaits_greeting_since: now })
    .onConflict((oc) =>
      oc
        .columns(['person_id', 'community_id'])
        .doUpdateSet({ ...begun, awaits_greeting_since: now })
        .where('membership.state', 'not in', ['member', 'removed']),
    )
    .executeTakeFirstOrThrow()
  if (!added.numInsertedOrUpdatedRows) return false
  await record(tx, viewer, 'member.joined', { kind: 'membership', id: person_id, community_id }, { person_id, because })
  return true
}

/** How she stands to a community: `member`, `left`, or `removed`; undefined where she never came. */
export async function findStateIn(db: Db, person_id: Id, community_id: Id) {
  const row = await db
    .selectFrom('membership')
    .select('state')
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .executeTakeFirst()
  return row?.state
}

/** Whoever was put out comes in again when those who decide say so, and by no door, invitation or move of before. */
export async function wasPutOut(db: Db, person_id: Id, community_id: Id): Promise<boolean> {
  return (await findStateIn(db, person_id, community_id)) === 'removed'
}

/** Those who keep the community ask her back, or say yes to her request: she may come in as anybody else. */
export async function forgive(tx: Db, person_id: Id, community_id: Id) {
  await tx
    .updateTable('membership')
    .set({ state: 'left' })
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .where('state', '=', 'removed')
    .execute()
}

/** She belongs for another reason from now on; where she is no member nothing changes. */
export async function setBecause(tx: Db, person_id: Id, community_id: Id, because: Because) {
  await tx
    .updateTable('membership')
    .set({ because })
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .where('state', '=', 'member')
    .execute()
}

/** Ends a membership, and with it her roles in the community; says whether there was one. Twice is once. */
export async function endMembership(tx: Db, viewer: Viewer, person_id: Id, community_id: Id): Promise<boolean> {
  await ensureAdministered(tx, person_id, community_id)
  const ended = await tx
    .updateTable('membership')
    .set({ state: 'left', until: now })
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .where('state', '=', 'member')
    .executeTakeFirstOrThrow()
  if (!ended.numUpdatedRows) return false
  await tx
    .updateTable('role')
    .set({ until: now })
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .where('until', 'is', null)
    .execute()
  await record(tx, viewer, 'member.left', { kind: 'membership', id: person_id, community_id }, { person_id })
  return true
}
