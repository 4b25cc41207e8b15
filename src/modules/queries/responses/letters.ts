import { config } from '../../../platform/config.ts'
import { longDate } from '../../../platform/dates.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import { type Letter, letter } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { audienceSentence, letterHead } from '../../communities/index.ts'
import { listTopics } from '../../people/index.ts'
import { nudgeReply } from '../addresses.ts'
import { communityOf, findQueryById, kindName, type Query, queryPath } from '../query.ts'
import type { Evidence } from './nudging.ts'
import { countResponses } from './reads.ts'

/** Asks one member by name, and says why her. */
export const nudge = letter('queries.nudge', 'query', async (db, reader, about) => {
  const query = await findQueryById(db, reader, about)
  const asked = await findNudge(db, about, reader)
  if (query.state !== 'gathering' || !asked) return null

  const community = await communityOf(db, query)
  const name = reader.person?.name
  const why = evidenceInWords(asked.evidence as Evidence, await listTopics(db))
  return {
    subject: t('May we ask you: {title}', { title: query.title }),
    blocks: [
      t('Dear {name}, a colleague in {community} needs to know this, and you may.', {
        name,
        community: community.title,
      }),
      { heading: query.title },
      ...aboutQuery(query),
      ...askedFor(why),
      { link: t('The query and what others wrote'), href: config().BASE_URL + queryPath(community, query) },
    ],
    community: letterHead(community),
    thread: `query.${query.key}`,
    replies: { to: nudgeReply, about, hint: t('Your reply is your response: it goes to all who can read the query.') },
    why: t('You get this because the coordinator thought of you by name.'),
    audience: audienceSentence(community),
    stoppable: true,
  }
})

function findNudge(db: Db, query_id: Id, { person }: Viewer) {
  return db
    .selectFrom('nudge')
    .select('evidence')
    .where('query_id', '=', query_id)
    .where('person_id', '=', person?.id ?? null)
    .executeTakeFirst()
}

/** Why she, and that silence is no fault. */
function askedFor(why: string): Block[] {
  return [
    t('Why you: {why}', { why }),
    t(
      'A reply of three lines is enough. If you know somebody better, say who. If it is not for you, you need do nothing: nobody is asked by name twice in 14 days.',
    ),
  ]
}

function aboutQuery({ kinds, context, sub_questions, reply_by }: Query): Block[] {
  return [
    ...(context ? [context] : []),
    ...(sub_questions.length > 0 ? [{ list: sub_questions }] : []),
    {
      facts: [
        ...(kinds.length > 0 ? [[t('Wanted'), kinds.map(kindName).join(', ')] as [string, string]] : []),
        ...(reply_by ? [[t('Reply by'), longDate(reply_by)] as [string, string]] : []),
      ],
    },
  ]
}

/** One sentence of evidence: what she declared, what she answered before. */
export function evidenceInWords({ topics, answered }: Evidence, known: { key: string; name: string }[]): string {
  const names = new Map(known.map(({ key, name }) => [key, name]))
  const declared = topics.map((key) => names.get(key) ?? key).join(', ')
  const earlier = answered.map((title) => `“${title}”`).join(', ')
  if (declared && earlier) return t('can be asked about {declared}; answered {earlier}', { declared, earlier })
  return declared ? t('can be asked about {declared}', { declared }) : t('answered {earlier}', { earlier })
}

/** Half-way: who may know and has not answered waits for the coordinator's eye. */
export const halfTime = letter('queries.half-time', 'query', (db, reader, about) =>
  tellDesk(db, reader, about, async (query) => {
    if (query.state !== 'gathering') return null
    const count = await countResponses(db, query.id)
    return {
      subject: t('Half-time: {title}', query),
      text: t(
        '{count, plural, =0 {There is no response yet.} one {There is one response.} other {There are # responses.}} See who may know and has not answered, strike out whom you would not ask, and send.',
        { count },
      ),
      path: '/nudges',
      link: t('Who may know'),
    }
  }),
)

/** Answers come because someone asked a person by name. */
export const noAnswer = letter('queries.no-answer', 'query', (db, reader, about) =>
  tellDesk(db, reader, about, async (query) => ({
    subject: t('No response yet: {title}', query),
    text: t(
      'Nobody has answered yet. A telephone call to one person works better than a mail to all: here are those who may know, each with the reason.',
    ),
    path: '/nudges',
    link: t('Whom to call'),
  })),
)

/** A letter goes once for each person and thing: after more time was given it is another. */
export const [closed, closedAgain] = [closedLetter('queries.closed'), closedLetter('queries.closed-again')]

function closedLetter(name: string): Letter {
  return letter(name, 'query', (db, reader, about) =>
    tellDesk(db, reader, about, async (query) => {
      if (query.state !== 'closed') return null
      const count = await countResponses(db, query.id)
      return {
        subject: t('Ready to compile: {title}', query),
        text: t(
          'The time for responses is over. {count, plural, =0 {There are none.} one {There is one.} other {There are #.}} The consolidated reply is due within five working days.',
          { count },
        ),
        path: '/compile',
        link: t('Compile the reply'),
      }
    }),
  )
}

type Told = { subject: string; text: string; path: string; link: string }

async function tellDesk(db: Db, reader: Viewer, about: Id, write: (query: Query) => Promise<Told | null>) {
  const query = await findQueryById(db, reader, about)
  const community = await communityOf(db, query)
  const told = await write(query)
  if (!told) return null
  const { subject, text, path, link } = told
  return {
    subject,
    blocks: [text, { link, href: config().BASE_URL + queryPath(community, query) + path }],
    community: letterHead(community),
    thread: `desk.${query.key}`,
    why: t('You get this because you work the query desk of {community}.', {
      community: pick(community.name),
    }),
    auto: 'auto-generated' as const,
  }
}
