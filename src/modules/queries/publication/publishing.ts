import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { postToAll } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../../communities/index.ts'
import { publishItem, reviseItem } from '../../library/index.ts'
import { startAftercare } from '../aftercare/clocks.ts'
import { findDraft, listPieces } from '../compile/pieces.ts'
import { move } from '../moves.ts'
import { may } from '../policy.ts'
import { communityOf, lockQuery, type Query, subject } from '../query.ts'
import { listResponses } from '../responses/reads.ts'
import { audienceOfReply } from './audience.ts'
import { composeReply } from './document.ts'
import { replyLetter } from './letters.ts'
import { ensureReady } from './review.ts'

/**
 * One action: the item with its address, credits and search entry, the letters by each one's delivery choice, the
 * clocks of aftercare. Pressed twice, or by two at once, it is published once.
 */
export async function publishReply(db: Db, viewer: Viewer, query: Query, once: Once): Promise<Id> {
  ensure(may.publish(viewer, query))
  const community = await communityOf(db, query)
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (before.state === 'published' && before.item_id) return before.item_id
    const state = move(before.state, 'publish')
    await ensureLookedAt(tx, before)
    await ensureReady(tx, viewer, before, community)

    const composed = await compose(tx, viewer, before, community)
    const item = await publishItem(tx, viewer, { community, title: before.title, ...composed })
    await tx
      .updateTable('query')
      .set({ state, item_id: item.id, published_at: now })
      .where('id', '=', query.id)
      .execute()
    await record(tx, viewer, 'reply.published', subject(before), { item_id: item.id })
    await postToAll(tx, replyLetter, sql`select person_id from (${audienceOfReply(item.id)}) audience`, item.id)
    await startAftercare(tx, query.id)
    return item.id
  })
}

/** Nothing is published that the asker could not look at first. */
async function ensureLookedAt(tx: Db, { id }: Query) {
  const draft = await findDraft(tx, id)
  if (draft?.review_answer !== 'ok' && draft?.review_answer !== 'silent')
    throw new Refused(t('The asker still has time to look at it.'))
}

/** A corrected version at the same address, with what was changed; nobody is mailed again. */
export async function correctReply(
  db: Db,
  viewer: Viewer,
  query: Query,
  { because, once }: { because: string; once: Once },
) {
  ensure(query.state === 'published' && may.publish(viewer, query))
  const community = await communityOf(db, query)
  return inTransaction(db, once, async (tx) => {
    const before = await lockQuery(tx, query.id)
    if (!before.item_id) throw new Refused(t('There is no published reply to correct.'))
    await ensureReady(tx, viewer, before, community)
    const composed = await compose(tx, viewer, before, community)
    const item = await reviseItem(tx, viewer, { id: before.item_id }, { title: before.title, because, ...composed })
    await record(tx, viewer, 'reply.corrected', subject(before), { version: item.version })
    return item.id
  })
}

async function compose(tx: Db, viewer: Viewer, query: Query, community: Community) {
  const responses = await listResponses(tx, viewer, query)
  return composeReply(tx, viewer, { query, community, responses, pieces: await listPieces(tx, query.id) })
}
