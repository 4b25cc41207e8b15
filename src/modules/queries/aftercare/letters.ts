import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import { type Letter, letter } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { letterHead } from '../../communities/index.ts'
import { followUpReply } from '../addresses.ts'
import { communityOf, findQueryById, queryPath } from '../query.ts'
import { itemPathOf } from '../reads.ts'
import { type Round, rounds } from './clocks.ts'

/** One letter a round, so that the second is not taken for the first. */
export const useLetters = rounds.map((round) => useLetter(round))

export function letterOf(round: number): Letter | undefined {
  return useLetters[rounds.indexOf(round as Round)]
}

function useLetter(round: Round): Letter {
  return letter(`queries.use-${round}`, 'query', async (db, reader, about) => {
    const query = await findQueryById(db, reader, about)
    if (!query.item_id || (await hasAnswered(db, reader, query.item_id, round))) return null

    const community = await communityOf(db, query)
    return {
      subject: t('Did you use any of it? {title}', { title: query.title }),
      blocks: [
        t('Dear {name}, {round} days ago your query had its reply.', { name: reader.person?.name, round }),
        ...question(),
        { link: query.title, href: `${config().BASE_URL}${await itemPathOf(db, query)}` },
        { link: t('Or answer here'), href: `${config().BASE_URL}${queryPath(community, query)}/use` },
      ],
      community: letterHead(community),
      thread: `use.${query.key}`,
      replies: { to: followUpReply, about: aboutOf(about, round), hint: hint() },
      why: t('You get this because you asked. We ask after 30 and after 90 days, then no more.'),
      auto: 'auto-generated',
    }
  })
}

async function hasAnswered(db: Db, { person }: Viewer, item_id: Id, round: Round): Promise<boolean> {
  const told = await db
    .selectFrom('item_use')
    .select('answered_at')
    .where('item_id', '=', item_id)
    .where('person_id', '=', person?.id ?? 0)
    .where('round', '=', round)
    .executeTakeFirst()
  return Boolean(told?.answered_at)
}

const question = (): Block[] => [
  t('Did you use any of it? Reply with a number, and a line on what you did:'),
  { list: [t('1 no'), t('2 partly'), t('3 yes')] },
  t('A “no” helps as much: it tells those who compile what was missing.'),
]

const hint = () => t('Your line stands on the reply, for those who read it after you.')

/** The reply address holds one number: the query and the round in it. */
export function aboutOf(query_id: number, round: Round): number {
  return query_id * 100 + round
}

export function queryAndRound(about: number): { query_id: number; round: Round } {
  return { query_id: Math.floor(about / 100), round: about % 100 === 90 ? 90 : 30 }
}
