import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { currentLanguage, t } from '../../platform/i18n.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { type Batch, letter } from '../../platform/outbox.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { type Community, findCommunityById, letterHead } from '../communities/index.ts'
import type { Attribution } from './author.ts'
import { threadAddress } from './jobs.ts'
import { type LetterHead, letterHeadOf, postPath, receiverOf, type ThreadOfLetter } from './kinds.ts'
import { findPostById, type ListedPost, type Post, withAuthors } from './reads.ts'

/** Each message to those who want each, in the words of its writer. */
export const postLetter = letter('conversations.post', 'post', async (db, reader, about, batch) => {
  if (!(await mayStillHave(db, reader, about, batch))) return null
  const post = await readOnce(db, reader, about, batch)
  const head = await letterHeadOf(db, reader, threadOf(post), post, batch)
  return head && writePost(db, post, head, batch)
})

/** Asked when it is sent: not for whom it was withdrawn from, nor who has left or wants other mail since. */
async function mayStillHave(db: Db, { person }: Viewer, about: Id, { readers, once }: Batch): Promise<boolean> {
  const allowed = await once(`may have post ${about}`, () => listWhoMayHave(db, about, readers))
  return allowed.has(person?.id ?? 0)
}

/** The one rule of rooms, asked for all readers of a batch at once. */
async function listWhoMayHave(db: Db, id: Id, readers: Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ person_id: Id }>`
    select person_id from post
    join thread on thread.id = post.thread_id
    join membership using (community_id)
    where post.id = ${id} and post.state = 'distributed' and person_id = any(${readers}::bigint[])
      and membership.state = 'member' and delivery = 'each' and (paused_until is null or paused_until <= app_now())
      and may_read(person_id, thread.room_id, post.reach, post.staff_only)`.execute(db)
  return new Set(rows.map(({ person_id }) => person_id))
}

/** Read with the eyes of the first reader: what it shows is the same for all who may read it in one language. */
function readOnce(db: Db, reader: Viewer, id: Id, { once }: Batch): Promise<ListedPost> {
  return once(`post ${id} in ${currentLanguage()}`, async () => {
    const [post] = await withAuthors(db, reader, [await findPostById(db, reader, id)])
    return post as ListedPost
  })
}

function threadOf({ thread_id, thread_key, thread_kind, thread_title, community_id, room_id }: Post): ThreadOfLetter {
  return { id: thread_id, key: thread_key, kind: thread_kind, title: thread_title, community_id, room_id }
}

async function writePost(db: Db, post: ListedPost, head: LetterHead, { once }: Batch): Promise<LetterContent> {
  const language = currentLanguage()
  const community = await once(`community ${post.community_id} in ${language}`, () =>
    findCommunityById(db, post.community_id),
  )
  const path = await once(`path of post ${post.id}`, () => postPath(db, post))
  const link = { link: t('Read it on its page'), href: config().BASE_URL + path }
  return {
    subject: head.subject ?? (post.number === 1 ? post.thread_title : t('Re: {title}', { title: post.thread_title })),
    from: post.author.name,
    blocks: [...(head.before ?? []), ...wordsOf(post), ...(head.after ?? []), link],
    community: letterHead(community),
    thread: `thread.${post.thread_key}`,
    replies: {
      to: receiverOf(post.thread_kind, threadAddress),
      about: post.thread_id,
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

function fileAddress(key: string, name: string): string {
  return `${config().BASE_URL}/files/${key}/${encodeURIComponent(name)}`
}

function audienceOf({ reach, staff_only, attribution }: Post, { title, members }: Community) {
  return audienceInWords({ reach, staff_only, attribution, community: title, members })
}

/** What a reply does, said before it is written. */
function hintFor(attribution: Attribution, { title }: Community): string {
  if (attribution === 'named') return t('Your reply goes to all who can read this, under your name.')
  if (attribution === 'organisation') {
    return t('Your reply goes to all who can read this. Only your organisation is named.')
  }
  return t('Your reply goes to all who can read this, as from a member of {community}. Leave out your signature.', {
    community: title,
  })
}
