import { config } from '../../platform/config.ts'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { letter } from '../../platform/outbox.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { type Community, findCommunityById, letterHead } from '../communities/index.ts'
import type { Attribution } from './author.ts'
import { replyToThread } from './inbound.ts'
import { type LetterHead, letterHeadOf, postPath, receiverOf, type ThreadOfLetter } from './kinds.ts'
import { findPostById, type ListedPost, type Post, withAuthors } from './reads.ts'

/** Each message to those who want each, in the words of its writer. */
export const postLetter = letter('conversations.post', 'post', async (db, reader, about) => {
  const post = await findForLetter(db, reader, about)
  if (!post) return null
  const thread = threadOf(post)
  const head = await letterHeadOf(db, reader, thread, post)
  return head && writePost(db, post, thread, head)
})

/** Nothing for whom it was withdrawn from, or who has left, or wants other mail since. */
async function findForLetter(db: Db, reader: Viewer, id: number): Promise<ListedPost | null> {
  const post = await findPostById(db, reader, id).catch(orGone)
  const wish = reader.memberships.find(({ community_id }) => community_id === post?.community_id)?.delivery
  if (post?.state !== 'distributed' || wish !== 'each') return null
  return (await withAuthors(db, reader, [post]))[0] ?? null
}

function orGone(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

function threadOf({ thread_id, thread_key, thread_kind, thread_title, community_id, room_id }: Post): ThreadOfLetter {
  return { id: thread_id, key: thread_key, kind: thread_kind, title: thread_title, community_id, room_id }
}

async function writePost(db: Db, post: ListedPost, thread: ThreadOfLetter, head: LetterHead): Promise<LetterContent> {
  const community = await findCommunityById(db, post.community_id)
  const href = config().BASE_URL + (await postPath(db, post))
  return {
    subject: head.subject ?? (post.number === 1 ? thread.title : t('Re: {title}', thread)),
    from: post.author.name,
    blocks: [...(head.before ?? []), ...wordsOf(post), ...(head.after ?? []), { link: t('Read it on its page'), href }],
    community: letterHead(community),
    thread: `thread.${thread.key}`,
    replies: {
      to: receiverOf(thread.kind, replyToThread),
      about: thread.id,
      hint: head.hint ?? hintFor(post.attribution, community),
    },
    why:
      head.why ??
      t('You get this because you chose each message of {community} by mail.', { community: community.title }),
    audience: audienceOf(post, community),
    stoppable: true,
  }
}

/** Who writes, what was written, and what hangs on it. */
export function wordsOf({ author, body, body_html, attachments }: ListedPost): Block[] {
  const { name, line } = author
  const files = attachments.map(({ key, name: file }): Block => ({ link: file, href: fileAddress(key, file) }))
  return [
    line ? t('{name} ({line}) writes:', { name, line }) : t('{name} writes:', { name }),
    { prose: { html: body_html ?? '', text: body ?? '' } },
    ...files,
  ]
}

export function fileAddress(key: string, name: string): string {
  return `${config().BASE_URL}/files/${key}/${encodeURIComponent(name)}`
}

export function audienceOf(
  { reach, staff_only, attribution }: Pick<Post, 'reach' | 'staff_only' | 'attribution'>,
  community: Community,
) {
  return audienceInWords({ reach, staff_only, attribution, community: community.title, members: community.members })
}

/** What a reply does, said before it is written. */
function hintFor(attribution: Attribution, { title }: Community): string {
  const community = { community: title }
  if (attribution === 'named') return t('Your reply goes to all who can read this, under your name.')
  if (attribution === 'organisation')
    return t('Your reply goes to all who can read this. Only your organisation is named.')
  return t(
    'Your reply goes to all who can read this, as from a member of {community}. Leave out your signature.',
    community,
  )
}
