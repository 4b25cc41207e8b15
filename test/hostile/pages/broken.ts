import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from '../../../src/platform/db.ts'
import type { LaidStage } from '../stage.ts'
import { type Attempt, expect, type Trial } from '../trial.ts'
import { type Break, breakAll, inRounds, listBreaks, mend, onceEach } from './breaks.ts'
import { layMore } from './more-ground.ts'
import { type Read, readAll } from './reading.ts'

/** T20: one row that no version of the program would have written; its own page may break, and says so, no other does. */
export const brokenRows: Trial<LaidStage> = {
  name: 'ASVS 16.5.2, 16.5.3: one broken row breaks no page and no mail of anything else',
  async run(stage, attempt) {
    const { world, short } = stage
    await layMore(stage)
    const pages = await listPages(stage)
    const breaks = await listBreaks(world.db)
    const rounds = short ? inRounds(onceEach(breaks)) : breaks.map((one) => [one])
    const tally = { broken: 0, down: 0 }
    for (const round of rounds) await tryRound(stage, attempt, { round, pages, tally })
    await tryMissingFiles(stage, attempt, pages)
    attempt.figure('pages asked for beside each broken row', pages.length)
    attempt.figure('rows broken, each in its way', tally.broken)
    attempt.figure('pages of the broken thing itself that said so', tally.down)
  },
}

type Page = Pick<Read, 'reader' | 'address'>

/** What is there while nothing is broken: a few of each route. */
async function listPages(stage: LaidStage): Promise<Page[]> {
  const most = stage.short ? 1 : 8
  const counts = new Map<string, number>()
  const pages: Page[] = []
  for await (const { reader, path, address, answer, type } of readAll(stage)) {
    const kind = `${path} ${reader.name === 'administrator' || reader.name === 'visitor' ? reader.name : 'member'}`
    const count = counts.get(kind) ?? 0
    if (answer.status !== 200 || count >= most || (stage.short && type === 'application/pdf')) continue
    counts.set(kind, count + 1)
    pages.push({ reader, address })
  }
  return pages
}

type Round = { round: Break[]; pages: Page[]; tally: { broken: number; down: number } }

async function tryRound(stage: LaidStage, attempt: Attempt, { round, pages, tally }: Round) {
  const { db } = stage.world
  const broken = await breakAll(db, round)
  if (broken.length === 0) return
  tally.broken += broken.reduce((sum, { rows }) => sum + rows.length, 0)
  const keys = broken.flatMap((one) => one.keys)
  const what = broken.map(({ table, name, value }) => `${table}.${name} = ${value}`).join(', ')
  tally.down += await askAll(stage, attempt, { pages, keys, what })
  await tryWork(stage, attempt, what)
  for (const one of broken) await mend(db, one)
}

type Asked = { pages: Page[]; keys: string[]; what: string }

async function askAll({ world }: LaidStage, attempt: Attempt, { pages, keys, what }: Asked): Promise<number> {
  let down = 0
  for (const { reader, address } of pages) {
    const answer = await world.request(reader.actor, address, { redirect: 'manual' })
    attempt.count()
    if (answer.status < 500) continue
    const text = await answer.text()
    const isOwn = keys.some((key) => address.includes(key))
    if (!isOwn) attempt.wrong(`${address.replace(/[0-9a-z]{16}/g, ':key')} is ${answer.status} beside ${what}`)
    else down++
    expect(attempt, /Reference: [0-9a-f]{10}/.test(text), `${address} breaks without a reference`)
    expect(attempt, !/\.tsx?:\d|node_modules|TypeError|at \w+ \(/.test(text), `${address} shows where it broke`)
  }
  return down
}

/** What is said elsewhere goes round, whatever the broken row does to its own. */
async function tryWork({ world }: LaidStage, attempt: Attempt, what: string) {
  const { ben, dee } = world
  const title = `Beside ${crypto.randomUUID()}`
  const list = '/communities/north/talk'
  const { status } = await world.submit(ben, list, list, { title, body: 'It goes on.' })
  expect(attempt, status === 303, `a talk is answered with ${status} beside ${what}`)
  await world.travel('6 minutes')
  const ended = await world.work().then(
    () => true,
    () => false,
  )
  expect(attempt, ended, `the work does not come to an end beside ${what}`)
  const { rows } =
    await sql`select from mailbox where to_address = ${dee.address} and subject like ${`%${title}%`}`.execute(world.db)
  expect(attempt, rows.length === 1, `a talk is told ${rows.length} times beside ${what}`)
}

/** All that was attached is gone from the disk, for a while: pages show what they have, and a file that is asked for says so. */
async function tryMissingFiles(stage: LaidStage, attempt: Attempt, pages: Page[]) {
  const folder = join(stage.world.folder, 'files')
  renameSync(folder, `${folder}-away`)
  const files = pages.filter(({ address }) => address.includes('/files/'))
  await askAll(stage, attempt, { pages, keys: files.map(({ address }) => address), what: 'missing files' })
  rmSync(folder, { recursive: true, force: true })
  renameSync(`${folder}-away`, folder)
}
