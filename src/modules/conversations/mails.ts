import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { currentLanguage, t } from '../../platform/i18n.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { muteToken } from '../../platform/mail/tokens.ts'
import { type Batch, type Letter, letter } from '../../platform/outbox.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { type Community, findCommunityById, letterHead } from '../communities/index.ts'
import { audienceByMail, audienceByName } from './audience.ts'
import type { Attribution } from './author.ts'
import { threadAddress } from './jobs.ts'
import { type LetterHead, letterHeadOf, postPath, receiverOf } from './kinds.ts'
import { findPostById, type ListedPost, type Post, withAuthors } from './reads.ts'

/** Each message to those who want each, in the words of its writer. */
export const postLetter = letterTo(audienceByMail, 'conversations.post')

/** At once to those whom it asks by name, whatever way their mail comes otherwise. */
export const mentionLetter = letterTo(audienceByName, 'conversations.mention')

type Audience = typeof audienceByMail

function letterTo(audience: Audience, name: string): Letter {
  return letter(name, 'post', async (db, reader, about, batch) => {
    const person_id = reader.person?.id ?? 0
    const allowed = await batch.once(`may have post ${about}`, () => listIds(db, audience(about, batch.readers)))
    if (!allowed.has(person_id)) return null
    const post = await readOnce(db, reader, about, batch)
    const head = await letterHeadOf(db, post, batch)
    const named = await batch.once(`named in post ${about}`, () => listIds(db, namedIn(about)))
    return head && writePost(db, { reader, post, head, isNamed: named.has(person_id) }, batch)
  })
}

/** Asked when it is sent: not for whom it was withdrawn from, nor who has left or wants other mail since. */
async function listIds(db: Db, people: ReturnType<Audience>): Promise<Set<Id>> {
  const { rows } = await people.execute(db)
  return new Set(rows.map(({ person_id }) => person_id))
}

function namedIn(post_id: Id) {
  return sql<{ person_id: Id }>`select person_id from mention where post_id = ${post_id}::bigint`
}

/** Read with the eyes of the first reader: what it shows is the same for all who may read it in one language. */
function readOnce(db: Db, reader: Viewer, id: Id, { once }: Batch): Promise<ListedPost> {
  return once(`post ${id} in ${currentLanguage()}`, async () => {
    const [post] = await withAuthors(db, reader, [await findPostById(db, reader, id)])
    return post as ListedPost
  })
}

type Writing = { reader: Viewer; post: ListedPost; head: LetterHead; isNamed: boolean }

async function writePost(db: Db, writing: Writing, { once }: Batch): Promise<LetterContent> {
  const { post, head } = writing
  const community = await once(`community ${post.community_id} in ${currentLanguage()}`, () =>
    findCommunityById(db, post.community_id),
  )
  const path = await once(`path of post ${post.id}`, () => postPath(db, post))
  return {
    subject: head.subject ?? (post.number === 1 ? post.thread_title : t('Re: {title}', { title: post.thread_title })),
    from: post.author.name,
    blocks: blocksOf(writing, config().BASE_URL + path),
    community: letterHead(community),
    thread: `thread.${post.thread_key}`,
    replies: {
      to: receiverOf(post.thread_kind, threadAddress),
      about: post.thread_id,
      hint: head.hint ?? hintFor(post.attribution, community),
    },
    why: whyFor(writing, community),
    audience: audienceOf(post, community),
    stoppable: true,
  }
}

function blocksOf({ reader, post, head, isNamed }: Writing, href: string): Block[] {
  return [
    ...(isNamed ? [t('{name} asks you by name.', { name: post.author.name })] : []),
    ...(head.before ?? []),
    ...wordsOf(post),
    ...(head.after ?? []),
    { link: t('Read it on its page'), href },
    muteLink(reader, post.thread_id),
  ]
}

/** One step that stops exactly this conversation; the one at the foot stops the community's mail. */
export function muteLink({ person }: Viewer, thread_id: Id): Block {
  const token = muteToken(person?.id ?? 0, thread_id)
  return { link: t('Stop the mail of this conversation only'), href: `${config().BASE_URL}/mute/${token}` }
}

function whyFor({ reader, post, head, isNamed }: Writing, community: Community): string {
  if (isNamed) return t('You get this because {name} asks you by name.', { name: post.author.name })
  const delivery = reader.memberships.find(({ community_id }) => community_id === community.id)?.delivery
  if (delivery === 'each')
    return (
      head.why ??
      t('You get this because you chose each message of {community} by mail.', { community: community.title })
    )
  return post.to_everyone
    ? t('You get this because a coordinator of {community} asks all members.', { community: community.title })
    : t('You get this because you follow this conversation.')
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
