import { inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../reads.ts'
import { leftLetter } from './letters.ts'
import { endMembership } from './members.ts'

/** Her own membership, with what she decides of it. */
export async function findMembership(db: Db, { person }: Viewer, community_id: Id) {
  const found = await db
    .selectFrom('membership')
    .select(['community_id', 'class', 'since', 'listed', 'because', 'norms_accepted_at'])
    .select(
      sql<boolean>`exists (select from role where role.person_id = membership.person_id
        and role.community_id = membership.community_id and role.until is null)`.as('has_role'),
    )
    .where('person_id', '=', person?.id ?? null)
    .where('community_id', '=', community_id)
    .where('state', '=', 'member')
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

/** Whether her name stands in the list of members: hers to say, and nobody else's. */
export function setListed(
  db: Db,
  viewer: Viewer,
  community: Community,
  { listed, once }: { listed: boolean; once: Once },
) {
  return inTransaction(db, once, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('membership')
      .set({ listed })
      .where('person_id', '=', viewer.person?.id ?? null)
      .where('community_id', '=', community.id)
      .where('state', '=', 'member')
      .executeTakeFirstOrThrow()
    if (!numUpdatedRows) throw new NotFound()
    const subject = { kind: 'membership', id: viewer.person?.id ?? 0, community_id: community.id }
    await record(tx, viewer, 'member.listing_changed', subject, { listed })
  })
}

/** Leaves, with all her roles here; her words stay where she wrote them. Twice is once. */
export function leave(db: Db, viewer: Viewer, community_id: Id, once: Once): Promise<boolean> {
  const { person } = viewer
  if (!person) throw new NotFound()
  return inTransaction(db, once, async (tx) => {
    const left = await endMembership(tx, viewer, person.id, community_id)
    if (left && viewer.door === 'mail') await post(tx, leftLetter, { to: person.id, about: community_id })
    return left
  })
}
