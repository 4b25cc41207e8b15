import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import type { Db } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Community } from '../communities/index.ts'
import { addPost, isNameless, openThread, unlinked } from './actions.ts'
import type { KeptFile } from './attachments.ts'
import { may } from './policy.ts'
import type { Thread } from './reads.ts'

export type NewTalk = {
  title: string
  body: string
  language?: string
  attachments?: KeptFile[]
  message_id?: string
  once?: Once
}

/** `undo` is the secret of an unattributed post; `forget` says that the mail it came by is not to be kept. */
type Talk = { key: string; undo: string | null; forget: boolean }

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
  return keepingUndo(db, thread, words.once, async (tx) => ({
    key: thread.key,
    ...(await addOwnPost(tx, viewer, thread, words)),
  }))
}

async function addOwnPost(tx: Db, viewer: Viewer, thread: Thread, words: Omit<NewTalk, 'title'>) {
  const { body, language, attachments, message_id } = words
  const { undo } = await addPost(tx, viewer, thread, {
    ...{ body, language, attachments, message_id },
    author_id: viewer.person?.id ?? null,
    attribution: thread.room_attribution,
  })
  return { undo }
}

/** The secret goes to the one who wrote and nowhere else; what is kept for a repetition leads to nobody. */
async function keepingUndo(
  db: Db,
  room: Pick<Thread, 'room_attribution'>,
  once: Once,
  act: (tx: Db) => Promise<Omit<Talk, 'forget'>>,
): Promise<Talk> {
  const nameless = isNameless(room, { attribution: room.room_attribution })
  let undo: string | null = null
  const key = await inTransaction(db, nameless ? unlinked(once) : once, async (tx) => {
    const talk = await act(tx)
    undo = talk.undo
    return talk.key
  })
  return { key, undo, forget: nameless }
}
