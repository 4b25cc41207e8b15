import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { endOfDay } from '../calendar.ts'
import { findContact } from '../membership/contact.ts'
import { may } from '../policy.ts'
import { type Community, findCommunityById } from '../reads.ts'
import { reviewGroupLetter } from './letters.ts'

const MORE_DAYS = 60
const DAYS_TO_ANSWER = 14

/**
 * The end of a group with an end date. Round 0, on that day: its contact is asked once whether it is still needed.
 * Round 1, two weeks later and unanswered: it rests. A yes moves the date and both rounds with it.
 */
export const groupReview = clock('communities.group-review', async (db, id, round) => {
  await db.transaction().execute(async (tx) => {
    const group = await lockEnded(tx, id)
    if (!group) return
    if (round === 0) return askContact(tx, group)
    await tx.updateTable('community').set({ state: 'dormant' }).where('id', '=', id).execute()
    await record(tx, nobody('job'), 'community.rested', { kind: 'community', id, community_id: id })
  })
})

async function lockEnded(tx: Db, id: Id): Promise<Community | null> {
  const { rows } = await sql`select from community where id = ${id}::bigint and state in ('forming', 'active')
    and ends_on <= app_now()::date for update`.execute(tx)
  return rows.length > 0 ? findCommunityById(tx, id) : null
}

async function askContact(tx: Db, group: Community) {
  const contact = await findContact(tx, group)
  if (contact) await post(tx, reviewGroupLetter, { to: contact.id, about: group.id })
  const { rows } = await sql<{ at: Date }>`
    select app_now() + ${DAYS_TO_ANSWER}::int * interval '1 day' as at`.execute(tx)
  await setClock(tx, groupReview, group.id, (rows[0] as { at: Date }).at, 1)
}

/** Sixty more days, or the end; by those who keep it, from the page or by a reply. */
export function reviewGroup(
  db: Db,
  viewer: Viewer,
  { id }: Community,
  { answer, once }: { answer: 'yes' | 'no'; once: Once },
) {
  ensure(may.keep(viewer, id))
  return inTransaction(db, once, async (tx) => {
    const { rows } = await sql`
      select from community where id = ${id}::bigint and ends_on is not null and state <> 'closed' for update`.execute(
      tx,
    )
    if (rows.length === 0) throw new Refused(t('This group has no end date, or is closed already.'))
    await stopClocks(tx, [groupReview.kind], id)
    if (answer === 'no') return closeGroup(tx, viewer, id)
    await prolong(tx, viewer, id)
  })
}

async function closeGroup(tx: Db, viewer: Viewer, id: Id) {
  await tx.updateTable('community').set({ state: 'closed' }).where('id', '=', id).execute()
  await record(tx, viewer, 'community.closed', { kind: 'community', id, community_id: id })
}

async function prolong(tx: Db, viewer: Viewer, id: Id) {
  await sql`update community set state = case when state = 'dormant' then 'active' else state end,
    ends_on = greatest(ends_on, app_now()::date) + ${MORE_DAYS}::int where id = ${id}::bigint`.execute(tx)
  const group = await findCommunityById(tx, id)
  await record(tx, viewer, 'community.prolonged', { kind: 'community', id, community_id: id }, { days: MORE_DAYS })
  await setClock(tx, groupReview, id, await endOfDay(tx, group, group.ends_on ?? ''))
}
