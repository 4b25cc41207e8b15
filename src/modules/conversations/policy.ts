import type { Id } from '../../platform/db.ts'
import { hash } from '../../platform/secret.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isMember } from '../communities/index.ts'

type Withdrawable = { author_id: Id | null; undo_hash: string | null }

export const may = {
  /** A member writes in her community; the program itself plants and passes on. */
  post: (viewer: Viewer, { community_id }: { community_id: Id }) =>
    isMember(viewer, community_id) || (viewer.door === 'job' && !viewer.person),

  /** The author, as long as there is one; of an unattributed post, who holds its secret while there is time. */
  withdraw: (viewer: Viewer, { author_id, undo_hash }: Withdrawable, held: string[]) =>
    author_id === null
      ? undo_hash !== null && held.some((secret) => hash(secret) === undo_hash)
      : author_id === viewer.person?.id,
}
