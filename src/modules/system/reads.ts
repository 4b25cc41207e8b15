import { statfs } from 'node:fs/promises'
import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { logFault } from '../../platform/log.ts'
import { KEEPER_NAMES } from '../../platform/mail/names.ts'
import { readRaw } from '../../platform/mail/raw-store.ts'
import { readMail, replyTextOf } from '../../platform/mail/read.ts'
import { heldKey, readHeldKey } from '../../platform/mail/tokens.ts'

export type Outgoing = {
  letter: string
  state: 'waiting' | 'failed'
  error: string | null
  count: number
  oldest: Date
}

/** What waits, and what failed in the last thirty days, by letter and cause. */
export async function listOutgoing(db: Db): Promise<Outgoing[]> {
  const { rows } = await sql<Outgoing>`
    select letter, state, error, count(*)::int as count, min(send_after) as oldest from outbox
    where state = 'waiting' or (state = 'failed' and send_after > app_now() - interval '30 days')
    group by letter, state, error order by state, count(*) desc limit 50`.execute(db)
  return rows
}

export type Kept = {
  id: Id
  key: string
  from: string
  subject: string | null
  reason: string
  at: Date
  keeper: boolean
  start: string
}

const isForKeeper = sql<boolean>`split_part(recipient, '@', 1) = any(${KEEPER_NAMES}::text[])`
const isStuck = sql<boolean>`reason in ('fault', 'no-receiver') and not ${isForKeeper}`

/** Mail to the keeper, to be read; and mail to no community that is stuck: of that neither subject nor words, they are not ours. */
export async function listKept(db: Db): Promise<Kept[]> {
  const rows = await selectKept(db).where('state', '=', 'held').orderBy('received_at').limit(20).execute()
  const kept: Kept[] = []
  // One after the other: each is read whole, in memory.
  for (const row of rows) kept.push(await shown(row))
  return kept
}

/** The one way to such a mail, settled by now or not. */
export async function findKept(db: Db, key: string): Promise<{ id: Id; keeper: boolean }> {
  const row = await selectKept(db)
    .where('id', '=', readHeldKey(key) ?? 0)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

function selectKept(db: Db) {
  return db
    .selectFrom('inbound_mail')
    .select(['id', 'from_address', 'subject', 'reason', 'received_at', 'file', isForKeeper.as('keeper')])
    .where('community_id', 'is', null)
    .where(sql<boolean>`(${isForKeeper} or ${isStuck} or state <> 'held')`)
}

type Row = Awaited<ReturnType<ReturnType<typeof selectKept>['executeTakeFirstOrThrow']>>

async function shown({ id, from_address, subject, reason, received_at, file, keeper }: Row): Promise<Kept> {
  const own = keeper ? { subject: subject ?? '', start: await readStart(file) } : { subject: null, start: '' }
  return { id, key: heldKey(id), from: from_address ?? '', reason: reason ?? '', at: received_at, keeper, ...own }
}

async function readStart(file: string | null): Promise<string> {
  if (!file) return ''
  const mail = await readRaw(file).then(readMail).catch(asUnread)
  if (!mail) return ''
  const { text } = replyTextOf(mail)
  return text.length > 1000 ? `${text.slice(0, 1000)} …` : text
}

/** One mail that cannot be read, or whose file is gone, keeps no other from being seen. */
function asUnread(error: unknown): null {
  logFault(error)
  return null
}

export type GivenUp = { what: string; kind: 'job' | 'clock'; count: number; oldest: Date }

/** Of a fault itself only the log speaks: its words may be somebody's. */
export async function listGivenUp(db: Db): Promise<GivenUp[]> {
  const { rows } = await sql<GivenUp>`
    select task_identifier as what, 'job' as kind, count(*)::int as count, min(run_at) as oldest
    from graphile_worker.jobs where attempts >= max_attempts group by 1
    union all
    select kind, 'clock', count(*)::int, min(due_at) from clock
    where worked_at is null and attempts >= 3 and due_at < app_now() - interval '1 hour' group by 1
    order by oldest`.execute(db)
  return rows
}

export type Instance = {
  postgres: string
  schema: string
  size: string
  people: number
  resting: number
  unreached: number
  confirming: number
}

/** What it stands on, and how many addresses rest after mail came back. */
export async function findInstance(db: Db): Promise<Instance & { free: number | null }> {
  const { rows } = await sql<Instance>`
    select current_setting('server_version') as postgres, (select max(name) from schema_version) as schema,
      pg_size_pretty(pg_database_size(current_database())) as size,
      (select count(*)::int from person where state = 'active') as people,
      (select count(*)::int from address where bounced_at is not null) as resting,
      ${countUnreached} as unreached,
      (select count(*)::int from inbound_mail where state = 'held' and community_id is null
        and reason in ('other-sender', 'unproven')) as confirming`.execute(db)
  return { ...(rows[0] as Instance), free: await freeShare() }
}

/** Members of whose addresses every one rests. Who has none, as a writer known from an archive, was never to be reached. */
const countUnreached = sql`(select count(*)::int from (select person_id from address join person on person.id = person_id
  where person.state = 'active' group by person_id having bool_and(bounced_at is not null)) none)`

/** How much of the disk that holds the data is free, from 0 to 1; null where that cannot be told. */
export async function freeShare(): Promise<number | null> {
  const disk = await statfs(config().COPSE_DATA).catch(() => null)
  return disk && disk.blocks > 0 ? disk.bavail / disk.blocks : null
}

export type Counts = { keeper: number; stuck: number; jobs: number; clocks: number; unreached: number }

/** For Today, in one question. */
export async function countTroubles(db: Db): Promise<Counts> {
  const held = sql`inbound_mail where state = 'held' and community_id is null`
  const { rows } = await sql<Counts>`
    select (select count(*)::int from ${held} and ${isForKeeper}) as keeper, (select count(*)::int from ${held} and ${isStuck}) as stuck,
      (select count(*)::int from graphile_worker.jobs where attempts >= max_attempts) as jobs,
      (select count(*)::int from clock where worked_at is null and attempts >= 3 and due_at < app_now() - interval '1 hour') as clocks,
      ${countUnreached} as unreached`.execute(db)
  return rows[0] as Counts
}
