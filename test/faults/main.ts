import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { check, type Kills, readAccepted } from './check.ts'
import { killAtRandom } from './kill.ts'
import { type Ledger, openLedger } from './ledger.ts'
import { type Plant, plantBug, plants } from './plants.ts'
import { runVerb } from './program.ts'
import { quiesce } from './quiesce.ts'
import { type Ran, report, reportPlant } from './report.ts'
import { type Stage, setStage } from './stage.ts'
import { killWhole } from './whole.ts'
import { startWriters } from './writers.ts'

const isShort = process.argv.includes('--short')
const count = Number(process.argv[process.argv.indexOf('--kills') + 1]) || (isShort ? 12 : 60)
const from = performance.now()
const kills: Kills = []
await onStage(async (stage) => {
  await run(stage)
  if (isShort) for (const plant of plants.slice(0, 2)) await tryPlant(stage, plant)
})
if (!isShort)
  await onStage(async (stage) => {
    for (const plant of plants) await tryPlant(stage, plant)
  })
process.exit(process.exitCode ?? 0)

async function onStage(play: (stage: Stage) => Promise<void>) {
  const stage = await setStage()
  try {
    await play(stage)
  } finally {
    if (process.exitCode) console.log(`       the log of the program is in ${stage.folder}`)
    await stage.close({ keep: Boolean(process.exitCode) })
  }
}

async function run(stage: Stage) {
  const ledger = openLedger(join(stage.folder, 'ledger.jsonl'))
  const writers = startWriters(stage.ground, ledger, isShort ? 400 : 250)
  const recoveries = await killAtRandom(stage, count, kills)
  await writers.stop()
  await runVerb(['travel', '6m'], stage.settings, stage.log)
  await quiesce(stage, { isShort, mostMs: isShort ? 20_000 : 200_000 })
  const problems = await check(stage.database.db, ledger, stage.sinkLog, kills)
  const falls = [...stage.webs, ...stage.workers].flatMap((part) => part.falls)
  const ran: Ran = {
    ledgers: [ledger],
    recoveries,
    problems,
    refused: writers.refused,
    falls,
    accepted: [],
    seconds: 0,
  }
  if (!isShort) await addWhole(stage, ran)
  const seconds = Math.round((performance.now() - from) / 1000)
  report({ ...ran, accepted: readAccepted(stage.sinkLog), seconds }, isShort)
}

async function addWhole(stage: Stage, ran: Ran) {
  const whole = await killWhole(stage, Math.ceil(count / 6), kills)
  ran.ledgers.push(whole.ledger)
  ran.recoveries.push(...whole.recoveries)
  ran.falls.push(...whole.falls)
  ran.problems.push(...whole.problems)
}

/** With the rule taken away, the same writing and the same checks must find what they did not find before. */
async function tryPlant(stage: Stage, plant: Plant) {
  const { db } = stage.database
  const ledger: Ledger = openLedger(join(stage.folder, `${plant.table}-${plant.finds}.jsonl`))
  const before = new Set((await check(db, ledger, stage.sinkLog, kills).catch(() => [])).map(({ what }) => what))
  const heal = await plantBug(db, plant)
  stage.sink.behave({ refuseNow: 0.2, refuseForGood: 0, stall: 0, cut: 0, loseAnswer: 0 })
  const writers = startWriters(stage.ground, ledger, 100)
  await sleep(isShort ? 2500 : 5000)
  await writers.stop()
  await quiesce(stage, { isShort: false, mostMs: isShort ? 6000 : 15_000 })
  await heal()
  const problems = (await check(db, ledger, stage.sinkLog, kills)).filter(({ what }) => !before.has(what))
  reportPlant(plant, problems)
}
