import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import nodemailer, { type SendMailOptions } from 'nodemailer'
import { assemble } from '../../src/app.ts'
import { type Config, loadConfig } from '../../src/platform/config.ts'
import { type Id, openDb, sql, type Tables } from '../../src/platform/db.ts'
import { openQueue } from '../../src/platform/mail/send/queue.ts'
import { write } from '../../src/platform/mail/send/write.ts'
import { sendOutbox, transportFor } from '../../src/platform/mail/send.ts'
import { renderMarkdown } from '../../src/platform/markdown.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { postToAll } from '../../src/platform/outbox.ts'
import { launchPostgres } from '../../src/platform/postgres/launch.ts'
import { atEnd, say } from './ends.ts'
import { openSink } from './open-sink.ts'
import type { Post, Sending } from './report/kept.ts'
import { MAILMAN } from './report/peers.ts'
import { loadNote } from './usage.ts'

const ROUNDS = 3

/**
 * A post to all members of a community, from rows in the outbox to rows marked as sent, every letter personal; beside it
 * nodemailer's own pool sending the same letters, which it gets ready made as its options, over as many connections.
 */
export async function benchPost(members = 8000) {
  const bench = await open(members)
  const pool = () => sendByPool(bench.sink.url, bench.letters)
  const copse = () => sendByCopse(bench)
  await measure(bench, pool, 200)
  await measure(bench, copse, 200)

  const [theirs, ours]: [Sending[], Sending[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    theirs.push(await measure(bench, pool, members))
    ours.push(await measure(bench, copse, members))
    say(
      `round ${round + 1}: ${ours[round]?.perSecond.toFixed(0)} letters/s, nodemailer ${theirs[round]?.perSecond.toFixed(0)}`,
    )
  }
  await bench.close()
  const kept: Post = { members, copse: medianOf(ours), pool: medianOf(theirs) }
  return { kept, lines: report(kept) }
}

type Bench = Awaited<ReturnType<typeof open>>

async function open(members: number) {
  process.env.COPSE_QUIET ??= '1'
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  const config = loadConfig({
    COPSE_DATA: folder,
    COPSE_SECRET: 'a secret for the bench, of no use to anybody',
    MAIL_DOMAIN: 'copse.example',
  })
  const postgres = await launchPostgres(join(folder, 'postgres'), { print: () => {} })
  await migrate(postgres.connection)
  const db = openDb(postgres.connection, { max: 12 })
  const close = atEnd(async () => {
    await db.destroy()
    await postgres.stop()
    rmSync(folder, { recursive: true, force: true })
  })
  const program = assemble()
  const post_id = await plant(db, members)
  const sink = await openSink()
  const letters = await writeAll({ db, program, post_id }, members)
  say(`${members.toLocaleString('en')} letters are written`)
  return { config, db, program, post_id, sink, letters, close }
}

const words = `In Barmer we left the keys with the women's group, and not with the pump operator. He is paid from a household fee of twenty rupees a month, which the group collects on the first Monday; arrears are read aloud at the gram sabha.

Three things made it last:

1. The account is opened before the pump arrives, when nobody has anything to lose yet.
2. The operator signs for spare parts, and the register hangs in the panchayat office for all to read.
3. The block engineer comes twice a year, announced, and is given tea whatever he finds.

What failed was the deposit: nobody could say whom it belonged to after an election.`

async function plant(db: Kysely<Tables>, members: number): Promise<Id> {
  const { rows } = await sql<{ id: Id }>`
    with calendar as (insert into calendar (name, time_zone) values ('Bench', 'Asia/Kolkata') returning id),
    community as (insert into community (calendar_id, short_name, name) select id, 'North', '{"en":"North"}' from calendar returning id),
    slug as (insert into slug (slug, community_id) select 'north', id from community),
    mail_name as (insert into mail_name (local_part, community_id) select 'north', id from community),
    room as (insert into room (community_id, is_default) select id, true from community returning id, community_id),
    people as (insert into person (name, state, organisation) select 'Member ' || n, 'active', 'Block office ' || n from generate_series(0, ${members}) n returning id),
    addresses as (insert into address (person_id, address, verified_at) select id, 'member' || id || '@people.example', now() from people),
    members as (insert into membership (person_id, community_id, state, since) select people.id, community.id, 'member', now() from people, community),
    thread as (insert into thread (community_id, room_id, kind, title, last_number) select community_id, id, 'talk', 'Who keeps the keys of the pump', 1 from room returning id)
    insert into post (thread_id, number, author_id, attribution, reach, staff_only, body, body_html, via, state, distribute_at)
    select thread.id, 1, (select min(id) from people), 'named', 'community', false, ${words}, ${renderMarkdown(words).html}, 'page', 'distributed', now() from thread
    returning id`.execute(db)
  await sql`analyze`.execute(db)
  return rows[0]?.id ?? 0
}

/** As the post's own module does it: one statement for all but its writer, however many there are. */
async function postAll({ db, program, post_id }: Pick<Bench, 'db' | 'program' | 'post_id'>, count: number) {
  const letter = program.modules
    .flatMap(({ letters = [] }) => letters)
    .find(({ name }) => name === 'conversations.post')
  if (!letter) throw new Error('There is no letter conversations.post')
  await sql`truncate outbox`.execute(db)
  await postToAll(
    db,
    letter,
    sql`select person_id from membership where state = 'member' order by person_id offset 1 limit ${count}`,
    post_id,
  )
}

/** The letters as nodemailer's options, for its own pool to compose and send. */
async function writeAll(bench: Pick<Bench, 'db' | 'program' | 'post_id'>, members: number): Promise<SendMailOptions[]> {
  const { db, program } = bench
  await postAll(bench, members)
  const rows = await db.selectFrom('outbox').selectAll().orderBy('id').execute()
  const queue = openQueue({ db, program }, async (most) => rows.splice(0, most), members)
  const letters: SendMailOptions[] = []
  for (let next = await queue.next(); next; next = await queue.next()) {
    const written = await write(db, next)
    if ('mail' in written) letters.push(written.mail)
  }
  if (letters.length < members) throw new Error(`Only ${letters.length} letters could be written`)
  return letters
}

async function sendByPool(url: string, letters: SendMailOptions[]) {
  const mailer = nodemailer.createTransport({ url, pool: true, maxConnections: 20, maxMessages: 1000 })
  return async (count: number) => {
    await Promise.all(letters.slice(0, count).map((letter) => mailer.sendMail(letter)))
    mailer.close()
  }
}

async function sendByCopse(bench: Bench) {
  const transport = transportFor({ ...bench.config, SMTP_URL: bench.sink.url } as Config)
  return async (count: number) => {
    for (let sent = 0; sent < count; ) sent += await sendOutbox(bench.db, bench.program, transport)
    transport.close()
  }
}

/** The rows of the outbox are written first, as the post's own module does; the first copy counts from before them. */
async function measure(
  bench: Bench,
  ready: () => Promise<(count: number) => Promise<void>>,
  count: number,
): Promise<Sending> {
  await bench.sink.count()
  const send = await ready()
  const posted = Date.now()
  await postAll(bench, count)
  const [from, before] = [performance.now(), await cpuOf(bench.db)]
  await send(count)
  const [seconds, after] = [(performance.now() - from) / 1000, await cpuOf(bench.db)]
  const { taken, people, firstAt } = await bench.sink.count()
  if (taken !== count || people !== count)
    throw new Error(`${taken} letters came to ${people} people instead of ${count}`)
  return {
    perSecond: count / seconds,
    first: firstAt - posted,
    own: (after.own - before.own) / count,
    database: (after.database - before.database) / count,
  }
}

/** Milliseconds of this process and, where the system tells, of the database's. */
async function cpuOf(db: Kysely<Tables>) {
  const { user, system } = process.cpuUsage()
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity`.execute(db)
  return { own: (user + system) / 1000, database: rows.reduce((sum, { pid }) => sum + ticksOf(pid) * 10, 0) }
}

function ticksOf(pid: number): number {
  try {
    const [, , , , , , , , , , , user = 0, system = 0] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').map(Number) ?? []
    return user + system
  } catch {
    return 0
  }
}

function medianOf(all: Sending[]): Sending {
  return all.toSorted((one, other) => one.perSecond - other.perSecond)[Math.floor(all.length / 2)] as Sending
}

function report({ members, pool: theirs, copse: ours }: Post): string[] {
  const line = (name: string, { perSecond, first, own, database }: Sending) =>
    `| ${name} | ${perSecond.toFixed(0)} | ${first} | ${own.toFixed(2)} | ${database.toFixed(2)} |`
  const times = (of: number) => `${(ours.perSecond / of).toFixed(1)} times`
  return [
    `A post to ${members.toLocaleString('en')} members, every letter personal, to a mail server on this machine.`,
    '',
    '| | letters/s | first copy after, ms | CPU ms a letter | of the database |',
    '| --- | ---: | ---: | ---: | ---: |',
    line('nodemailer’s own pool, 20 lines', theirs),
    line('Copse, from outbox to marked as sent', ours),
    '',
    `${Math.round((100 * ours.perSecond) / theirs.perSecond)} % of nodemailer (aim: 70 % or more). The first copy counts from before the rows of all readers are written (aim: within 1,000 ms). Median of ${ROUNDS} rounds. ${loadNote()}`,
    '',
    `Mailman 3.3.8 sent one message to 8,000 with personal return paths at ${MAILMAN.personal}/s, and with a shared envelope, one letter for many, at ${MAILMAN.shared}/s (measured once, for the design, on a machine of this kind and not in this run): Copse is ${times(MAILMAN.personal)} the first (aim: 20) and ${times(MAILMAN.shared)} the second (aim: above 1).`,
  ]
}
