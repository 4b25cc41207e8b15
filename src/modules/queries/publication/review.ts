import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { type Letter, post, postToAll } from '../../../platform/outbox.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { workingDayEnd } from '../../communities/index.ts'
import { findDraft } from '../compile/pieces.ts'
import { readDraft } from '../compile/reads.ts'
import { move } from '../moves.ts'
import { may } from '../policy.ts'
import { communityOf, lockQuery, type Query, subject } from '../query.ts'
import { deskOf } from '../responses/gathering.ts'
import { changesWanted, readyToPublish, toAsker } from './letters.ts'

/** Working days in which the asker may look; after them her silence is a yes. */
const REVIEW_DAYS = 2

/** Shows the finished draft to the asker; refused while a wish is broken or something is missing. */
export async function askAsker(db: Db, viewer: Viewer, query: Query, once: Once): Promise<void> {
  ensure(may.askAsker(viewer, query) || query.state === 'in_review')
  const community = await communityOf(db, query)
  await inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (before.state === 'in_review') return
    const state = move(before.state, 'ask_asker')
    await ensureReady(tx, viewer, before, community)

    const due_at = await workingDayEnd(tx, community, REVIEW_DAYS)
    const version = await openReview(tx, before, due_at)
    await setState(tx, before, state)
    await setClock(tx, reviewClock, query.id, due_at)
    await post(tx, inRound(toAsker, version), { to: query.asker_id, about: query.id })
    await record(tx, viewer, 'query.shown', subject(query), { version })
  })
}

/** The first thing in the way is named; the page lists all of them. */
export async function ensureReady(tx: Db, viewer: Viewer, query: Query, community: { slug: string }) {
  const { checks, ready } = await readDraft(tx, viewer, query, community)
  if (ready) return
  const open = checks.filter(({ done }) => !done).map(({ words }) => String(words))
  throw new Refused(t('Still open: {what}', { what: open.join(' ') }))
}

async function openReview(tx: Db, { id }: Query, due_at: Date): Promise<number> {
  const { version } = await tx
    .updateTable('compile_draft')
    .set({ version: sql<number>`version + 1`, review_sent_at: now, review_due_at: due_at })
    .set({ review_answer: null, review_note: null })
    .where('query_id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}

/** Each round of asking writes its own letters. */
function inRound({ name }: Letter, version: number) {
  return { name, about: `review ${version}` }
}

type Answer = { answer: 'ok'; note: string } | { answer: 'changes'; note: string }

/** The asker's OK, or what should change: then the desk has it back with her words. */
export function answerReview(db: Db, viewer: Viewer, query: Query, { answer, note, once }: Answer & { once: Once }) {
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (before.state === 'published')
      throw new Refused(t('The reply has gone out meanwhile; it can still be corrected.'))
    ensure(may.review(viewer, before))
    if (answer === 'changes') await setState(tx, before, move(before.state, 'take_back'))
    await settle(tx, viewer, before, { answer, note })
  })
}

async function settle(
  tx: Db,
  viewer: Viewer,
  query: Query,
  { answer, note }: { answer: 'ok' | 'changes' | 'silent'; note: string },
) {
  const { version } = await tx
    .updateTable('compile_draft')
    .set({ review_answer: answer, review_note: note || null })
    .where('query_id', '=', query.id)
    .returning('version')
    .executeTakeFirstOrThrow()
  await stopClocks(tx, [reviewClock.kind], query.id)
  await record(tx, viewer, 'query.reviewed', subject(query), { answer })
  const told = answer === 'changes' ? changesWanted : readyToPublish
  await postToAll(tx, inRound(told, version), deskOf(query), query.id)
}

/** Two working days have passed: silence is yes. */
export const reviewClock = clock('queries.review', (db, id) =>
  inTransaction(db, undefined, async (tx) => {
    const query = await lockQuery(tx, id)
    const draft = await findDraft(tx, id)
    if (query.state === 'in_review' && !draft?.review_answer)
      await settle(tx, nobody('job'), query, { answer: 'silent', note: '' })
  }),
)

/** The desk takes it back to change something; the asker is asked again afterwards. */
export function takeBack(db: Db, viewer: Viewer, query: Query, once: Once) {
  ensure(may.publish(viewer, query))
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (before.state === 'consolidating') return
    await setState(tx, before, move(before.state, 'take_back'))
    await stopClocks(tx, [reviewClock.kind], query.id)
    await record(tx, viewer, 'query.taken_back', subject(query))
  })
}

async function setState(tx: Db, { id }: Query, state: Query['state']) {
  await tx.updateTable('query').set({ state }).where('id', '=', id).execute()
}
