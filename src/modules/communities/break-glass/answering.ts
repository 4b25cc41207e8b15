import { inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotAllowed, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post, postToAll } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { finish } from './ending.ts'
import { answeredLetter, lapseClock, noticeLetter, timeClock } from './names.ts'
import { type BreakGlass, findBreakGlassById } from './reads.ts'
import { whyNotOpen } from './states.ts'

/** The second person agrees, and the room is opened and told at that moment; or she refuses, and nothing was opened. */
export function answerBreakGlass(
  db: Db,
  viewer: Viewer,
  { id }: Pick<BreakGlass, 'id'>,
  { answer, once }: { answer: 'yes' | 'no'; once: Once },
): Promise<void> {
  return inTransaction(db, once, async (tx) => {
    const glass = await lockAsked(tx, viewer, id)
    if (viewer.unproven && answer === 'yes') throw new NotAllowed()
    await tx.updateTable('break_glass').set({ second_id: viewer.person?.id }).where('id', '=', id).execute()
    if (answer === 'no') await finish(tx, viewer, id, 'refused')
    else await open(tx, viewer, glass)
    await post(tx, answeredLetter, { to: glass.reader_id, about: id })
  })
}

/** Two who answer at once pass here one at a time; the rights of both are read under the lock. */
async function lockAsked(tx: Db, viewer: Viewer, id: Id): Promise<BreakGlass> {
  await sql`select from break_glass where id = ${id}::bigint for update`.execute(tx)
  const glass = await findBreakGlassById(tx, viewer, id)
  if (!glass || glass.reader_id === viewer.person?.id) throw new NotAllowed()
  if (glass.state !== 'asked') throw new Refused(whyNotOpen(glass.state))
  if (!glass.waits_for_me) throw new NotAllowed()
  return glass
}

async function open(tx: Db, viewer: Viewer, { id, community_id, room_id, hours }: BreakGlass) {
  await ensureNotOfStaff(tx, room_id)
  const until = await tx
    .updateTable('break_glass')
    .set({ opened_at: now, until: sql<Date>`app_now() + ${hours}::int * interval '1 hour'` })
    .where('id', '=', id)
    .returning(sql<Date>`until`.as('until'))
    .executeTakeFirstOrThrow()
  const subject = { kind: 'break_glass', id, community_id, room_id }
  await record(tx, viewer, 'break_glass.agreed', subject)
  await record(tx, viewer, 'break_glass.opened', subject, { hours })
  await stopClocks(tx, [lapseClock.kind], id)
  await setClock(tx, timeClock, id, until.until)
  await postToAll(tx, noticeLetter, whoIsTold(community_id), id)
}

async function ensureNotOfStaff(tx: Db, room_id: Id) {
  const { rows } = await sql`select from room where id = ${room_id}::bigint and staff_only`.execute(tx)
  if (rows.length > 0) throw new Refused(t('What is for those in government service alone is never opened this way.'))
}

/** Those who coordinate; where nobody does, all members. On the page of the community everybody sees it. */
function whoIsTold(community_id: Id) {
  const member = sql`select membership.person_id from membership
    where membership.community_id = ${community_id}::bigint and membership.state = 'member'`
  const coordinating = sql`select role.person_id from role where role.community_id = ${community_id}::bigint
    and role.until is null and role.role in ('coordinator', 'facilitator')`
  return sql`${member} and (membership.person_id in (${coordinating})
    or not exists (${member} and membership.person_id in (${coordinating})))`
}
