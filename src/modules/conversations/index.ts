/** All that other modules may use of conversations. */

export {
  addPost,
  isNameless,
  lockThread,
  openThread,
  unlinked,
} from './actions.ts'
export {
  addArchivedAttachments,
  addArchivedMessageRefs,
  addArchivedPosts,
  addArchivedThreads,
  extendArchivedThreads,
  findAnsweredTalk,
  indexArchivedPosts,
} from './archive.ts'
export { type KeptFile, keepAttachments, readUploads, type Upload } from './attachments.ts'
export { type Attribution, type ShownAuthor, shownAuthor, stricter } from './author.ts'
export { setBookmarkFinders } from './bookmarks/reads.ts'
export { listDistributed } from './digest.ts'
export { refuseSame } from './flood.ts'
export { heldSecrets, holdSecret } from './held-secrets.ts'
export { replyToThread, startTalkByMail } from './inbound.ts'
export {
  type LetterHead,
  postPath,
  replyReceiverFor,
  threadLetterHead,
  threadPathFor,
  threadPaths,
} from './kinds.ts'
export { wordsOf } from './mails.ts'
export { News } from './news/views.tsx'
export {
  findPost,
  findPostById,
  findThread,
  type ListedPost,
  listPosts,
  listPostsById,
  type Thread,
} from './reads.ts'
export { addToTalk, startTalk } from './talk.ts'
export { Posts } from './views.tsx'
export { withdrawPost } from './withdrawal.ts'

import { FILE_READ } from '../../platform/files/text.ts'
import type { Module } from '../../platform/module.ts'
import { acknowledgementLetter, namelessAcknowledgementLetter, takenBackLetter } from './acknowledgements.ts'
import { claimArchivedPosts } from './archive-claims.ts'
import { bookmarkRoutes } from './bookmarks/routes.tsx'
import { bundleLetter, sendBundle } from './bundle.ts'
import { talkDigest } from './digest.ts'
import { distributePost } from './distribution.ts'
import { clearDrafts } from './drafts/reads.ts'
import { draftRoutes, myDraftRoutes } from './drafts/routes.tsx'
import { indexFileWords } from './file-words.ts'
import { forgetWriter } from './forget.ts'
import { replyToThread, undoPost } from './inbound.ts'
import { threadPathFor } from './kinds.ts'
import { listFoundPosts, talkPaths } from './listings.ts'
import { mentionLetter, postLetter } from './mails.ts'
import { listMentionNeeds } from './mentions/reads.ts'
import { newsRoutes } from './news/routes.tsx'
import { ownFiles, ownRows } from './own-data.ts'
import { PER_PAGE } from './paging.ts'
import { latestTalk } from './panels.tsx'
import { muteRoutes, roomRoutes } from './room-routes.tsx'
import { fileRoutes, postRoutes } from './routes.tsx'
import { allTalkRoutes, talkRoutes } from './talk-routes.tsx'
import { threadRoutes } from './thread-routes.tsx'
import { versionRoutes } from './versions/routes.tsx'
import { wishesPanel } from './wishes-panel.tsx'

threadPathFor('talk', talkPaths, PER_PAGE)

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
  own: ownRows,
  forget: forgetWriter,
  ownFiles,
  routes: [
    { at: '/posts', router: postRoutes },
    { at: '/posts/:key', router: versionRoutes },
    { at: '/files', router: fileRoutes },
    { at: '/communities', router: talkRoutes },
    { at: '/communities', router: roomRoutes },
    { at: '/communities/:community/talk/:key', router: threadRoutes },
    { at: '/talk', router: allTalkRoutes },
    { at: '/drafts', router: draftRoutes },
    { at: '/me/drafts', router: myDraftRoutes },
    { at: '/me/bookmarks', router: bookmarkRoutes },
    { at: '/mute', router: muteRoutes },
    { at: '/threads', router: newsRoutes },
  ],
  clocks: [distributePost, sendBundle],
  jobs: [clearDrafts, indexFileWords, claimArchivedPosts],
  listens: { 'member.left': clearDrafts, 'address.proven': claimArchivedPosts, [FILE_READ]: indexFileWords },
  panels: [latestTalk, wishesPanel],
  needs: listMentionNeeds,
  letters: [
    postLetter,
    mentionLetter,
    bundleLetter,
    acknowledgementLetter,
    namelessAcknowledgementLetter,
    takenBackLetter,
  ],
  receivers: [undoPost, replyToThread],
  digest: talkDigest,
  finds: [{ kind: 'post', list: listFoundPosts }],
}
