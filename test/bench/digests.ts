import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { assemble } from '../../src/app.ts'
import { plantSize } from '../../src/modules/blueprints/size.ts'
import { planDigests } from '../../src/modules/notices/index.ts'
import { setTime, workClocks } from '../../src/platform/clocks.ts'
import { type Config, loadConfig } from '../../src/platform/config.ts'
import { openDb, sql, type Tables } from '../../src/platform/db.ts'
import { sendOutbox, transportFor } from '../../src/platform/mail/send.ts'
import { migrate } from '../../src/platform/migrate.ts'
import { launchTestPostgres } from '../support/database.ts'
import { countingStatements } from '../support/statements.ts'
import { atEnd, say } from './ends.ts'
import { openSink } from './open-sink.ts'
import type { Digests } from './report/kept.ts'
import { postmasterOf } from './sizes.ts'
import { cpuOf, loadNote } from './usage.ts'

const COMMUNITIES = 20
/** Over three years: some 45 on the day that the digests are of. */
const POSTS = 50_000
/** Half an hour before seven, where all of them live. */
const BEFORE = new Date('2026-03-03T06:30:00+05:30')
const MORNING = new Date('2026-03-03T07:00:30+05:30')
const HEAVIEST = 60_000

/** One morning: the digests of all are opened, then written and handed to a mail server on this machine. */
export async function benchDigests(members = 10_000) {
  const config = openFolder()
  const postgres = await launchTestPostgres()
  atEnd(() => postgres.stop())
  await migrate(postgres.url)
  const db = openDb(postgres.url, { max: 12 })
  const close = atEnd(() => db.destroy())
  say(`planting ${members.toLocaleString('en')} members`)
  await setTime(db, BEFORE)
  await db.transaction().execute((tx) => plantSize(tx, { members, posts: POSTS, communities: COMMUNITIES }))
  const planned = await timeOf(() => planDigests(db))
  await setTime(db, MORNING)
  const { modules } = assemble()
  const opened = await timeOf(() =>
    workClocks(
      db,
      modules.flatMap(({ clocks = [] }) => clocks),
    ),
  )
  const posts = await countPosts(db)
  const waiting = await countWaiting(db)
  say(`${waiting.toLocaleString('en')} digests wait`)
  const sent = await sendAll(db, config, await postmasterOf(postgres.url))
  await close()
  const kept: Digests = { members, posts, waiting, planned, opened, ...sent }
  return { kept, lines: report(kept) }
}

function openFolder(): Config {
  process.env.COPSE_QUIET = '1'
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  const secret = { COPSE_SECRET: 'a secret for the bench, of no use to anybody' }
  return loadConfig({ ...secret, COPSE_DATA: folder, MAIL_DOMAIN: 'copse.example' })
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

async function countPosts(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*) from post where at > app_now() - interval '1 day'`.execute(db)
  return rows[0]?.count ?? 0
}

async function countWaiting(db: Kysely<Tables>): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) from outbox where state = 'waiting' and letter = 'notices.digest'`.execute(db)
  return rows[0]?.count ?? 0
}

async function sendAll(db: Kysely<Tables>, config: Config, postmaster: number) {
  const sink = await openSink()
  const transport = transportFor({ ...config, SMTP_URL: sink.url })
  const program = assemble()
  const statements = countingStatements()
  const [from, before] = [performance.now(), cpuOf([process.pid, postmaster])]
  let settled = 0
  for (let some = 1; some > 0; settled += some) some = await sendOutbox(db, program, transport)
  const [seconds, cpu] = [(performance.now() - from) / 1000, cpuOf([process.pid, postmaster]) - before]
  const counted = statements.stop()
  transport.close()
  const { taken, heaviest } = await sink.count()
  await sink.close()
  return { settled, taken, heaviest, seconds, cpu, statements: counted }
}

function report(morning: Digests): string[] {
  const { members, posts, waiting, planned, opened, settled, taken, seconds, cpu, statements, heaviest } = morning
  if (settled !== waiting) throw new Error(`${settled} digests were settled of ${waiting} that waited`)
  const whole = (count: number) => Math.round(count).toLocaleString('en')
  return [
    `The morning’s digests of ${whole(members)} members of ${COMMUNITIES} communities, in which ${posts} posts were written since yesterday.`,
    '',
    '| | |',
    '| --- | ---: |',
    `| planning the digests of all, once, ms | ${whole(planned)} |`,
    `| opening the morning: ${whole(waiting)} digests into the outbox, next ones planned, ms | ${whole(opened)} |`,
    `| sent; the others had nothing new | ${whole(taken)} |`,
    `| written and handed over, digests/s | ${whole(settled / seconds)} |`,
    `| all of them, seconds | ${seconds.toFixed(1)} |`,
    `| CPU ms a digest, database included, the mail server not | ${(cpu / settled).toFixed(2)} |`,
    `| statements a digest | ${(statements / settled).toFixed(2)} |`,
    `| bytes of the heaviest (aim: at most ${whole(HEAVIEST)}) | ${whole(heaviest)} |`,
    '',
    loadNote(),
  ]
}
