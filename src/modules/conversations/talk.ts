import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import type { Db } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Community } from '../communities/index.ts'
import { addPost, isNameless, lockThread, openThread, unlinked } from './actions.ts'
import type { KeptFile } from './attachments.ts'
import { dropSent } from './drafts/actions.ts'
import { may } from './policy.ts'
import type { Thread } from './reads.ts'

export type NewTalk = {
  title: string
  body: string
  language?: string
  attachments?: KeptFile[]
  message_id?: string
  once?: Once
  /** Keys of those who are meant where members share a name; whether all are told; the draft that this was. */
  told?: string[]
  everyone?: boolean
  draft?: string
}

/**
 * `undo` is the secret of an unattributed post, `number` the place of the post, both known when it is first done;
 * `forget` says that the mail it came by is not to be kept.
 */
type Talk = { key: string; undo: string | null; number: number | null; forget: boolean }

/** Opens a thread of talk in the community's room with its first post, from the page or by mail. */
export async function startTalk(db: Db, viewer: Viewer, community: Community, talk: NewTalk): Promise<Talk> {
  ensure(may.post(viewer, { community_id: community.id }))
  const { room_id, language, attribution: room_attribution } = community
  return keepingUndo(db, { room_attribution }, talk.once, async (tx) => {
    const thread = await openThread(tx, {
      community_id: community.id,
      room_id,
      kind: 'talk',
      title: talk.title,
      language,
    })
    return { key: thread.key, ...(await addOwnPost(tx, viewer, thread, talk)) }
  })
}

/** Adds the viewer's own words to a thread of talk, as its room names them. */
export function addToTalk(db: Db, viewer: Viewer, thread: Thread, words: Omit<NewTalk, 'title'>): Promise<Talk> {
  return keepingUndo(db, thread, words.once, async (tx) => {
    const here = await lockThread(tx, thread.id)
    return { key: here.key, ...(await addOwnPost(tx, viewer, here, words)) }
  })
}

async function addOwnPost(tx: Db, viewer: Viewer, thread: Thread, words: Omit<NewTalk, 'title'>) {
  const { body, language, attachments, message_id, told, everyone } = words
  const { undo, post } = await addPost(tx, viewer, thread, {
    ...{ body, language, attachments, message_id, told, everyone },
    author_id: viewer.person?.id ?? null,
    attribution: thread.room_attribution,
  })
  await dropSent(tx, viewer, thread.community_id, words)
  return { undo, number: post.number }
}

/** The secret goes to the one who wrote and nowhere else; what is kept for a repetition leads to nobody. */
async function keepingUndo(
  db: Db,
  room: Pick<Thread, 'room_attribution'>,
  once: Once,
  act: (tx: Db) => Promise<Omit<Talk, 'forget'>>,
): Promise<Talk> {
  const nameless = isNameless(room, { attribution: room.room_attribution })
  let fresh: Pick<Talk, 'undo' | 'number'> = { undo: null, number: null }
  const key = await inTransaction(db, nameless ? unlinked(once) : once, async (tx) => {
    const { key, ...added } = await act(tx)
    fresh = added
    return key
  })
  return { key, ...fresh, forget: nameless }
}
