import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { assemble } from '../../src/app.ts'
import { buildAssets } from '../../src/platform/assets.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { openDb } from '../../src/platform/db.ts'
import type { Env } from '../../src/platform/http.ts'
import { buildWeb } from '../../src/web.tsx'
import { countStatements } from '../support/statements.ts'
import { atEnd, say } from './ends.ts'
import { options } from './options.ts'
import type { Size } from './report/kept.ts'
import { type Cast, findCast, type Page } from './size-cast.ts'
import { openSizes, type Sized } from './sizes.ts'
import { finelyCpuOf, loadNote } from './usage.ts'

const ROUNDS = options.short ? 10 : 40
/** Connections of each network, each of which plans a statement five times before it keeps the plan. */
const CONNECTIONS = 5
const WARM = CONNECTIONS * 6
/** Of all pages, before the first is measured: a server that runs has long been compiled. */
const FIRST_WARM = 15
const ORIGIN = 'http://localhost:3000'

type Figures = { p50: number; p95: number; cpu: number; statements: number; bytes: number }
type Column = Sized & { figures: Map<string, Figures> }
type Network = Column & { web: Hono<Env>; cast: Cast }

/** The pages people open, answered by the whole program, in networks of three sizes; what grows with the network is seen. */
export async function benchSize() {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  process.env.COPSE_QUIET = '1'
  loadConfig({ COPSE_DATA: folder, COPSE_SECRET: 'a secret for the bench, of no use to anybody', BASE_URL: ORIGIN })
  const { sized, postmaster } = await openSizes()
  const networks: Network[] = []
  for (const one of sized) networks.push(await open(one, folder))
  await measureAll(networks, postmaster)
  return { kept: keep(networks), lines: report(networks) }
}

async function open(sized: Sized, folder: string): Promise<Network> {
  const db = openDb(sized.url, { max: CONNECTIONS })
  atEnd(() => db.destroy())
  const web = buildWeb(db, assemble(), await buildAssets(folder))
  const cast = await findCast(db)
  const pages = cast.pages.filter(({ name }) => name.includes(options.only))
  return { ...sized, web, cast: { ...cast, pages }, figures: new Map() }
}

/** Page after page, each time in all networks in turn, so that what else the machine does changes them alike. */
async function measureAll(networks: Network[], postmaster: number) {
  const [first] = networks
  if (!first) return
  for (let nth = 0; nth < FIRST_WARM; nth++)
    for (const network of networks) for (const page of network.cast.pages) await ask(network, page, nth)
  for (const [at, { name }] of first.cast.pages.entries()) {
    await measure(networks, at, postmaster)
    say(`${name}: ${networks.map(({ figures }) => figures.get(name)?.cpu.toFixed(1)).join(', ')} ms of CPU`)
  }
}

async function measure(networks: Network[], at: number, postmaster: number) {
  const asked = networks.map((network) => ({ network, page: network.cast.pages[at] as Page, rounds: [] as Round[] }))
  for (let nth = 0; nth < WARM + ROUNDS; nth++) {
    for (const { network, page, rounds } of asked) {
      const round = await askOnce(() => ask(network, page, nth), postmaster)
      if (nth >= WARM) rounds.push(round)
    }
  }
  for (const { network, page, rounds } of asked) {
    network.figures.set(page.name, { ...sumUp(rounds), statements: await countStatements(() => ask(network, page, 0)) })
  }
}

type Round = { ms: number; cpu: number; bytes: number }

async function askOnce(once: () => Promise<number>, postmaster: number): Promise<Round> {
  const [before, from] = [finelyCpuOf(postmaster), performance.now()]
  const bytes = await once()
  const ms = performance.now() - from
  return { ms, cpu: finelyCpuOf(postmaster) - before, bytes }
}

