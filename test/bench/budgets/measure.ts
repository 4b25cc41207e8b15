import { brotliDecompressSync } from 'node:zlib'
import { countingStatements } from '../../support/statements.ts'
import type { Opened } from './opened.ts'
import { referenceTask } from './reference.ts'

/** Statements, bytes of the page and as they are sent, CPU of this process as a multiple of the reference task's. */
export const KINDS = ['statements', 'bytes', 'sent', 'cpu'] as const
export type Kind = (typeof KINDS)[number]
export type Figures = Record<Kind, number>
export type Measured = Map<string, Figures>

/** After so many pages the reference task is run again: whatever slows the machine slows it as much. */
const REFERENCE_EVERY = 5

/** All pages in turn, round after round, so that what else the machine does meets them alike; of each the median of CPU. */
export async function measureAll(opened: Opened[], rounds: number): Promise<Measured> {
  const asked: Figures[][] = opened.map(() => [])
  for (let round = 0; round < rounds; round++) {
    let reference = 1
    for (const [nth, { ask }] of opened.entries()) {
      if (nth % REFERENCE_EVERY === 0) reference = (await cpuOf(referenceTask)).cpu
      asked[nth]?.push(await measureOnce(ask, reference))
    }
  }
  return dearest(opened.map(({ name }, nth) => [name, sumUp(asked[nth] ?? [])]))
}

async function measureOnce(ask: Opened['ask'], reference: number): Promise<Figures> {
  const counting = countingStatements()
  const { cpu, result } = await cpuOf(ask).finally(counting.stop)
  const { path, status, body } = result
  if (status !== (path === '/no-such-page' ? 404 : 200) && status !== 302) throw new Error(`${path} answers ${status}`)
  const bytes = status === 302 ? 0 : brotliDecompressSync(body).length
  return { statements: counting.stop(), bytes, sent: body.length, cpu: cpu / reference }
}

/** What is new to its reader may make a page longer, once: of so many answers the longest counts. */
const FIRST = 2

/** What surrounds a page is asked every two seconds, so the fewest statements count; and of CPU the median. */
function sumUp(all: Figures[]): Figures {
  const of = (kind: Kind) => all.map((one) => one[kind])
  return {
    statements: Math.min(...of('statements')),
    bytes: Math.max(...of('bytes').slice(0, FIRST)),
    sent: Math.max(...of('sent').slice(0, FIRST)),
    cpu: of('cpu').sort((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0,
  }
}

/** Those of one name as one page: the most of each figure. */
export function dearest(all: [name: string, figures: Figures][]): Measured {
  const measured: Measured = new Map()
  for (const [name, figures] of all) {
    const before = measured.get(name) ?? figures
    const most = KINDS.map((kind) => [kind, Math.max(figures[kind], before[kind])])
    measured.set(name, Object.fromEntries(most) as Figures)
  }
  return measured
}

/** Milliseconds; to the microsecond, unlike those of other processes. */
async function cpuOf<T>(work: () => T | Promise<T>): Promise<{ cpu: number; result: T }> {
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { cpu: (user + system) / 1000, result }
}
