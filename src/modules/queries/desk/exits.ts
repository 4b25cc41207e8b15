import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post, postToAll } from '../../../platform/outbox.ts'
import { dropFromSearch } from '../../../platform/search-entry.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Act, move } from '../moves.ts'
import { may } from '../policy.ts'
import { lockQuery, type Query } from '../query.ts'
import { archiveOffer, archiveThanks, endedLetter, withdrawnLetter } from './exit-letters.ts'

const waitingClocks = [
  'queries.remind-asker',
  'queries.park',
  'queries.half-time',
  'queries.no-answer',
  'queries.reply-by',
]

/** The asker takes her question back; those who have answered it are told. */
export function withdrawQuery(db: Db, viewer: Viewer, query: Query, { reason, once }: { reason: string; once: Once }) {
  ensure(may.withdraw(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, 'withdraw', { exit_reason: reason || null })
    await dropFromSearch(tx, 'query', query.id)
    await postToAll(tx, withdrawnLetter, respondersOf(query), query.id)
  })
}

function respondersOf({ id }: Query) {
  return sql`select distinct post.author_id as person_id from response join post on post.id = post_id
    where query_id = ${id} and post.author_id is not null and post.state = 'distributed'`
}

/** The desk does not send it round, and says why. */
export function declineQuery(db: Db, viewer: Viewer, query: Query, { reason, once }: { reason: string; once: Once }) {
  ensure(may.decline(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, 'decline', { exit_reason: reason })
    await post(tx, endedLetter, { to: query.asker_id, about: query.id })
  })
}

/** Another place answers it better: said in words. */
export function redirectQuery(db: Db, viewer: Viewer, query: Query, { reason, once }: { reason: string; once: Once }) {
  ensure(may.redirect(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, 'redirect', { redirected_to: reason })
    await post(tx, endedLetter, { to: query.asker_id, about: query.id })
  })
}

/** The desk asks whether a reply of the library answers it; the query goes on meanwhile. */
export function offerArchive(db: Db, viewer: Viewer, query: Query, { item_id, once }: { item_id: Id; once: Once }) {
  ensure(may.offerArchive(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await lockQuery(tx, query.id)
    await tx.updateTable('query').set({ item_id }).where('id', '=', query.id).execute()
    await record(tx, viewer, 'query.archive_offered', subject(query), { item_id })
    await post(tx, archiveOffer, { to: query.asker_id, about: query.id })
  })
}

/** The asker says that this reply answers it: closed with thanks, and the reply notes one more use. */
export function acceptArchive(
  db: Db,
  viewer: Viewer,
  query: Query,
  { item_id, once }: { item_id: Id | null; once: Once },
) {
  ensure(may.acceptArchive(viewer, query))
  if (!item_id) throw new Refused(t('There is no reply to accept. Write to the desk instead.'))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, 'accept_archive', { item_id })
    await record(tx, viewer, 'query.answered_from_archive', subject(query), { item_id })
    await post(tx, archiveThanks, { to: query.asker_id, about: query.id })
  })
}

/** No, it does not: the query goes its way. */
export function refuseArchive(db: Db, viewer: Viewer, query: Query, once: Once) {
  ensure(may.acceptArchive(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await tx
      .updateTable('query')
      .set({ item_id: null })
      .where('id', '=', query.id)
      .where('published_at', 'is', null)
      .execute()
    await record(tx, viewer, 'query.archive_refused', subject(query))
  })
}

const verbs: Partial<Record<Act, string>> = {
  withdraw: 'query.withdrawn',
  decline: 'query.declined',
  redirect: 'query.redirected',
}

type Ended = { exit_reason?: string | null; redirected_to?: string; item_id?: Id }

async function leave(tx: Db, viewer: Viewer, { id }: Query, act: Act, ended: Ended) {
  const before = await lockQuery(tx, id)
  await tx
    .updateTable('query')
    .set({ ...ended, state: move(before.state, act) })
    .where('id', '=', id)
    .execute()
  await stopClocks(tx, waitingClocks, id)
  const verb = verbs[act]
  if (verb) await record(tx, viewer, verb, subject(before))
}

function subject({ id, community_id, room_id }: Query) {
  return { kind: 'query', id, community_id, room_id }
}
