import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readManifest } from '../../src/platform/backup/folder.ts'
import { restoreCopy, verifyCopy, writeCopy } from '../../src/platform/backup/index.ts'
import { loadConfig } from '../../src/platform/config.ts'
import { openPool } from '../../src/platform/db.ts'
import { atEnd, say } from './ends.ts'
import { newDatabase, openSizes, type Sized } from './sizes.ts'
import { loadNote } from './usage.ts'

type Step = 'export' | 'backup' | 'verify' | 'restore'
const STEPS: Step[] = ['export', 'backup', 'verify', 'restore']
/** Rows before compression, what stands on the disk, and how long it took. */
type Figures = { megabytes: number; packed: number; seconds: number }
type Column = Sized & { figures: Map<Step, Figures> }

/** Copies of networks of three sizes: written in the open format and as a backup, read again, restored into an empty one. */
export async function benchCopies(): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  atEnd(() => rmSync(folder, { recursive: true, force: true }))
  process.env.COPSE_QUIET = '1'
  loadConfig({ COPSE_DATA: folder, COPSE_SECRET: 'a secret for the bench, of no use to anybody' })
  const { sized, server } = await openSizes()
  const columns: Column[] = []
  for (const one of sized)
    columns.push({ ...one, figures: await copyOne(one, server, join(folder, String(one.posts))) })
  return report(columns)
}

async function copyOne({ url, posts }: Sized, server: string, folder: string) {
  mkdirSync(folder)
  const pool = openPool(url)
  const empty = await newDatabase(server)
  const [exported, kept] = [join(folder, 'network'), join(folder, 'backup')]
  const figures = new Map<Step, Figures>()
  const time = async (step: Step, copy: string, work: () => Promise<unknown>) => {
    const from = performance.now()
    await work()
    figures.set(step, { seconds: (performance.now() - from) / 1000, ...(await weigh(copy)) })
    say(`${posts.toLocaleString('en')} posts: ${step}, ${figures.get(step)?.seconds.toFixed(1)} s`)
  }
  // Read once before the clock runs: the first step does not wait for the disk on behalf of the others.
  await writeCopy(pool, join(folder, 'warm'), 'copse-backup')
  await time('export', exported, () => writeCopy(pool, exported, 'copse-network'))
  await time('backup', kept, () => writeCopy(pool, kept, 'copse-backup'))
  await time('verify', kept, async () => refuseDamaged(await verifyCopy(kept)))
  await time('restore', kept, () => restoreCopy(empty.url, kept))
  await pool.end()
  await empty.drop()
  rmSync(folder, { recursive: true })
  return figures
}

function refuseDamaged(damaged: string[]) {
  if (damaged.length > 0) throw new Error(`Damaged: ${damaged.join(', ')}`)
}

async function weigh(copy: string) {
  const { tables } = await readManifest(copy)
  const files = readdirSync(copy, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(copy, name)))
  const sum = (all: number[]) => all.reduce((whole, one) => whole + one, 0) / 1e6
  return {
    megabytes: sum(tables.map(({ bytes }) => bytes)),
    packed: sum(files.map((file) => (file.isFile() ? file.size : 0))),
  }
}

function report(columns: Column[]): string[] {
  const [first, last] = [columns[0] as Column, columns.at(-1) as Column]
  const of = ({ figures }: Column, step: Step) => figures.get(step) as Figures
  const cells = (column: Column, step: Step) => {
    const { seconds, megabytes } = of(column, step)
    return `${seconds.toFixed(1)} s, ${(megabytes / seconds).toFixed(0)} MB/s`
  }
  const growth = (step: Step) => (of(last, step).seconds / of(first, step).seconds).toFixed(1)
  const volume = (column: Column) => {
    const { megabytes, packed } = of(column, 'backup')
    return `${megabytes.toFixed(0)} MB, packed ${packed.toFixed(0)} MB`
  }
  return [
    'The whole network, by the number of its posts. MB/s are of the rows before compression.',
    '',
    `| | ${columns.map(({ posts }) => posts.toLocaleString('en')).join(' | ')} | growth of the time |`,
    `| --- | ${columns.map(() => '---:').join(' | ')} | ---: |`,
    `| rows of a backup | ${columns.map(volume).join(' | ')} | ${(of(last, 'backup').megabytes / of(first, 'backup').megabytes).toFixed(1)}× (of the rows) |`,
    ...STEPS.map(
      (step) => `| ${step} | ${columns.map((column) => cells(column, step)).join(' | ')} | ${growth(step)}× |`,
    ),
    '',
    `A restore verifies the copy first. Aim: no step grows by more than the rows do. ${loadNote()}`,
  ]
}
