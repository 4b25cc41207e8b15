import { longDate } from '../../../platform/dates.ts'
import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import type { Community } from '../../communities/index.ts'
import { listNames } from '../../people/index.ts'
import { shapingReply, wordingId } from '../addresses.ts'
import { kindName, type Query } from '../query.ts'
import { listQueryTopics } from '../reads.ts'
import { aboutQuery, type Parts, type Written, whyAsker, whyDesk } from './letters.ts'
import { findShape } from './reads.ts'

const rounds = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** One letter for each round of wording, since a letter goes once for each person and thing. */
export const shapedLetters = rounds.map((round) =>
  aboutQuery(`queries.shaped-${round}`, ['shaping', 'parked'], (db, _reader, parts) => writeShaped(db, parts, round)),
)

async function writeShaped(db: Db, { query, community, path }: Parts, round: number): Promise<Written | null> {
  const sent = await findShape(db, query.id)
  if (sent?.version !== round) return null

  const by = (await listNames(db, [sent.by_id])).get(sent.by_id)
  return {
    subject: t('Shall we ask it like this? {title}', query),
    from: by?.name,
    blocks: [
      t(
        'This is how your question would go round. Reply OK, and it goes out; or write what should change, in your own words.',
      ),
      ...(sent.note ? [{ prose: { html: '', text: sent.note } }] : []),
      { rule: true },
      ...(await wordingBlocks(db, query, community)),
      { rule: true },
      { link: t('Change it yourself on its page'), href: `${path}/agreement` },
    ],
    replies: replyTo(query, round),
    why: whyAsker(),
    auto: 'auto-generated',
  }
}

function replyTo({ id }: Query, round: number): Written['replies'] {
  return { to: shapingReply, about: wordingId(id, round), hint: t('Reply OK, or write what should change.') }
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

function attributionName(attribution: Query['attribution']): string {
  const names = {
    named: () => t('with your name'),
    organisation: () => t('with your organisation only'),
    unattributed: () => t('without a name'),
    closed: () => t('without a name, and nothing leaves the room'),
  }
  return names[attribution]()
}

/** The first and the second reminder of each round. */
export const reminders = [1, 2].map((nth) =>
  rounds.map((round) =>
    aboutQuery(`queries.shaping-reminder-${nth}-${round}`, ['shaping'], (db, _reader, parts) =>
      writeReminder(db, parts, round),
    ),
  ),
)

async function writeReminder(db: Db, { query, community, path }: Parts, round: number): Promise<Written> {
  return {
    subject: t('Your OK is still wanted: {title}', query),
    blocks: [
      t('Nothing goes round without your yes. Reply OK, or write what should change.'),
      { rule: true },
      ...(await wordingBlocks(db, query, community)),
      { rule: true },
      { link: t('Or answer on its page'), href: `${path}/agreement` },
    ],
    replies: replyTo(query, round),
    why: whyAsker(),
    auto: 'auto-generated',
  }
}

/** To the desk: the asker wants it otherwise. One for each round. */
export const askerAnswered = rounds.map((round) =>
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

export const parkedLetters = rounds.map((round) =>
  aboutQuery(`queries.parked-${round}`, ['parked'], (_db, _reader, { query, community, path }) => ({
    subject: t('Parked: {title}', query),
    blocks: [
      t(
        'Its asker has not answered for seven working days, so it is parked. A telephone call may help; her yes still counts.',
      ),
      { link: t('The query'), href: path },
    ],
    why: whyDesk(community),
    auto: 'auto-generated',
  })),
)

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
