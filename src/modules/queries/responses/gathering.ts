import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { type Letter, postToAll } from '../../../platform/outbox.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { type Community, endOfDay, workingDay, workingDayEnd } from '../../communities/index.ts'
import { move } from '../moves.ts'
import { may } from '../policy.ts'
import { communityOf, lockQuery, type Query } from '../query.ts'
import { closed, halfTime, noAnswer } from './letters.ts'
import { countResponses } from './reads.ts'

/** Working days of gathering, by urgency; half of them is the time for nudging. */
export const gatheringDays = { urgent: 3, normal: 10, long: 15 } as const
const NO_ANSWER_DAYS = 4
const MOST_EXTENSION_DAYS = 5

/** Sets the clocks of a query that has just been posted with its `due_at` fixed. */
export async function startGathering(tx: Db, query: Query, community: Community) {
  const half = Math.ceil(gatheringDays[query.urgency] / 2)
  await setClock(tx, halfTimeClock, query.id, await workingDayEnd(tx, community, half))
  await setClock(tx, noAnswerClock, query.id, await workingDayEnd(tx, community, Math.min(NO_ANSWER_DAYS, half)))
  if (query.due_at) await setClock(tx, replyByClock, query.id, query.due_at)
}

export const halfTimeClock = clock('queries.half-time', (db, id) => tellDeskOnce(db, id, halfTime, () => true))

export const noAnswerClock = clock('queries.no-answer', (db, id) =>
  tellDeskOnce(db, id, noAnswer, async (tx) => (await countResponses(tx, id)) === 0),
)

async function tellDeskOnce(db: Db, id: Id, letter: Letter, holds: (tx: Db) => boolean | Promise<boolean>) {
  await inTransaction(db, undefined, async (tx) => {
    const query = await lockQuery(tx, id)
    if (query.state === 'gathering' && (await holds(tx))) await postToAll(tx, letter, deskOf(query), id)
  })
}

/** The reply-by has passed: no more responses, and the desk compiles. */
export const replyByClock = clock('queries.reply-by', (db, id) =>
  inTransaction(db, undefined, async (tx) => {
    const query = await lockQuery(tx, id)
    if (query.state === 'gathering') await closeLocked(tx, nobody('job'), query)
  }),
)

/** The coordinator closes early. */
export function closeQuery(db: Db, viewer: Viewer, query: Query, once: Once) {
  ensure(may.close(viewer, query))
  return inTransaction(db, once, async (tx) => closeLocked(tx, viewer, await lockQuery(tx, query.id)))
}

async function closeLocked(tx: Db, viewer: Viewer, query: Query) {
  const state = move(query.state, 'close')
  await tx.updateTable('query').set({ state, closed_at: now }).where('id', '=', query.id).execute()
  await stopClocks(tx, [halfTimeClock.kind, noAnswerClock.kind, replyByClock.kind], query.id)
  await record(tx, viewer, 'query.closed', subject(query))
  await postToAll(tx, closed, deskOf(query), query.id)
}

/** Gives more time, once, by at most five working days from the old date or today, whichever is later. */
export async function extendQuery(db: Db, viewer: Viewer, query: Query, { days, once }: { days: number; once: Once }) {
  ensure(may.extend(viewer, query))
  if (days < 1 || days > MOST_EXTENSION_DAYS) {
    throw new Refused(t('An extension is one to {days} working days.', { days: MOST_EXTENSION_DAYS }))
  }
  const community = await communityOf(db, query)
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (before.extended_at) throw new Refused(t('This query has been extended once already.'))
    const state = move(before.state, 'extend')
    const reply_by = await workingDay(tx, community, days, await laterOf(tx, before.reply_by, community))
    const due_at = await endOfDay(tx, community, reply_by)
    await tx
      .updateTable('query')
      .set({ state, reply_by, due_at, extended_at: now, closed_at: null })
      .where('id', '=', query.id)
      .execute()
    await setClock(tx, replyByClock, query.id, due_at)
    await record(tx, viewer, 'query.extended', subject(query), { days })
    return reply_by
  })
}

async function laterOf(tx: Db, reply_by: string | null, { time_zone }: Community): Promise<string> {
  const { rows } = await sql<{ on: string }>`select greatest(${reply_by}::date, today_in(${time_zone})) as on`.execute(
    tx,
  )
  return (rows[0] as { on: string }).on
}

/** The people who work this query's desk now. */
export function deskOf({ community_id }: Pick<Query, 'community_id'>) {
  return sql`select distinct role.person_id from role join membership using (person_id, community_id)
    where community_id = ${community_id}::bigint and role.until is null and membership.state = 'member'
      and role in ('coordinator', 'facilitator', 'researcher')`
}

function subject({ id, community_id, room_id }: Query) {
  return { kind: 'query', id, community_id, room_id }
}
