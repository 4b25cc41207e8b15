import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { stopClocks } from '../../platform/clocks.ts'
import type { Db, Id } from '../../platform/db.ts'
import { dropFromSearch } from '../../platform/search-entry.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { inRoom, nameless, unlinked } from './actions.ts'
import { distribution } from './jobs.ts'
import { may } from './policy.ts'
import type { Post } from './reads.ts'

/**
 * Takes a post back: while it waits, its words go for good; afterwards they are kept from every path. Its number stays.
 * Doing it twice is
 * doing it once. `undo` are the secrets of unattributed posts that the viewer holds.
 */
export function withdrawPost(
  db: Db,
  viewer: Viewer,
  { id }: Pick<Post, 'id'>,
  { once, undo = [] }: { once?: Once; undo?: string[] } = {},
): Promise<'undone' | 'withdrawn'> {
  return inTransaction(db, undo.length > 0 ? unlinked(once) : once, async (tx) => {
    const post = await lockPost(tx, id)
    ensure(may.withdraw(viewer, post, undo))
    if (post.state === 'withdrawn') return 'withdrawn'

    const undone = post.state === 'waiting' || post.state === 'held'
    await (undone ? emptyPost(tx, id) : hidePost(tx, id))
    const by = post.author_id ? viewer : nameless(viewer)
    await record(tx, by, 'post.withdrawn', { kind: 'post', id, ...inRoom(post) }, { undone })
    return undone ? 'undone' : 'withdrawn'
  })
}

/** Taking back and distributing one post pass here one at a time. */
export function lockPost(tx: Db, id: Id) {
  return tx
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .selectAll('post')
    .select(['thread.community_id', 'thread.room_id', 'thread.kind as thread_kind', 'thread.title as thread_title'])
    .where('post.id', '=', id)
    .forUpdate('post')
    .executeTakeFirstOrThrow()
}

async function emptyPost(tx: Db, id: Id) {
  await tx
    .updateTable('post')
    .set({ state: 'withdrawn', body: null, body_html: null, organisation: null, undo_hash: null })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('attachment').where('post_id', '=', id).execute()
  await stopClocks(tx, [distribution.kind], id)
}

async function hidePost(tx: Db, id: Id) {
  await tx.updateTable('post').set({ state: 'withdrawn' }).where('id', '=', id).execute()
  await dropFromSearch(tx, 'post', id)
}
