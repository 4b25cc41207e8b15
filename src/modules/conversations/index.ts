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
export { refuseSame } from './flood.ts'
export { heldSecrets, holdSecret } from './held-secrets.ts'
export { startTalkByMail } from './inbound.ts'
export {
  type LetterHead,
  postPath,
  replyReceiverFor,
  threadLetterHead,
  threadPath,
  threadPathFor,
  threadPaths,
} from './kinds.ts'
export { listDistributed } from './listings.ts'
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
export { type NewTalk, startTalk } from './talk.ts'
export { Posts } from './views.tsx'
export { withdrawPost } from './withdrawal.ts'

import type { Module } from '../../platform/module.ts'
import { acknowledgementLetter, namelessAcknowledgementLetter, takenBackLetter } from './acknowledgements.ts'
import { bundleLetter, sendBundle } from './bundle.ts'
import { distributePost } from './distribution.ts'
import { replyToThread, undoPost } from './inbound.ts'
import { threadPathFor } from './kinds.ts'
import { listFoundPosts, talkDigest, talkPaths } from './listings.ts'
import { postLetter } from './mails.ts'
import { fileRoutes, postRoutes } from './routes.tsx'
import { talkRoutes } from './talk-routes.tsx'

threadPathFor('talk', talkPaths)

export const conversations: Module = {
  name: 'conversations',
  tables: [
    'thread',
    'thread_move',
    'thread_wish',
    'post',
    'post_version',
    'attachment',
    'message_ref',
    'mention',
    'draft',
    'reading',
    'bookmark',
  ],
  routes: [
    { at: '/posts', router: postRoutes },
    { at: '/files', router: fileRoutes },
    { at: '/communities', router: talkRoutes },
  ],
  clocks: [distributePost, sendBundle],
  letters: [postLetter, bundleLetter, acknowledgementLetter, namelessAcknowledgementLetter, takenBackLetter],
  receivers: [undoPost, replyToThread],
  digest: talkDigest,
  finds: [{ kind: 'post', list: listFoundPosts }],
}
