import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { postToAll } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../reads.ts'
import { holds } from '../roles/held.ts'
import { isMember } from '../viewer.ts'
import { pickedUpLetter } from './letters.ts'
import { lastLife } from './life.ts'

const QUIET_DAYS = 90

/** Nobody looks after it, or nothing has been asked, said or answered for ninety days. */
export async function isQuiet(db: Db, community_id: Id): Promise<boolean> {
  const { rows } = await sql<{ quiet: boolean }>`
    select not exists (select from role where community_id = community.id
        and role in ('coordinator', 'facilitator', 'contact') and ${holds})
      or coalesce(${lastLife(sql`community.id`)}, created_at) < app_now() - ${QUIET_DAYS}::int * interval '1 day' as quiet
    from community where id = ${community_id}::bigint`.execute(db)
  return rows[0]?.quiet ?? false
}

/** Any member may pick up a quiet community: she is its contact and coordinates it. Two at once: one does. */
export function pickUp(db: Db, viewer: Viewer, community: Community, once: Once): Promise<void> {
  const community_id = community.id
  // The network itself is kept by its administrators, however quiet it is.
  const person = ensure(community.type !== 'network' && isMember(viewer, community_id) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await lockOpen(tx, community_id)
    if (await wasPickedUp(tx, community_id)) throw new Refused(t('Somebody else has just picked it up.'))
    if (!(await isQuiet(tx, community_id))) throw new Refused(t('This community is looked after.'))
    await postToAll(tx, pickedUpLetter, before(community_id, person.id), community_id)
    await tx
      .insertInto('role')
      .values({ person_id: person.id, community_id, role: 'coordinator', by_id: person.id, since: now })
      .onConflict((oc) => oc.doNothing())
      .execute()
    await sql`update community set contact_id = ${person.id}::bigint,
      state = case when state = 'dormant' then 'active' else state end where id = ${community_id}::bigint`.execute(tx)
    const subject = { kind: 'community', id: community_id, community_id }
    await record(tx, viewer, 'community.picked_up', subject, { person_id: person.id })
  })
}

async function lockOpen(tx: Db, community_id: Id) {
  const { rows } = await sql<{ state: string }>`
    select state from community where id = ${community_id}::bigint for update`.execute(tx)
  if (rows[0]?.state === 'closed') throw new Refused(t('This community is closed.'))
}

/** It may still be silent on the day somebody took it. */
async function wasPickedUp(tx: Db, community_id: Id): Promise<boolean> {
  const { rows } =
    await sql`select from activity where subject_kind = 'community' and subject_id = ${community_id}::bigint
    and verb = 'community.picked_up' and at > app_now() - ${QUIET_DAYS}::int * interval '1 day' limit 1`.execute(tx)
  return rows.length > 0
}

function before(community_id: Id, person_id: Id) {
  return sql`select distinct person_id from role where community_id = ${community_id}::bigint and until is null
    and role in ('coordinator', 'facilitator', 'contact') and person_id <> ${person_id}::bigint`
}
