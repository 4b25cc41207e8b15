/** All that other modules may use of conversations. */
export {
  type AddedPost,
  addPost,
  isNameless,
  lockThread,
  type NewPost,
  openThread,
  unlinked,
} from './actions.ts'
export { type KeptFile, keepAttachments, readUploads, type Upload } from './attachments.ts'
export { type Attribution, type ShownAuthor, shownAuthor, stricter } from './author.ts'
export { heldSecrets, holdSecret } from './held-secrets.ts'
export {
  type LetterHead,
  postPath,
  replyReceiverFor,
  threadLetterHead,
  threadPath,
  threadPathFor,
  threadPaths,
} from './kinds.ts'
export { wordsOf } from './mails.ts'
export {
  findPost,
  findPostById,
  findPostOfMessage,
  findThread,
  findThreadById,
  type ListedPost,
  listPosts,
  listPostsById,
  type Post,
  type Reach,
  type Thread,
} from './reads.ts'
export { Posts } from './views.tsx'
export { withdrawPost } from './withdrawal.ts'

import type { Module } from '../../platform/module.ts'
import { acknowledgementLetter, namelessAcknowledgementLetter } from './acknowledgements.ts'
import { distributePost } from './distribution.ts'
import { replyToThread, undoPost } from './inbound.ts'
import { postLetter } from './mails.ts'
import { fileRoutes, postRoutes } from './routes.tsx'

export const conversations: Module = {
  name: 'conversations',
  tables: ['thread', 'post', 'attachment', 'message_ref'],
  routes: [
    { at: '/posts', router: postRoutes },
    { at: '/files', router: fileRoutes },
  ],
  clocks: [distributePost],
  letters: [postLetter, acknowledgementLetter, namelessAcknowledgementLetter],
  receivers: [undoPost, replyToThread],
}
