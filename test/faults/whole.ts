import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { openDb } from '../../src/platform/db.ts'
import { joinPostgres } from '../../src/platform/postgres/launch.ts'
import { type Browser, browse } from './browser.ts'
import { check, type Kills, type Problem } from './check.ts'
import { type Recovery, until } from './kill.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type Part, startPart } from './program.ts'
import { quiesce } from './quiesce.ts'
import type { Stage } from './stage.ts'
import { startWriters } from './writers.ts'

export type Whole = { falls: string[]; recoveries: Recovery[]; problems: Problem[]; ledger: Ledger }

/** The program as most will run it, one process with a database of its own, killed while members write; on the same data. */
export async function killWhole(stage: Stage, count: number, kills: Kills): Promise<Whole> {
  await stage.stopParts()
  const ledger = openLedger(join(stage.folder, 'whole.jsonl'))
  const whole = await startPart(['start'], stage.settings, stage.log)
  const base = stage.settings.BASE_URL ?? ''
  const browser = browse(base)
  const ground = { ...stage.ground, browser, mailPorts: [Number(stage.settings.MAIL_IN_PORT)] }
  const writers = startWriters(ground, ledger, 250)
  const recoveries: Recovery[] = []
  for (let nth = 0; nth < count; nth++) {
    await sleep(500 + Math.random() * 1500)
    recoveries.push(await kill(browser, whole, kills))
  }
  await writers.stop()
  const postgres = await joinPostgres(join(stage.settings.COPSE_DATA ?? '', 'postgres'))
  if (!postgres) throw new Error('The database of the whole program is not there')
  const db = openDb(postgres.connection, { max: 2 })
  try {
    await quiesce({ ...stage, database: { ...stage.database, db }, workers: [] }, { isShort: false, mostMs: 150_000 })
    return { falls: whole.falls, recoveries, ledger, problems: await check(db, ledger, stage.sinkLog, kills) }
  } finally {
    await db.destroy()
    await whole.stop()
  }
}

async function kill(browser: Browser, whole: Part, kills: Kills): Promise<Recovery> {
  const from = performance.now()
  kills.push({ at: Date.now(), target: 'whole' })
  await whole.kill()
  await until(browser.isReady)
  kills.push({ at: Date.now(), target: 'whole is back' })
  return { target: 'whole', ms: performance.now() - from }
}
