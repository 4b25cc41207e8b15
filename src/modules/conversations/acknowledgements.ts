import type { Db, Id } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Block, LetterContent } from '../../platform/mail/content.ts'
import { letter } from '../../platform/outbox.ts'
import { hash } from '../../platform/secret.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { findCommunityById, letterHead } from '../communities/index.ts'
import { acknowledgement, namelessAcknowledgement, takenBack, undoAddress } from './jobs.ts'
import { isTicket, secretOf } from './undo.ts'

/** To the writer of a mail, at once: it is in, whom it goes to, and how to take it back. */
export const acknowledgementLetter = letter(acknowledgement.name, acknowledgement.about, async (db, reader, about) => {
  const post = await findOwn(db, reader, about)
  if (!post) return null
  const content = await opening(db, post.community_id)
  const subject = t('Taken in: {title}', { title: post.title })
  return {
    ...content,
    subject,
    thread: `thread.${post.thread_key}`,
    ...ending(content.blocks, about, post.state === 'waiting'),
  }
})

/** The same where nobody is named: it names no post and no thread, and keeps no way from the one to the other. */
export const namelessAcknowledgementLetter = letter(
  namelessAcknowledgement.name,
  namelessAcknowledgement.about,
  async (db, _reader, ticket) => {
    const post = isTicket(ticket) ? await findByTicket(db, ticket) : undefined
    const content = post ? await opening(db, post.community_id) : bare()
    const blocks = [...content.blocks, t('Your name was not kept with it: nobody here can find out that it was you.')]
    return { ...content, subject: t('Your contribution was taken in'), ...ending(blocks, ticket, !!post) }
  },
  { forget: true },
)

function findOwn(db: Db, { person }: Viewer, id: Id) {
  return db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'thread_id')
    .select(['post.state', 'community_id', 'thread.title', 'thread.key as thread_key'])
    .where('post.id', '=', id)
    .where('author_id', '=', person?.id ?? null)
    .where('state', 'in', ['waiting', 'distributed'])
    .executeTakeFirst()
}

function findByTicket(db: Db, ticket: Id) {
  return db
    .selectFrom('post')
    .innerJoin('thread', 'thread.id', 'thread_id')
    .select('community_id')
    .where('undo_hash', '=', hash(secretOf(ticket)))
    .executeTakeFirst()
}

/** Says that it worked; about a chance number or a post that is empty now, so the row goes in any case. */
export const takenBackLetter = letter(
  takenBack.name,
  takenBack.about,
  async () => ({
    ...bare(),
    subject: t('Your contribution was taken back'),
    blocks: [t('It is gone: nobody has had it by mail, and its words are kept nowhere.')],
  }),
  { forget: true },
)

type Opening = Pick<LetterContent, 'community' | 'why' | 'auto'> & { blocks: Block[] }

async function opening(db: Db, community_id: Id): Promise<Opening> {
  const community = await findCommunityById(db, community_id)
  const blocks = [t('Thank you. Your contribution to {community} has been taken in.', { community: community.title })]
  return { ...bare(), community: letterHead(community), blocks }
}

function bare(): Opening {
  const blocks = [t('Thank you. Your contribution has been taken in.')]
  return { blocks, why: t('You get this because we have had a mail from you.'), auto: 'auto-replied' }
}

/** While there is time, a reply takes it back; afterwards the letter says that it has gone. */
function ending(blocks: Block[], about: Id, waits: boolean): Pick<LetterContent, 'blocks' | 'replies'> {
  if (!waits) return { blocks: [...blocks, t('It has gone to the members and cannot be taken back by mail.')] }
  const hint = t('Reply “undo” within five minutes to take it back.')
  return { blocks, replies: { to: undoAddress, about, hint } }
}
