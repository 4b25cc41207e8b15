import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { postToAll } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { shownName } from '../../people/index.ts'
import { may } from '../policy.ts'
import { findNetwork } from '../reads.ts'
import { pairLetter } from './names.ts'

/** A naming holds after so many days, so that nobody names a friend and reads on the same day. */
export const DAYS_TO_HOLD = 7

type Pair = { first_id: Id | null; second_id: Id | null }

/** Names the two of whom one has to agree, or ends the naming; every other administrator is told at once. */
export async function nameThePair(db: Db, viewer: Viewer, { once, ...pair }: Pair & { once: Once }) {
  const by = ensure(may.keepNetwork(viewer) && viewer.person)
  const network = await findNetwork(db)
  if (!network) throw new NotFound()
  return inTransaction(db, once, async (tx) => {
    const { id } = await tx
      .insertInto('break_glass_pair')
      .values({
        ...pair,
        by_id: by.id,
        at: now,
        holds_from: sql<Date>`app_now() + ${DAYS_TO_HOLD}::int * interval '1 day'`,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const subject = { kind: 'break_glass_pair', id, community_id: network.id }
    await record(tx, viewer, pair.first_id ? 'break_glass.pair_named' : 'break_glass.pair_ended', subject, pair)
    await postToAll(tx, pairLetter, whoIsTold(by.id, pair), id)
  })
}

function whoIsTold(by_id: Id, { first_id, second_id }: Pair) {
  return sql`select id as person_id from person where state = 'active' and id <> ${by_id}::bigint
    and (id in (${first_id}::bigint, ${second_id}::bigint)
      or (id in (select role.person_id from role where role = 'administrator' and until is null) and keeps_network(id, app_now())))`
}

export type NamedPair = { first: string | null; second: string | null; holds_from: Date; holds: boolean }

/** The naming that holds, and the one that will; the newest first. */
export async function listPairs(db: Db): Promise<NamedPair[]> {
  const { rows } = await sql<NamedPair>`
    select ${shownName('one')} as first, ${shownName('other')} as second, holds_from, holds_from <= app_now() as holds
    from break_glass_pair pair left join person one on one.id = first_id left join person other on other.id = second_id
    where pair.holds_from > app_now() or pair.id = (select id from break_glass_pair where holds_from <= app_now()
      order by holds_from desc, id desc limit 1)
    order by pair.id desc limit 5`.execute(db)
  return rows.filter(({ first, holds }) => first !== null || !holds)
}

/** Active members of any community whom these words may mean: a proven address, or a whole name. */
export async function findPeopleCalled(db: Db, words: string) {
  const { rows } = await sql<{ id: Id; name: string }>`
    select id, name from person where state = 'active'
      and (lower(name) = lower(${words}) or id in (select person_id from address
        where address = lower(${words}) and verified_at is not null))
      and exists (select from membership where membership.person_id = person.id and membership.state = 'member')
    order by id limit 2`.execute(db)
  return rows
}
