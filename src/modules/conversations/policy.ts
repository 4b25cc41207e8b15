import type { Id } from '../../platform/db.ts'
import { hash } from '../../platform/secret.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isCoordinator, isMember } from '../communities/index.ts'

type Editable = { author_id: Id | null; thread_kind: string; state: string; community_id: Id }
type Withdrawable = { author_id: Id | null; undo_hash: string | null }

export const may = {
  /** A member writes in her community; the program itself plants and passes on. */
  post: (viewer: Viewer, { community_id }: { community_id: Id }) =>
    isMember(viewer, community_id) || (viewer.door === 'job' && !viewer.person),

  follow: (viewer: Viewer, { community_id }: { community_id: Id }) => isMember(viewer, community_id),

  /** A coordinator keeps order: she closes a thread, moves it, and may ask all at once. */
  keepOrder: (viewer: Viewer, { community_id }: { community_id: Id }) => isCoordinator(viewer, community_id),
  askEveryone: (viewer: Viewer, { community_id }: { community_id: Id }) => isCoordinator(viewer, community_id),

  /** Her own words, while they stand and the conversation goes on. Where nobody is named, nobody can be asked. */
  edit: (viewer: Viewer, post: Editable) =>
    post.author_id !== null &&
    post.author_id === viewer.person?.id &&
    post.thread_kind === 'talk' &&
    (post.state === 'waiting' || post.state === 'distributed') &&
    isMember(viewer, post.community_id),

  /** The author, as long as there is one; of an unattributed post, who holds its secret while there is time. */
  withdraw: (viewer: Viewer, { author_id, undo_hash }: Withdrawable, held: string[]) =>
    author_id === null
      ? undo_hash !== null && held.some((secret) => hash(secret) === undo_hash)
      : author_id === viewer.person?.id,
}
