import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { shiftTime } from '../../src/platform/clocks.ts'
import type { Conduct } from '../support/sink.ts'
import type { Kills } from './check.ts'
import type { Stage } from './stage.ts'

export type Target = 'web' | 'worker' | 'database' | 'backend' | 'whole'
export type Recovery = { target: Target; ms: number }

const HOSTILE: Conduct = { refuseNow: 0.08, refuseForGood: 0.03, stall: 0.02, cut: 0.06, loseAnswer: 0.05 }
const ORDER: Target[] = ['worker', 'backend', 'web', 'backend', 'worker', 'database']

/** Kills one part after another at moments nobody chose, while members write and the mail server misbehaves. */
export async function killAtRandom(stage: Stage, count: number, kills: Kills): Promise<Recovery[]> {
  const recoveries: Recovery[] = []
  stage.sink.behave(HOSTILE)
  for (let nth = 0; nth < count; nth++) {
    await sleep(200 + Math.random() * 900)
    await shiftTime(stage.database.db, '6 minutes').catch(() => {})
    await sleep(Math.random() * 500)
    const target = ORDER[nth % ORDER.length] as Target
    kills.push({ at: Date.now(), target })
    recoveries.push({ target, ms: await kill(stage, target) })
    kills.push({ at: Date.now(), target: `${target} is back` })
  }
  return recoveries
}

async function kill({ webs, workers, database, browser }: Stage, target: Target): Promise<number> {
  if (target === 'worker') return anyOf(workers).kill()
  const from = performance.now()
  if (target === 'web') await anyOf(webs).kill()
  else killProcess(target === 'database' ? database.postmaster() : await database.backend())
  if (target !== 'web') await sleep(20)
  await until(async () => (target === 'web' || (await database.isThere())) && (await browser.isReady()))
  return performance.now() - from
}

function anyOf<T>(all: T[]): T {
  return all[Math.floor(Math.random() * all.length)] as T
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
