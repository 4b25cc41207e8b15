import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { type Letter, postToAll } from '../../../platform/outbox.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import {
  type Community,
  deskRoles,
  endOfDay,
  workingDay,
  workingDayEnd,
  workingDaysUntil,
} from '../../communities/index.ts'
import { move } from '../moves.ts'
import { worksDesk } from '../policy.ts'
import { communityOf, lockQuery, type Query, subject } from '../query.ts'
import { closed, closedAgain, halfTime, noAnswer } from './letters.ts'
import { countResponses } from './reads.ts'

/** Working days of gathering, by urgency. */
export const gatheringDays = { urgent: 3, normal: 10, long: 15 } as const
const NO_ANSWER_DAYS = 4
const MOST_EXTENSION_DAYS = 5

type Dated = { id: Id; reply_by: string; due_at: Date }

/** Sets the clocks of a query that has just been posted: silence is seen before half-time, which is the time for nudging. */
export async function startGathering(tx: Db, { id, reply_by, due_at }: Dated, community: Community) {
  const half = Math.ceil((await workingDaysUntil(tx, community, reply_by)) / 2)
  const silent = Math.max(1, Math.min(NO_ANSWER_DAYS, half - 1))
  await setClock(tx, halfTimeClock, id, await workingDayEnd(tx, community, half))
  await setClock(tx, noAnswerClock, id, await workingDayEnd(tx, community, silent))
  await setClock(tx, replyByClock, id, due_at)
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
    // It may have been given more time in the very moment.
    if (query.state === 'gathering' && (await isDue(tx, query))) await closeLocked(tx, nobody('job'), query)
  }),
)

async function isDue(tx: Db, { id }: Query): Promise<boolean> {
  const due = tx.selectFrom('query').select('id').where('id', '=', id).where('due_at', '<=', now)
  return (await due.executeTakeFirst()) !== undefined
}

/** The coordinator closes early. */
export function closeQuery(db: Db, viewer: Viewer, query: Query, once: Once) {
  ensure(worksDesk(viewer, query))
  return inTransaction(db, once, async (tx) => closeLocked(tx, viewer, await lockQuery(tx, query.id)))
}

async function closeLocked(tx: Db, viewer: Viewer, query: Query) {
  const state = move(query.state, 'close')
  await tx.updateTable('query').set({ state, closed_at: now }).where('id', '=', query.id).execute()
  await stopClocks(tx, [halfTimeClock.kind, noAnswerClock.kind, replyByClock.kind], query.id)
  await record(tx, viewer, 'query.closed', subject(query))
  await postToAll(tx, query.extended_at ? closedAgain : closed, deskOf(query), query.id)
}

/** Gives more time, once, by at most five working days from the old date or today, whichever is later. */
export async function extendQuery(db: Db, viewer: Viewer, query: Query, { days, once }: { days: number; once: Once }) {
  ensure(worksDesk(viewer, query))
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
      and role = any(${deskRoles}::text[])`
}
