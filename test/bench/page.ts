import { fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { launchTestPostgres } from '../support/database.ts'
import { startCopse } from './app.ts'
import { type Answers, fetchOnce, load } from './load.ts'
import { BENCH_SECRET, plantQueryPage } from './plant-page.ts'
import type { Page, Served } from './report/kept.ts'
import { cpuOf, loadNote } from './usage.ts'

const SECONDS = 2
const ROUNDS = 5
/** A server that runs has long been compiled: so many pages come before what is measured. */
const WARM = 800

type Target = { url: string; headers: Record<string, string>; pids: number[] }

/** The page of a query with 50 responses, signed in, over 16 connections, beside a bare node:http server with the same bytes. */
export async function benchPage() {
  const postgres = await launchTestPostgres()
  const ends: (() => unknown)[] = [() => postgres.stop()]
  try {
    const { url, path, cookie, folder } = await plantQueryPage(postgres.url)
    ends.unshift(() => rmSync(folder, { recursive: true, force: true }))
    const env = { DATABASE_URL: url, COPSE_DATA: folder, COPSE_SECRET: BENCH_SECRET }
    const app = await startCopse({ args: ['--only', 'web'], env })
    ends.unshift(app.stop)
    const ours = { url: app.origin + path, headers: { cookie }, pids: [app.pid, await postmasterOf(url)] }
    const bare = await startBare((await fetchOnce(ours)).body)
    ends.unshift(bare.stop)
    const kept = await measureAll(ours, bare)
    return { kept, lines: report(kept) }
  } finally {
    for (const end of ends) await end()
  }
}

async function measureAll(ours: Target, bare: Target): Promise<Page> {
  const packed = { ...ours, headers: { ...ours.headers, 'accept-encoding': 'br' } }
  for (const target of [ours, packed, bare]) await load(target, 20, WARM)
  const rounds: Served[][] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    for (const [nth, target] of [ours, packed, bare].entries()) rounds[nth]?.push(await measure(target))
  }
  const [plain, best, last] = rounds.map(bestOf)
  return { plain, packed: best, bare: last } as Page
}

function bestOf(rounds: Served[]): Served {
  return rounds.toSorted((one, other) => one.cpuMs - other.cpuMs)[0] as Served
}

function report({ plain, packed, bare }: Page): string[] {
  const line = (name: string, { perSecond, cpuMs, p99, bytes }: Served) =>
    `| ${name} | ${perSecond.toFixed(0)} | ${cpuMs.toFixed(2)} | ${p99.toFixed(0)} | ${(bytes / 1000).toFixed(0)} |`
  return [
    'The page of a query with 50 responses in a community of 2,000, over 16 connections; CPU of Copse and PostgreSQL together.',
    '',
    '| | requests/s | CPU ms a request | p99 ms | kB |',
    '| --- | ---: | ---: | ---: | ---: |',
    line('Copse, signed in', plain),
    line('Copse, signed in, Brotli', packed),
    line('bare node:http, the same bytes, ready', bare),
    '',
    `${(plain.cpuMs / bare.cpuMs).toFixed(1)} times the CPU of the bare server, ${(plain.perSecond / bare.perSecond).toFixed(3)} of its requests/s (aim: at most 5 ms).`,
    `Best of ${ROUNDS} rounds of ${SECONDS} s in turn, after ${WARM} pages. ${loadNote()}`,
  ]
}

/** A back end of PostgreSQL's is a child of the one process that holds them all. */
async function postmasterOf(url: string): Promise<number> {
  const client = new pg.Client(url)
  await client.connect()
  const { rows } = await client.query(`select pg_read_file('postmaster.pid') as text`)
  await client.end()
  return Number.parseInt(rows[0].text, 10)
}

async function startBare(body: Buffer) {
  const child = fork(fileURLToPath(new URL('./bare.ts', import.meta.url)), { execArgv: ['--import', 'tsx'] })
  child.send(body.toString('base64'))
  const [port] = await once(child, 'message', { signal: AbortSignal.timeout(20_000) })
  return { url: `http://localhost:${port}/`, headers: {}, pids: [child.pid ?? 0], stop: () => child.kill() }
}

async function measure(target: Target): Promise<Served> {
  const before = cpuOf(target.pids)
  const { count, times, bytes, seconds }: Answers = await load(target, SECONDS)
  const cpu = cpuOf(target.pids) - before
  const p99 = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? 0
  return { perSecond: count / seconds, cpuMs: cpu / count, p99, bytes }
}
