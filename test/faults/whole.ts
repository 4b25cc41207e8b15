import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '../../src/platform/db.ts'
import { joinPostgres } from '../../src/platform/postgres/launch.ts'
import { chance } from '../support/harness-options.ts'
import { type Browser, browse } from './browser.ts'
import { type Recovery, until } from './kill.ts'
import { type Part, startPart } from './program.ts'
import { beginRound, endRound, type Round } from './rounds.ts'
import type { Stage } from './stage.ts'

/** The program as most will run it, one process with a database of its own, killed while members write; on the same data. */
export async function killWhole(stage: Stage, count: number): Promise<Round> {
  const { settings } = stage
  const browser = browse(settings.BASE_URL ?? '')
  const ground = { ...stage.ground, browser, mailPorts: [Number(settings.MAIL_IN_PORT)] }
  const begun = await beginRound({ ...stage, ground }, 'whole program killed')
  await stage.stopParts()
  const whole = await startPart(['start'], settings, stage.log)
  const recoveries: Recovery[] = []
  for (let nth = 0; nth < count; nth++) {
    await sleep(500 + chance() * 1500)
    recoveries.push(await kill(stage, browser, whole))
  }
  const postgres = await joinPostgres(join(settings.COPSE_DATA ?? '', 'postgres'))
  if (!postgres) throw new Error('The database of the whole program is not there')
  const db = openDb(postgres.connection, { max: 2 })
  try {
    const database = { ...stage.database, db }
    return await endRound({ ...stage, database, webs: [whole], workers: [] }, begun, recoveries)
  } finally {
    await db.destroy()
    await whole.stop()
  }
}

async function kill({ kills }: Stage, browser: Browser, whole: Part): Promise<Recovery> {
  const from = performance.now()
  kills.push({ at: Date.now(), target: 'whole' })
  await whole.kill()
  await until(browser.isReady)
  kills.push({ at: Date.now(), target: 'whole is back' })
  return { target: 'whole', ms: performance.now() - from }
}
