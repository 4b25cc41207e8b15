import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post, postToAll } from '../../../platform/outbox.ts'
import { dropFromSearch } from '../../../platform/search-entry.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { viewerOf } from '../../communities/index.ts'
import { type Act, move } from '../moves.ts'
import { isAsker, worksDesk } from '../policy.ts'
import { lockQuery, type Query, subject } from '../query.ts'
import { answeredLetter, archiveOffers, archiveThanks, endedLetter, withdrawnLetter } from './exit-letters.ts'
import { findReply } from './similar.ts'

const waitingClocks = [
  'queries.remind-asker',
  'queries.park',
  'queries.half-time',
  'queries.no-answer',
  'queries.reply-by',
]

/** The asker takes her question back; those who have answered it are told. */
export function withdrawQuery(db: Db, viewer: Viewer, query: Query, { reason, once }: { reason: string; once: Once }) {
  ensure(isAsker(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, { act: 'withdraw', exit_reason: reason || null })
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
  ensure(worksDesk(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, { act: 'decline', exit_reason: reason })
    await post(tx, endedLetter, { to: query.asker_id, about: query.id })
  })
}

/** Another place answers it better: said in words. */
export function redirectQuery(db: Db, viewer: Viewer, query: Query, { reason, once }: { reason: string; once: Once }) {
  ensure(worksDesk(viewer, query))
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, { act: 'redirect', redirected_to: reason })
    await post(tx, endedLetter, { to: query.asker_id, about: query.id })
  })
}

/** The desk asks whether a reply of the library answers it, one that both may read; the query goes on meanwhile. */
export async function offerArchive(
  db: Db,
  viewer: Viewer,
  query: Query,
  { item_id, once }: { item_id: Id; once: Once },
) {
  ensure(worksDesk(viewer, query))
  await findReply(db, viewer, item_id)
  if (!(await mayHave(db, query.asker_id, item_id))) throw new Refused(t('The asker may not read this reply.'))
  return inTransaction(db, once, async (tx) => {
    const { state, item_id: offered } = await lockQuery(tx, query.id)
    move(state, 'accept_archive')
    if (offered) throw new Refused(t('A reply has been offered already; the asker has not answered yet.'))
    await tx.updateTable('query').set({ item_id }).where('id', '=', query.id).execute()
    await record(tx, viewer, 'query.archive_offered', subject(query), { item_id })
    const letter = archiveOffers[(await countOffers(tx, query.id)) - 1]
    if (letter) await post(tx, letter, { to: query.asker_id, about: query.id })
  })
}

async function mayHave(db: Db, person_id: Id, item_id: Id): Promise<boolean> {
  const reader = await viewerOf(db, person_id, 'job')
  return reader !== null && (await findReply(db, reader, item_id).catch(orNull)) !== null
}

function orNull(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

/** A letter goes once for each person and thing, so that each offer has its own. */
async function countOffers(tx: Db, query_id: Id): Promise<number> {
  const { count } = await tx
    .selectFrom('activity')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('subject_kind', '=', 'query')
    .where('subject_id', '=', query_id)
    .where('verb', '=', 'query.archive_offered')
    .executeTakeFirstOrThrow()
  if (count > archiveOffers.length) throw new Refused(t('Three replies have been offered; telephone the asker.'))
  return count
}

/** The asker says that this reply answers it: closed with thanks, and the reply notes one more use. */
export async function acceptArchive(
  db: Db,
  viewer: Viewer,
  query: Query,
  { item_id, once }: { item_id: Id | null; once: Once },
) {
  ensure(isAsker(viewer, query))
  if (!item_id) throw new Refused(t('There is no reply to accept. Write to the desk instead.'))
  await findReply(db, viewer, item_id)
  return inTransaction(db, once, async (tx) => {
    await leave(tx, viewer, query, { act: 'accept_archive', item_id })
    await record(tx, viewer, 'query.answered_from_archive', subject(query), { item_id })
    await post(tx, archiveThanks, { to: query.asker_id, about: query.id })
    await postToAll(tx, answeredLetter, respondersOf(query), query.id)
  })
}

/** No, it does not: the query goes its way. */
export function refuseArchive(db: Db, viewer: Viewer, query: Query, once: Once) {
  ensure(isAsker(viewer, query))
  return inTransaction(db, once, async (tx) => {
    move((await lockQuery(tx, query.id)).state, 'accept_archive')
    await tx.updateTable('query').set({ item_id: null }).where('id', '=', query.id).execute()
    await record(tx, viewer, 'query.archive_refused', subject(query))
  })
}

const verbs: Partial<Record<Act, string>> = {
  withdraw: 'query.withdrawn',
  decline: 'query.declined',
  redirect: 'query.redirected',
}

type Ended = { act: Act; exit_reason?: string | null; redirected_to?: string; item_id?: Id }

async function leave(tx: Db, viewer: Viewer, { id }: Query, { act, ...ended }: Ended) {
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
