import { config } from '../../../platform/config.ts'
import { longDate } from '../../../platform/dates.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { currentLanguage, t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import { type Letter, letter } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { audienceSentence, letterHead } from '../../communities/index.ts'
import { blocksOfItem, findItemById, type Item, itemPath, summaryBlocks } from '../../library/index.ts'
import { responseReply, reviewReply } from '../addresses.ts'
import { partsOf } from '../compile/parts.ts'
import { findDraft, listPieces } from '../compile/pieces.ts'
import { isAsker, worksDesk } from '../policy.ts'
import { communityOf, findQueryById, type Query, queryPath } from '../query.ts'
import { listResponses } from '../responses/reads.ts'
import { type Addressed, audienceOfReply } from './audience.ts'

/** The asker sees it first: the summary, the link, and what her silence means. */
export const toAsker = letter('queries.review', 'query', async (db, reader, about) => {
  const query = await findQueryById(db, reader, about)
  const draft = await findDraft(db, about)
  if (query.state !== 'in_review' || !draft?.review_due_at || !isAsker(reader, query)) return null

  const community = await communityOf(db, query)
  const parts = partsOf(await listPieces(db, about), await listResponses(db, reader, query))
  const date = longDate(draft.review_due_at, { zone: community.time_zone, year: false })
  return {
    subject: t('Your reply is ready: {title}', { title: query.title }),
    blocks: [
      t('Dear {name}, this is what your colleagues have found out for you. You see it before anybody else.', {
        name: reader.person?.name,
      }),
      t('Reply OK, or write what should change. Silence until the end of {date} is a yes.', { date }),
      { heading: query.title },
      ...summaryBlocks(parts),
      {
        link: t('The whole reply, with all responses'),
        href: `${config().BASE_URL}${queryPath(community, query)}/review`,
      },
    ],
    community: letterHead(community),
    thread: `review.${query.key}`,
    replies: { to: reviewReply, about, hint: t('Your reply goes to the coordinator, to nobody else.') },
    why: t('You get this because it answers your query.'),
    auto: 'auto-generated',
  }
})

export const changesWanted = deskLetter('queries.review-changes', 'consolidating', (query, note) => ({
  subject: t('The asker would like something changed: {title}', query),
  blocks: [t('She wrote:'), note],
  path: '/compile',
  link: t('Back to the draft'),
}))

export const readyToPublish = deskLetter('queries.review-done', 'in_review', (query, _note, answer) => ({
  subject: t('Ready to publish: {title}', query),
  blocks: [
    answer === 'ok'
      ? t('The asker has seen the reply and says OK.')
      : t('Two working days have passed without a word from the asker: that is a yes.'),
  ],
  path: '/publication',
  link: t('Publish it'),
}))

type Told = { subject: string; blocks: Block[]; path: string; link: string }
type Write = (query: Query, note: string, answer: string | null) => Told

/** To those who work the desk, while the query is in this state. */
function deskLetter(name: string, state: Query['state'], write: Write): Letter {
  return letter(name, 'query', async (db, reader, about) => {
    const query = await findQueryById(db, reader, about)
    const draft = await findDraft(db, about)
    if (query.state !== state || !draft || !worksDesk(reader, query)) return null
    const community = await communityOf(db, query)
    const { subject, blocks, path, link } = write(query, draft.review_note ?? '', draft.review_answer)
    return {
      subject,
      blocks: [...blocks, { link, href: config().BASE_URL + queryPath(community, query) + path }],
      community: letterHead(community),
      thread: `desk.${query.key}`,
      why: t('You get this because you work the query desk of {community}.', { community: community.title }),
      auto: 'auto-generated',
    }
  })
}

/** The published reply: one screen first, then the whole of it, with thanks to the one who reads it. */
export const replyLetter = letter('queries.reply', 'item', async (db, reader, about, { once }) => {
  const audience = await once(`who has reply ${about}`, () => listAudience(db, about))
  const me = audience.get(reader.person?.id ?? 0)
  if (!me) return null
  const read = () => readReply(db, reader, about)
  const { item, query, community, thread, blocks } = await once(`reply ${about} in ${currentLanguage()}`, read)
  return {
    subject: t('Reply: {title}', { title: item.title }),
    blocks: [...thanksTo(me), ...blocks],
    community: letterHead(community),
    thread,
    replies: {
      to: responseReply,
      about: query.thread_id ?? 0,
      hint: t('Your reply is added below it and goes to all who can read this.'),
    },
    why: whyFor(me, community.title),
    audience: audienceSentence(community),
    stoppable: true,
  }
})

async function listAudience(db: Db, item_id: Id): Promise<Map<Id, Addressed>> {
  const { rows } = await audienceOfReply(item_id).execute(db)
  return new Map(rows.map((row) => [row.person_id, row]))
}

/** Read with the eyes of the first reader: what it shows is the same for all who may read it in one language. */
async function readReply(db: Db, reader: Viewer, about: Id) {
  const item = await findItemById(db, reader, about)
  const query = await db.selectFrom('query').selectAll().where('item_id', '=', about).executeTakeFirstOrThrow()
  const community = await communityOf(db, query)
  const { key } = await db
    .selectFrom('thread')
    .select('key')
    .where('id', '=', query.thread_id ?? 0)
    .executeTakeFirstOrThrow()
  return { item, query, community, thread: `thread.${key}`, blocks: wordsOf(item) }
}

function wordsOf(item: Item): Block[] {
  const href = config().BASE_URL + itemPath(item)
  const link: Block = { link: t('Read it on its page'), href }
  return [
    { heading: item.title },
    ...summaryBlocks(item.document),
    link,
    { link: t('As a PDF, to print or pass on'), href: `${href}.pdf` },
    { rule: true },
    ...blocksOfItem(item.document, link),
  ]
}

function thanksTo({ number, asked }: Addressed): Block[] {
  if (asked) return [t('Your query has its reply. Tell us later what you made of it; we will ask once or twice.')]
  return number === null ? [] : [t('Thank you: yours is response {number} in it.', { number })]
}

function whyFor({ number, asked, each }: Addressed, community: string): string {
  if (asked) return t('You get this because it answers your query.')
  if (number !== null && !each) return t('You get this because you answered the query.')
  return t('You get this because you chose each message of {community} by mail.', { community })
}
