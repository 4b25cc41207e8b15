import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post, postToAll } from '../../../platform/outbox.ts'
import type { Attribution, Urgency } from '../../../platform/tables.gen.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { type Community, workingDayEnd } from '../../communities/index.ts'
import { move } from '../moves.ts'
import { isAsker, worksDesk } from '../policy.ts'
import { communityOf, lockQuery, type Query, subject } from '../query.ts'
import { deskOf } from '../responses/index.ts'
import { findOpen, lockAsker } from './asking.ts'
import { postNext } from './posting.ts'
import { agreedLetter, askerAnswered, parkedLetters, reminders, shapedLetters } from './shaping-letters.ts'

/** The query as the desk words it: what goes round once the asker says yes. */
export type Wording = {
  title: string
  kinds: string[]
  context: string
  tried: string
  purpose: string
  decision_by: string | null
  sub_questions: string[]
  reply_by: string | null
  attribution: Attribution
  urgency: Urgency
  level: 'local' | 'national' | 'regional' | 'global' | null
  place: string | null
}

type Shaping = Wording & { topics: Id[]; note: string; version: number; once: Once }

/** The words were changed meanwhile: both stand on the page, and nothing is lost. */
export class Stale extends Refused {}

const REMINDED_AFTER = [2, 5]
const PARKED_AFTER = 7
const MOST_SHAPES = 9

/** Words the query and sends it to its asker for her yes. `version` is the one the form was filled in from. */
export async function shape(
  db: Db,
  viewer: Viewer,
  query: Query,
  { topics, note, version, once, ...wording }: Shaping,
) {
  const by = ensure(worksDesk(viewer, query) && viewer.person)
  const community = await communityOf(db, query)
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    const state = move(before.state, 'shape')
    if (before.version !== version) throw new Stale(t('Somebody else changed it meanwhile'))
    await refuseSecondOpen(tx, before)
    const round = await nextRound(tx, query.id)
    await tx
      .updateTable('query')
      .set({ ...wording, state, version: version + 1, claimed_by: by.id })
      .where('id', '=', query.id)
      .execute()
    await saveTopics(tx, query.id, topics)
    await tx
      .insertInto('query_shape')
      .values({ query_id: query.id, version: round, fields: JSON.stringify(wording), note, by_id: by.id })
      .execute()
    await record(tx, viewer, 'query.shaped', subject(query), { round })
    await sendToAsker(tx, community, query, round)
    return round
  })
}

/** A letter goes once for each person and thing, so that each round of wording has its own. */
async function nextRound(tx: Db, query_id: Id): Promise<number> {
  const round = (await newestRound(tx, query_id)) + 1
  if (round > MOST_SHAPES) throw new Refused(t('This query has been back and forth nine times. Telephone its asker.'))
  return round
}

async function newestRound(db: Db, query_id: Id): Promise<number> {
  const { round } = await db
    .selectFrom('query_shape')
    .select(sql<number>`coalesce(max(version), 0)`.as('round'))
    .where('query_id', '=', query_id)
    .executeTakeFirstOrThrow()
  return round
}

async function sendToAsker(tx: Db, community: Community, query: Query, round: number) {
  const letter = shapedLetters[round - 1]
  if (letter) await post(tx, letter, { to: query.asker_id, about: query.id })
  for (const [at, days] of REMINDED_AFTER.entries())
    await setClock(tx, remindAsker, query.id, await workingDayEnd(tx, community, days), at)
  await setClock(tx, parkQuery, query.id, await workingDayEnd(tx, community, PARKED_AFTER))
}

async function saveTopics(tx: Db, query_id: Id, topics: Id[]) {
  await tx.deleteFrom('query_topic').where('query_id', '=', query_id).execute()
  await sql`insert into query_topic (query_id, topic_id) select ${query_id}::bigint, id from topic where id = any(${topics}::bigint[])`.execute(
    tx,
  )
}

