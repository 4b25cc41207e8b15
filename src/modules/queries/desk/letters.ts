import { config } from '../../../platform/config.ts'
import { deadline, longDate } from '../../../platform/dates.ts'
import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block, LetterContent } from '../../../platform/mail/content.ts'
import { type Letter, letter } from '../../../platform/outbox.ts'
import type { QueryState } from '../../../platform/tables.gen.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../../communities/index.ts'
import { letterHead } from '../../communities/index.ts'
import { listNames } from '../../people/index.ts'
import { archiveReply, shapingReply } from '../addresses.ts'
import { communityOf, findQueryById, kindName, type Query, queryPath } from '../query.ts'
import { listQueryTopics } from '../reads.ts'
import { listOffered } from './similar.ts'

type Parts = { query: Query; community: Community; path: string }
type Written = Omit<LetterContent, 'community' | 'thread'>

/** A letter about one query, while it is in one of these states. */
function aboutQuery(
  name: string,
  states: QueryState[] | null,
  write: (db: Db, reader: Viewer, parts: Parts) => Promise<Written> | Written,
): Letter {
  return letter(name, 'query', async (db, reader, about) => {
    const query = await findQueryById(db, reader, about)
    if (states && !states.includes(query.state)) return null
    const community = await communityOf(db, query)
    const path = config().BASE_URL + queryPath(community, query)
    const written = await write(db, reader, { query, community, path })
    return { community: letterHead(community), thread: `query.${query.key}`, ...written }
  })
}

const whyAsker = () => t('You get this because you asked this question.')
const whyDesk = ({ title }: Community) =>
  t('You get this because you work the query desk of {community}.', { community: title })

/** What happens next, and what already answers it perhaps. */
export const received = aboutQuery('queries.received', null, async (db, reader, { query, community, path }) => {
  const similar = await listOffered(db, reader, query)
  return {
    subject: t('We have your question: {title}', query),
    blocks: [
      t('Thank you. Your question has reached the desk of {community}. Nobody else has read it.', {
        community: community.title,
      }),
      t(
        'Within one working day the coordinator sends it back to you, worded so that colleagues can answer it. It goes round only when you say OK.',
      ),
      ...(similar.length > 0 ? similarBlocks(similar) : []),
      { link: t('Your question, and where it stands'), href: path },
    ],
    ...(similar.length > 0
      ? {
          replies: {
            to: archiveReply,
            about: query.id,
            hint: t('Reply with the number if one of these answers it; your question is then closed with thanks.'),
          },
        }
      : {}),
    why: whyAsker(),
    auto: 'auto-replied',
  }
})

function similarBlocks(similar: Awaited<ReturnType<typeof listOffered>>): Block[] {
  return [
    t('Something like it was asked before. If one of these answers it, reply with its number:'),
    { list: similar.map(({ title }, at) => `${at + 1} – ${title}`) },
    ...similar.map(({ title, href }): Block => ({ link: title, href: config().BASE_URL + href })),
  ]
}

export const keptAsDraft = aboutQuery('queries.kept-as-draft', ['draft'], (_db, _reader, { query, community }) => ({
  subject: t('Kept for later: {title}', query),
  blocks: [
    t(
      'You have another question open in {community}, and one at a time is the rule: so many can be answered well. This one is kept as your draft, word for word.',
      { community: community.title },
    ),
    {
      link: t('Send it when the other one is done'),
      href: `${config().BASE_URL}/communities/${community.slug}/queries/new`,
    },
    { prose: { html: '', text: query.asked_text } },
  ],
  why: whyAsker(),
  auto: 'auto-replied',
}))

/** A word to the desk; an urgent one says so first. */
export const arrived = aboutQuery('queries.arrived', ['submitted'], async (db, _reader, { query, community, path }) => {
  const asker = (await listNames(db, [query.asker_id])).get(query.asker_id)
  const values = { title: query.title, name: asker?.name ?? '' }
  return {
    subject: query.urgency === 'urgent' ? t('URGENT, to shape: {title}', values) : t('To shape: {title}', values),
    blocks: [
      t('{name} asks:', values),
      { prose: { html: '', text: query.asked_text } },
      t('It is promised back within one working day.'),
      { link: t('Shape it'), href: `${path}/shape` },
    ],
    why: whyDesk(community),
    auto: 'auto-generated',
  }
})

