import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { shiftTime } from '../../src/platform/clocks.ts'
import { chance, oneOf } from '../support/harness-options.ts'
import type { Conduct } from '../support/sink.ts'
import type { Stage } from './stage.ts'

export type Target = 'web' | 'worker' | 'database' | 'backend' | 'mail server' | 'whole' | 'disk'
export type Recovery = { target: Target; ms: number }

/** How soon each must be back. */
export const PROMISED_MS: Record<Target, number> = {
  web: 5000,
  worker: 5000,
  database: 10_000,
  backend: 10_000,
  whole: 10_000,
  disk: 5000,
  'mail server': Infinity,
}

const HOSTILE: Conduct = { refuseNow: 0.08, refuseForGood: 0.03, stall: 0.02, cut: 0.06, loseAnswer: 0.05 }
const ORDER: Target[] = ['worker', 'backend', 'web', 'mail server', 'worker', 'database']

/** Kills one part after another at moments nobody chose, while members write and the mail server misbehaves. */
export async function killAtRandom(stage: Stage, count: number): Promise<Recovery[]> {
  const recoveries: Recovery[] = []
  stage.sink.behave(HOSTILE)
  for (let nth = 0; nth < count; nth++) {
    await sleep(200 + chance() * 900)
    await shiftTime(stage.database.db, '6 minutes').catch(() => {})
    await sleep(chance() * 500)
    const target = ORDER[nth % ORDER.length] as Target
    stage.kills.push({ at: Date.now(), target })
    recoveries.push({ target, ms: await kill(stage, target) })
    stage.kills.push({ at: Date.now(), target: `${target} is back` })
  }
  return recoveries
}

async function kill({ webs, workers, database, browser, sink }: Stage, target: Target): Promise<number> {
  if (target === 'worker') return oneOf(workers).kill()
  if (target === 'mail server') return disappear(sink)
  const from = performance.now()
  if (target === 'web') await oneOf(webs).kill()
  else killProcess(target === 'database' ? database.postmaster() : await database.backend())
  if (target !== 'web') await sleep(20)
  await until(async () => (target === 'web' || (await database.isThere())) && (await browser.isReady()))
  return performance.now() - from
}

/** Every line is cut and nobody answers for a while; how soon letters go again is seen by the end of the round. */
async function disappear(sink: Stage['sink']): Promise<number> {
  const from = performance.now()
  sink.behave({ ...HOSTILE, away: true })
  await sleep(500 + chance() * 1500)
  sink.behave(HOSTILE)
  return performance.now() - from
}

function killProcess(pid: number) {
  try {
    if (pid > 1) process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

const MOST_MS = 60_000

export async function until(holds: () => Promise<boolean>) {
  const from = performance.now()
  while (!(await holds())) {
    if (performance.now() - from > MOST_MS) throw new Error('It did not come back within a minute')
    await sleep(50)
  }
}