/** A parked query lets its asker ask another; while that one is open, this one waits. */
async function refuseSecondOpen(tx: Db, { state, asker_id, community_id }: Query) {
  if (state !== 'parked') return
  await lockAsker(tx, asker_id)
  const open = await findOpen(tx, asker_id, community_id)
  if (open) throw new Refused(t('One query at a time: “{title}” is open. This one can go on when that is done.', open))
}

/** `round` is the wording that she has read; left out, it is the newest. */
export type Answer = { round?: number; words?: string; once?: Once }

/** The asker's yes: the query joins the queue, and goes out when the posting budget allows. */
export function agree(db: Db, viewer: Viewer, query: Query, { round, words = '', once }: Answer = {}) {
  ensure(isAsker(viewer, query))
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    const state = move(before.state, 'agree')
    await refuseSecondOpen(tx, before)
    await answerShape(tx, query.id, round, { answer: 'ok', answer_text: words })
    await tx.updateTable('query').set({ state }).where('id', '=', query.id).execute()
    await stopClocks(tx, [remindAsker.kind, parkQuery.kind], query.id)
    await record(tx, viewer, 'query.agreed', subject(query))
    await postNext(tx, query.community_id)
    const { state: reached } = await tx
      .selectFrom('query')
      .select('state')
      .where('id', '=', query.id)
      .executeTakeFirstOrThrow()
    if (reached === 'queued') await post(tx, agreedLetter, { to: query.asker_id, about: query.id })
    return reached
  })
}

/** What should change goes back to the desk in her own words. */
export function askForChanges(db: Db, viewer: Viewer, query: Query, { words = '', once }: Answer = {}) {
  ensure(isAsker(viewer, query))
  return inTransaction(db, once, async (tx) => {
    move((await lockQuery(tx, query.id)).state, 'agree')
    const round = await answerShape(tx, query.id, undefined, { answer: 'changes', answer_text: words })
    await stopClocks(tx, [remindAsker.kind, parkQuery.kind], query.id)
    await record(tx, viewer, 'query.changes_asked', subject(query))
    const letter = askerAnswered[round - 1]
    if (letter) await postToAll(tx, letter, deskOf(query), query.id)
  })
}

type Said = { answer: 'ok' | 'changes'; answer_text: string }

/** Her answer stands beside the newest wording; a yes to an older one is a yes to words that do not go round. */
async function answerShape(tx: Db, query_id: Id, round: number | undefined, said: Said): Promise<number> {
  const newest = await newestRound(tx, query_id)
  if (round !== undefined && round !== newest)
    throw new Stale(t('It has been worded anew since. Read the newest wording, and answer that.'))
  await tx
    .updateTable('query_shape')
    .set({ ...said, answered_at: now })
    .where('query_id', '=', query_id)
    .where('version', '=', newest)
    .execute()
  return newest
}

/** After 2 and 5 working days without her answer. */
export const remindAsker = clock('queries.remind-asker', async (db, id, nth) => {
  const query = await db.selectFrom('query').select(['asker_id', 'state']).where('id', '=', id).executeTakeFirst()
  const letter = reminders[nth]?.[(await newestRound(db, id)) - 1]
  if (query?.state === 'shaping' && letter) await post(db, letter, { to: query.asker_id, about: id })
})

/** Without her yes nothing is posted: it is parked, and the desk sees it. */
export const parkQuery = clock('queries.park', (db, id) =>
  inTransaction(db, undefined, async (tx) => {
    const query = await lockQuery(tx, id)
    if (query.state !== 'shaping') return
    await tx
      .updateTable('query')
      .set({ state: move(query.state, 'park') })
      .where('id', '=', id)
      .execute()
    await record(tx, nobody('job'), 'query.parked', subject(query))
    const letter = parkedLetters[(await newestRound(tx, id)) - 1]
    if (letter) await postToAll(tx, letter, deskOf(query), id)
  }),
)