/** One letter for each round of wording, since a letter goes once for each person and thing. */
export const shapedLetters = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((round) =>
  aboutQuery(`queries.shaped-${round}`, ['shaping', 'parked'], (db, reader, parts) =>
    writeShaped(db, reader, parts, round),
  ),
)

async function writeShaped(
  db: Db,
  _reader: Viewer,
  { query, community, path }: Parts,
  round: number,
): Promise<Written> {
  const sent = await db
    .selectFrom('query_shape')
    .selectAll()
    .where('query_id', '=', query.id)
    .where('version', '=', round)
    .executeTakeFirst()
  const by = sent ? (await listNames(db, [sent.by_id])).get(sent.by_id) : undefined
  return {
    subject: t('Shall we ask it like this? {title}', query),
    from: by?.name,
    blocks: [
      t(
        'This is how your question would go round. Reply OK, and it goes out; or write what should change, in your own words.',
      ),
      ...(sent?.note ? [{ prose: { html: '', text: sent.note } }] : []),
      { rule: true },
      ...(await wordingBlocks(db, query, community)),
      { rule: true },
      { link: t('Change it yourself on its page'), href: `${path}/agreement` },
    ],
    replies: { to: shapingReply, about: query.id, hint: t('Reply OK, or write what should change.') },
    why: whyAsker(),
    auto: 'auto-generated',
  }
}

async function wordingBlocks(db: Db, query: Query, community: Community): Promise<Block[]> {
  const topics = await listQueryTopics(db, query.id)
  const facts: [string, string][] = [
    [t('Wanted'), query.kinds.map(kindName).join(', ')],
    [t('Reply by'), query.reply_by ? longDate(query.reply_by) : t('ten working days after it goes out')],
    [t('Named as'), attributionName(query.attribution)],
    [
      t('Goes to'),
      t('{count, plural, one {one member} other {# members}} of {community}', {
        count: community.members,
        community: community.title,
      }),
    ],
    [t('Topics'), topics.map(({ name }) => name).join(', ')],
  ]
  return [
    { heading: query.title },
    ...(query.context ? [query.context] : []),
    ...(query.tried ? [t('What was tried: {tried}', query)] : []),
    ...(query.sub_questions.length > 0
      ? [{ list: query.sub_questions.map((question, at) => `${at + 1}. ${question}`) }]
      : []),
    ...(query.purpose ? [t('What the answers are for: {purpose}', query)] : []),
    { facts: facts.filter(([, value]) => value) },
  ]
}

export function attributionName(attribution: Query['attribution']): string {
  const names = {
    named: () => t('with your name'),
    organisation: () => t('with your organisation only'),
    unattributed: () => t('without a name'),
    closed: () => t('without a name, and nothing leaves the room'),
  }
  return names[attribution]()
}

export const reminders = [1, 2].map((round) =>
  aboutQuery(`queries.shaping-reminder-${round}`, ['shaping'], async (db, _reader, { query, community, path }) => ({
    subject: t('Your OK is still wanted: {title}', query),
    blocks: [
      t('Nothing goes round without your yes. Reply OK, or write what should change.'),
      { rule: true },
      ...(await wordingBlocks(db, query, community)),
      { rule: true },
      { link: t('Or answer on its page'), href: `${path}/agreement` },
    ],
    replies: { to: shapingReply, about: query.id, hint: t('Reply OK, or write what should change.') },
    why: whyAsker(),
    auto: 'auto-generated',
  })),
)

/** To the desk: the asker wants it otherwise. One for each round. */
export const askerAnswered = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((round) =>
  aboutQuery(
    `queries.asker-answered-${round}`,
    ['shaping', 'parked'],
    async (db, _reader, { query, community, path }) => {
      const said = await db
        .selectFrom('query_shape')
        .select('answer_text')
        .where('query_id', '=', query.id)
        .where('version', '=', round)
        .executeTakeFirst()
      return {
        subject: t('The asker wants changes: {title}', query),
        blocks: [
          { prose: { html: '', text: said?.answer_text ?? '' } },
          { link: t('Shape it again'), href: `${path}/shape` },
        ],
        why: whyDesk(community),
        auto: 'auto-generated',
      }
    },
  ),
)

