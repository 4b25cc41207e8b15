import { brotliDecompressSync } from 'node:zlib'
import { countOnce } from '../../support/statements.ts'
import type { Answer, Opened } from './opened.ts'
import { referenceTask } from './reference.ts'

/** Statements, bytes of the page and as they are sent, CPU of this process as a multiple of the reference task's. */
export const KINDS = ['statements', 'bytes', 'sent', 'cpu'] as const
export type Kind = (typeof KINDS)[number]
export type Figures = Record<Kind, number>
export type Measured = Map<string, Figures>

/** The first rounds also let the program be compiled. */
const COUNTS = 2
const ROUNDS = 3

/** All pages in turn, round after round, so that what else the machine does meets them alike. */
export async function measureAll(opened: Opened[]): Promise<Measured> {
  const counted: Figures[][] = opened.map(() => [])
  for (let round = 0; round < COUNTS; round++) {
    for (const [nth, page] of opened.entries()) counted[nth]?.push(await count(page))
  }
  const cpus = await measureCpu(opened, ROUNDS)
  const figures = counted.map((counts, nth) => ({ ...together(counts), cpu: cpus[nth] ?? 0 }))
  return dearest(opened.map(({ name }, nth) => [name, figures[nth] as Figures]))
}

/** The median for each page; beside each time the reference task, which whatever slows the machine slows as much. */
export async function measureCpu(opened: Opened[], rounds: number): Promise<number[]> {
  const ratios: number[][] = opened.map(() => [])
  for (let round = 0; round < rounds; round++) {
    for (const [nth, { ask }] of opened.entries()) {
      const reference = await cpuOf(referenceTask)
      ratios[nth]?.push((await cpuOf(ask)) / reference)
    }
  }
  return ratios.map((all) => all.toSorted((one, other) => one - other)[Math.floor(all.length / 2)] ?? 0)
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

async function count({ ask }: Opened): Promise<Figures> {
  let answer: Answer | undefined
  const statements = await countOnce(async () => {
    answer = await ask()
  })
  const { path, status, body } = answer as Answer
  if (status !== (path === '/no-such-page' ? 404 : 200) && status !== 302) throw new Error(`${path} answers ${status}`)
  const bytes = status === 302 ? 0 : brotliDecompressSync(body).length
  return { statements, bytes, sent: body.length, cpu: 0 }
}

/** What surrounds a page is asked now and then, and counts for none of them; what is new to its reader may make it longer once. */
function together(counts: Figures[]): Figures {
  const of = (kind: Kind) => counts.map((one) => one[kind])
  return {
    statements: Math.min(...of('statements')),
    bytes: Math.max(...of('bytes')),
    sent: Math.max(...of('sent')),
    cpu: 0,
  }
}

/** Milliseconds; to the microsecond, unlike those of other processes. */
async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
