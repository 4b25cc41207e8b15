import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findHome } from '../../src/platform/postgres/place.ts'
import { readPidFile } from '../../src/platform/postgres/server.ts'
import { type App, startCopse } from './app.ts'
import { loadNote, memoryOf } from './usage.ts'

const WARM_STARTS = 3
const REST_MS = 3000

/** From `npm start` to the first answer: on an empty folder, with the demonstration, and again; and what it holds at rest. */
export async function benchStart(): Promise<string[]> {
  const empty = await startFirst([])
  const demonstration = await startFirst(['--demo'])
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`
  const seconds = ({ untilReady, cpu }: App) => `${(untilReady / 1000).toFixed(1)} s (CPU ${(cpu / 1000).toFixed(1)} s)`
  return [
    '| start, until it answers | empty | demonstration | aim |',
    '| --- | ---: | ---: | ---: |',
    `| first | ${seconds(empty.first)} | ${seconds(demonstration.first)} | 10 s |`,
    `| warm, best of ${WARM_STARTS} | ${seconds(empty.warm)} | ${seconds(demonstration.warm)} | 2 s |`,
    `| memory at rest, Copse | ${megabytes(empty.app)} | ${megabytes(demonstration.app)} | |`,
    `| memory at rest, PostgreSQL | ${megabytes(empty.database)} | ${megabytes(demonstration.database)} | |`,
    '',
    `The packages are installed; memory is proportional set size, ${REST_MS / 1000} s after a warm start. ${loadNote()}`,
  ]
}

async function startFirst(args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'copse-bench-'))
  const settings = { args, env: { COPSE_DATA: folder }, within: 120_000 }
  try {
    const first = await startCopse(settings)
    await first.stop()
    const warm: App[] = []
    for (let nth = 1; nth < WARM_STARTS; nth++) {
      const app = await startCopse({ ...settings, args: [] })
      warm.push(app)
      await app.stop()
    }
    const last = await startCopse({ ...settings, args: [] })
    const memory = await weighAtRest(last, folder).finally(last.stop)
    const [best = last] = [...warm, last].toSorted((one, other) => one.untilReady - other.untilReady)
    return { first, warm: best, ...memory }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The server of the database is below Copse, which started it. */
async function weighAtRest({ pid }: App, folder: string) {
  await new Promise((resolve) => setTimeout(resolve, REST_MS))
  const server = readPidFile(join(findHome(join(folder, 'postgres')) ?? '', 'cluster'))
  const database = memoryOf(server ? [server.pid] : [])
  return { database, app: memoryOf([pid]) - database }
}
