import { brotliDecompressSync } from 'node:zlib'
import { countOnce } from '../../support/statements.ts'
import type { Answer, Opened } from './opened.ts'
import { referenceTask } from './reference.ts'

/** Statements, bytes of the page and as they are sent, CPU of this process as a multiple of the reference task's. */
export const KINDS = ['statements', 'bytes', 'sent', 'cpu'] as const
export type Kind = (typeof KINDS)[number]
export type Figures = Record<Kind, number>
export type Measured = Map<string, Figures>

/** What surrounds a page is asked every two seconds: of two answers in a row one comes without. */
const COUNTS = 2

/** All pages in turn; the counting also lets the program be compiled. */
export async function measureAll(opened: Opened[], rounds: number): Promise<Measured> {
  const counted: Figures[] = []
  for (const page of opened) counted.push(await count(page))
  const cpus = await measureCpu(opened, rounds)
  return dearest(opened.map(({ name }, nth) => [name, { ...(counted[nth] as Figures), cpu: cpus[nth] ?? 0 }]))
}

/** The median for each page, round after round, so that what else the machine does meets them alike; beside each time the reference task, which whatever slows the machine slows as much. */
async function measureCpu(opened: Opened[], rounds: number): Promise<number[]> {
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
  const counts: Figures[] = []
  for (let nth = 0; nth < COUNTS; nth++) counts.push(await countOne(ask))
  const of = (kind: Kind) => counts.map((one) => one[kind])
  // What is new to its reader may make a page longer, once.
  return {
    ...{ statements: Math.min(...of('statements')), bytes: Math.max(...of('bytes')) },
    ...{ sent: Math.max(...of('sent')), cpu: 0 },
  }
}

async function countOne(ask: Opened['ask']): Promise<Figures> {
  let answer: Answer | undefined
  const statements = await countOnce(async () => {
    answer = await ask()
  })
  const { path, status, body } = answer as Answer
  if (status !== (path === '/no-such-page' ? 404 : 200) && status !== 302) throw new Error(`${path} answers ${status}`)
  const bytes = status === 302 ? 0 : brotliDecompressSync(body).length
  return { statements, bytes, sent: body.length, cpu: 0 }
}

/** Milliseconds; to the microsecond, unlike those of other processes. */
async function cpuOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
