import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { type Db, type Id, now } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { viewerOf } from '../communities/index.ts'
import { inRoom } from './actions.ts'
import { may } from './policy.ts'
import { findThreadById, type Thread } from './reads.ts'

type ThreadWish = 'follow' | 'mute'
type Wished = { wish: ThreadWish | null; once?: Once }

/** Each message of this thread, or none; null goes by how the community's mail comes. Twice is once. */
export function wishFor(db: Db, viewer: Viewer, thread: Thread, { wish, once }: Wished): Promise<void> {
  const person = ensure(may.follow(viewer, thread) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await (wish ? saveWish(tx, person.id, thread.id, wish) : dropWish(tx, person.id, thread.id))
    await record(tx, viewer, 'thread.wished', { kind: 'thread', id: thread.id, ...inRoom(thread) }, { wish })
  })
}

/** By the signed link of a letter: exactly this thread is muted, and nothing else changes. */
export async function muteFor(db: Db, person_id: Id, thread_id: Id): Promise<void> {
  const viewer = await viewerOf(db, person_id, 'mail')
  if (viewer) await wishFor(db, viewer, await findThreadById(db, viewer, thread_id), { wish: 'mute' })
}

async function saveWish(tx: Db, person_id: Id, thread_id: Id, wish: ThreadWish) {
  await tx
    .insertInto('thread_wish')
    .values({ person_id, thread_id, wish })
    .onConflict((oc) => oc.columns(['person_id', 'thread_id']).doUpdateSet({ wish, since: now }))
    .execute()
}

async function dropWish(tx: Db, person_id: Id, thread_id: Id) {
  await tx.deleteFrom('thread_wish').where('person_id', '=', person_id).where('thread_id', '=', thread_id).execute()
}
