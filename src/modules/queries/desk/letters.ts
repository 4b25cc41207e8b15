import { config } from '../../../platform/config.ts'
import { deadline } from '../../../platform/dates.ts'
import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block, LetterContent } from '../../../platform/mail/content.ts'
import { type Letter, letter } from '../../../platform/outbox.ts'
import type { QueryState } from '../../../platform/tables.gen.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../../communities/index.ts'
import { letterHead } from '../../communities/index.ts'
import { listNames } from '../../people/index.ts'
import { archiveReply } from '../addresses.ts'
import { communityOf, findQueryById, type Query, queryPath } from '../query.ts'
import { listOffered } from './similar.ts'

export type Parts = { query: Query; community: Community; path: string }
export type Written = Omit<LetterContent, 'community' | 'thread'>

/** A letter about one query, while it is in one of these states and has something to say. */
export function aboutQuery(
  name: string,
  states: QueryState[] | null,
  write: (db: Db, reader: Viewer, parts: Parts) => Promise<Written | null> | Written | null,
): Letter {
  return letter(name, 'query', async (db, reader, about) => {
    const query = await findQueryById(db, reader, about)
    if (states && !states.includes(query.state)) return null
    const community = await communityOf(db, query)
    const path = config().BASE_URL + queryPath(community, query)
    const written = await write(db, reader, { query, community, path })
    return written && { community: letterHead(community), thread: `query.${query.key}`, ...written }
  })
}

export const whyAsker = () => t('You get this because you asked this question.')
export const whyDesk = ({ title }: Community) =>
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