export const parkedLetter = aboutQuery('queries.parked', ['parked'], (_db, _reader, { query, community, path }) => ({
  subject: t('Parked: {title}', query),
  blocks: [
    t(
      'Its asker has not answered for seven working days, so it is parked. A telephone call may help; her yes still counts.',
    ),
    { link: t('The query'), href: path },
  ],
  why: whyDesk(community),
  auto: 'auto-generated',
}))

export const agreedLetter = aboutQuery('queries.agreed', ['queued'], (_db, _reader, { query, community, path }) => ({
  subject: t('Thank you, it waits its turn: {title}', query),
  blocks: [
    t(
      '{community} sends round at most {count, plural, one {one query} other {# queries}} a week, so that each is read. Yours goes out as soon as there is a place; you need do nothing.',
      {
        community: community.title,
        count: community.posting_budget,
      },
    ),
    { link: t('Its place in the queue'), href: path },
  ],
  why: whyAsker(),
  auto: 'auto-replied',
}))

export const postedLetter = aboutQuery('queries.posted', ['gathering'], (_db, _reader, { query, community, path }) => ({
  subject: t('It is out: {title}', query),
  blocks: [
    t(
      'Your question has gone to {count, plural, one {one member} other {# members}} of {community}. Responses are gathered until then: {until}.',
      {
        count: community.members,
        community: community.title,
        until: query.reply_by ? deadline(query.reply_by, community.time_zone) : '',
      },
    ),
    t('Afterwards the desk compiles them into one reply, and you see it first.'),
    { link: t('See what comes in'), href: path },
  ],
  why: whyAsker(),
  auto: 'auto-generated',
}))

/** How it ended without a reply of its own: told to the asker. */
export const endedLetter = aboutQuery('queries.ended', ['declined', 'redirected'], (_db, _reader, { query, path }) => ({
  subject:
    query.state === 'declined' ? t('It cannot go round: {title}', query) : t('A better place for it: {title}', query),
  blocks: [
    query.state === 'declined'
      ? t('The desk has decided not to send your question round. The reason:')
      : t('The desk thinks that another place answers this better:'),
    { prose: { html: '', text: (query.state === 'declined' ? query.exit_reason : query.redirected_to) ?? '' } },
    t('Your words are kept here, and you can ask again at any time.'),
    { link: t('Your question'), href: path },
  ],
  why: whyAsker(),
  auto: 'auto-generated',
}))

/** To those who wrote: the asker has taken the question back. */
export const withdrawnLetter = aboutQuery('queries.withdrawn', ['withdrawn'], (_db, _reader, { query }) => ({
  subject: t('Withdrawn: {title}', query),
  blocks: [
    t('The asker has withdrawn this query. Thank you for your response; no consolidated reply will come of it.'),
  ],
  why: t('You get this because you responded to it.'),
  auto: 'auto-generated',
}))

export const archiveOffer = aboutQuery(
  'queries.archive-offer',
  ['submitted', 'shaping', 'queued', 'gathering'],
  async (db, _reader, { query, community, path }) => {
    const item = query.item_id
      ? await db
          .selectFrom('item')
          .select(['key', 'title', 'summary'])
          .where('id', '=', query.item_id)
          .executeTakeFirst()
      : null
    return {
      subject: t('Does this answer it? {title}', { title: item?.title ?? query.title }),
      blocks: [
        t(
          'The desk has found a reply that may answer your question already. Reply YES if it does: your question is then closed with thanks. Reply NO, and it goes its way.',
        ),
        { heading: item?.title ?? '' },
        item?.summary ?? '',
        { link: t('Read it whole'), href: `${config().BASE_URL}/communities/${community.slug}/library/${item?.key}` },
        { link: t('Or answer on its page'), href: `${path}/archive` },
      ],
      replies: { to: archiveReply, about: query.id, hint: t('Reply YES or NO.') },
      why: whyAsker(),
      auto: 'auto-generated',
    }
  },
)

export const archiveThanks = aboutQuery(
  'queries.archive-thanks',
  ['answered_from_archive'],
  (_db, _reader, { query, path }) => ({
    subject: t('Thank you: {title}', query),
    blocks: [
      t('Good that it was there already. Your question is closed, and the reply notes that it helped again.'),
      { link: t('Your question'), href: path },
    ],
    why: whyAsker(),
    auto: 'auto-replied',
  }),
)