/** Of the CPU the mean of the middle half: a page on which memory was tidied up, or others pressed in, is no other page. */
function sumUp(rounds: Round[]): Omit<Figures, 'statements'> {
  const inOrder = (of: (round: Round) => number) => rounds.map(of).sort((one, other) => one - other)
  const [times, cpus] = [inOrder(({ ms }) => ms), inOrder(({ cpu }) => cpu)]
  const part = (share: number) => times[Math.floor((times.length - 1) * share)] ?? 0
  const middle = cpus.slice(Math.floor(cpus.length / 4), Math.ceil((cpus.length * 3) / 4))
  const cpu = middle.reduce((sum, one) => sum + one, 0) / middle.length
  return {
    p50: part(0.5),
    p95: part(0.95),
    cpu,
    bytes: inOrder(({ bytes }) => bytes)[Math.floor(rounds.length / 2)] ?? 0,
  }
}

async function ask({ web, cast }: Network, { who, path }: Page, nth: number): Promise<number> {
  const cookie = cast.cookies[who]
  const answer = await web.request(ORIGIN + path(nth), {
    headers: { 'accept-language': 'en', ...(cookie && { cookie }) },
  })
  const { length } = await answer.text()
  if (answer.status !== 200) throw new Error(`${path(nth)} answers ${answer.status}`)
  return length
}

/** What is drawn, in the order of the sizes. */
function keep(columns: Column[]): Size {
  const pages = [...(columns[0]?.figures ?? [])].map(([name, { bytes, statements }]) => {
    const of = (what: 'p50' | 'p95' | 'cpu') => columns.map(({ figures }) => figures.get(name)?.[what] ?? 0)
    return { name, bytes, statements, p50: of('p50'), p95: of('p95'), cpu: of('cpu') }
  })
  return { columns: columns.map(({ posts, members }) => ({ posts, members })), pages }
}

function report(columns: Column[]): string[] {
  const [first, last] = [columns[0] as Column, columns.at(-1) as Column]
  const names = [...first.figures.keys()]
  const of = (column: Column, name: string) => column.figures.get(name) as Figures
  const growth = (name: string, what: 'p50' | 'cpu') => of(last, name)[what] / Math.max(1, of(first, name)[what])
  const line = (name: string) => [
    ...[name, [first, last].map((column) => (of(column, name).bytes / 1000).toFixed(1)).join(' → ')],
    of(last, name).statements,
    ...columns.map((column) => `${of(column, name).p50.toFixed(1)} / ${of(column, name).p95.toFixed(1)}`),
    ...columns.map((column) => of(column, name).cpu.toFixed(1)),
    ...[`${growth(name, 'p50').toFixed(2)}×`, `${growth(name, 'cpu').toFixed(2)}×`],
  ]
  const sizes = columns.map(({ posts }) => posts.toLocaleString('en'))
  const heads = ['', 'kB', 'statements', ...sizes.map((size) => `${size}: ms`), ...sizes.map((size) => `${size}: CPU`)]
  const grown = names.filter((name) => growth(name, 'cpu') > 1.3)
  return [
    `Networks of ${sizes.join(', ')} posts by ${columns.map(({ members }) => members.toLocaleString('en')).join(', ')} members in 25 communities. Milliseconds (p50 / p95 of ${ROUNDS}) of the whole program without the network, one page after another; CPU in milliseconds a page, of Copse and PostgreSQL together, the mean of the middle half; kB and statements are those of the smallest and of the largest.`,
    '',
    `| ${[...heads, 'growth of p50', 'growth of CPU'].join(' | ')} |`,
    `| --- | ${heads.map(() => '---:').join(' | ')} | ---: |`,
    ...names.map((name) => `| ${line(name).join(' | ')} |`),
    '',
    `Growth is from the smallest to the largest; below a millisecond counts as one. Aim: at most 1.3× of CPU, since how long a page waits depends on what else the machine does. ${grown.length > 0 ? `Above it: ${grown.join('; ')}.` : 'None is above it.'} ${loadNote()}`,
  ]
}
