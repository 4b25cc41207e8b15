import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'
import { type Accepted, NOBODY, readAccepted } from '../support/sink.ts'
import type { Entry, Ledger } from './ledger.ts'

export type Problem = { rule: Rule; what: string }
export type Rule = keyof typeof RULES

export const RULES = {
  lost: 'acknowledged writes are there (ASVS 2.3.3)',
  doubled: 'each write is there once',
  numbers: 'posts and responses are numbered without gap or double',
  waiting: 'no mail in, letter, clock or job waits for ever',
  owed: 'everybody who is to have a letter has one, and one only',
  mailLost: 'each letter that was sent has arrived',
  copies: 'a copy of a letter has its own lost answer or kill, and the same Message-ID',
  open: 'each asker has one open query (ASVS 2.3.4)',
  refused: 'no write was refused',
  fallen: 'nothing went down that was not killed (ASVS 16.5.4)',
  late: 'all were back in time',
  restored: 'a backup made while members write comes back equal, with all that was acknowledged before',
  migrated: 'a migration killed after any step is finished by the next start',
}

type Db = Kysely<Tables>
type Writes = Pick<Ledger, 'tried' | 'read'>
/** When something was killed that sends letters, or on which their sending rests. */
export type Kills = { at: number; target: string }[]

export async function check(db: Db, ledger: Writes, sinkLog: string, kills: Kills): Promise<Problem[]> {
  const accepted = readAccepted(sinkLog)
  return [
    ...(await checkWrites(db, ledger)),
    ...(await asProblems(db, 'numbers', NUMBERS)),
    ...(await asProblems(db, 'waiting', WAITING)),
    ...(await asProblems(db, 'owed', OWED)),
    ...(await asProblems(db, 'open', OPEN)),
    ...(await checkArrived(db, accepted)),
    ...checkCopies(accepted, kills),
  ]
}

async function asProblems(db: Db, rule: Rule, query: string): Promise<Problem[]> {
  const { rows } = await sql.raw<{ what: string }>(query).execute(db)
  return rows.map(({ what }) => ({ rule, what }))
}

async function checkWrites(db: Db, { tried, read }: Writes): Promise<Problem[]> {
  const counts = await countMarkers(db)
  const count = ({ marker }: Entry) => counts.get(marker) ?? 0
  return [
    ...read()
      .filter((entry) => count(entry) === 0)
      .map(({ kind, marker }): Problem => ({ rule: 'lost', what: `${kind} ${marker}` })),
    ...tried
      .filter((entry) => count(entry) > 1)
      .map((entry): Problem => ({ rule: 'doubled', what: `${entry.kind} ${entry.marker}: ${count(entry)}` })),
  ]
}

/** How often each marker stands among the posts, the queries and the items. */
export async function countMarkers(db: Db): Promise<Map<string, number>> {
  const { rows } = await sql<{ marker: string; count: number }>`
    select marker, count(*)::int as count from (
      select substring(body from 'mk[0-9a-f]{32}') as marker from post join thread on thread.id = thread_id
        where number > 1 or thread.kind = 'talk'
      union all select substring(title from 'mk[0-9a-f]{32}') from item
      union all select substring(asked_text from 'mk[0-9a-f]{32}') from query) written
    where marker is not null group by marker`.execute(db)
  return new Map(rows.map(({ marker, count }) => [marker, count]))
}

const NUMBERS = `
  select 'thread ' || thread_id || ' has ' || count(*) || ' posts up to number ' || max(number) as what from post
    group by thread_id having count(*) <> max(number) or count(distinct number) <> count(*)
  union all select 'thread ' || id || ' counts to ' || last_number from thread where last_number <> (select count(*) from post where thread_id = thread.id)
  union all select 'query ' || query_id || ' has ' || count(*) || ' responses up to number ' || max(number) from response
    group by query_id having count(*) <> max(number)`

const WAITING = `
  select 'mail in ' || id || ' is ' || state || ' ' || coalesce(reason, '') as what from inbound_mail where state in ('waiting', 'held', 'refused')
  union all select 'letter ' || id || ' ' || letter || ' waits: ' || coalesce(error, '') from outbox where state = 'waiting' and send_after <= app_now()
  union all select 'clock ' || kind || ' ' || subject_id from clock where worked_at is null and due_at <= app_now()
  union all select 'job ' || task_identifier from graphile_worker.jobs where run_at <= now()
  union all select 'post ' || id || ' is not distributed' from post where state = 'waiting' and distribute_at <= app_now()`

/** Each member but the writer has a letter of each post; nobody has two letters of one kind about one thing. */
const OWED = `
  select 'post ' || post.id || ' has no letter to ' || person_id as what from post join thread on thread.id = thread_id join membership using (community_id)
    where post.state = 'distributed' and membership.state = 'member' and delivery = 'each' and person_id is distinct from author_id
      and person_id not in (select person_id from address where bounced_at is not null)
      and not exists (select from outbox where letter = 'conversations.post' and about_id = post.id and outbox.person_id = membership.person_id)
  union all select letter || ' about ' || about_id || ' to ' || person_id || ': ' || count(*) from outbox
    group by person_id, about_kind, about_id, letter having count(*) > 1`

const OPEN = `
  select 'person ' || asker_id || ' has ' || count(*) || ' open queries' as what from query
  where state in ('submitted', 'shaping', 'queued', 'gathering', 'closed', 'consolidating', 'in_review')
  group by asker_id, community_id having count(*) > 1`

/** Only what goes to the address where nobody is may end otherwise. */
async function checkArrived(db: Db, accepted: Accepted[]): Promise<Problem[]> {
  const { rows } = await sql<{ id: number; message_id: string; state: string; letter: string; error: string | null }>`
    select outbox.id, message_id, state, letter, error from outbox
    where person_id not in (select person_id from address where address = ${NOBODY}) and state <> 'waiting'`.execute(db)
  const arrived = new Set(accepted.map(({ id }) => id))
  const lost = rows.filter(({ state, message_id }) => state === 'sent' && !arrived.has(message_id))
  const unsent = rows.filter(({ state, error }) => state === 'failed' || (state === 'dropped' && error !== 'no reason'))
  return [...lost, ...unsent].map(({ id, letter, state, error }) => ({
    rule: 'mailLost',
    what: `letter ${id} ${letter} is ${state} ${error ?? ''} and has not arrived`,
  }))
}

const BEFORE_MS = 3000

/** Each copy beyond the first: the answer to the one before was lost, or a kill lies between them. */
function checkCopies(accepted: Accepted[], kills: Kills): Problem[] {
  return copiesIn(accepted)
    .filter(
      ({ before, after }) => !before.lost && !kills.some(({ at }) => at >= before.at - BEFORE_MS && at <= after.at),
    )
    .map(({ after }) => ({ rule: 'copies', what: `${after.id} to ${after.to} came again without a cause` }))
}

export function copiesIn(accepted: Accepted[]) {
  const last = new Map<string, Accepted>()
  return accepted.flatMap((after) => {
    const before = last.get(`${after.id} ${after.to}`)
    last.set(`${after.id} ${after.to}`, after)
    return before ? [{ before, after }] : []
  })
}
