import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { options } from '../support/harness-options.ts'
import { readAccepted } from '../support/sink.ts'
import { playBackups } from './backups.ts'
import { check } from './check.ts'
import { fillDisk } from './full-disk.ts'
import { killAtRandom } from './kill.ts'
import { openLedger } from './ledger.ts'
import { killMigrations } from './migrations.ts'
import { type Plant, plantBug, plants } from './plants.ts'
import { quiesce } from './quiesce.ts'
import { type Ran, report, reportPlant } from './report.ts'
import { playRound, type Round } from './rounds.ts'
import { type Stage, setStage } from './stage.ts'
import { tallyLine } from './tally.ts'
import { killWhole } from './whole.ts'
import { startWriters } from './writers.ts'

const { short, planted, minutes } = options
const count = options.kills ?? (short ? 12 : 60)
const from = performance.now()
console.log(`seed ${options.seed}`)
if (!planted) await onStage(play)
if (planted || !short) await onStage((stage) => tryPlants(stage, plants))
process.exit(process.exitCode ?? 0)

async function onStage(work: (stage: Stage) => Promise<void>) {
  const stage = await setStage()
  try {
    await work(stage)
  } finally {
    if (process.exitCode) console.log(`       the log of the program is in ${stage.folder}`)
    await stage.close({ keep: Boolean(process.exitCode) })
  }
}

async function play(stage: Stage) {
  const rounds: Round[] = []
  const note = (round: Round) => {
    console.log(`       ${tallyLine(round.name, round.tally)}`)
    rounds.push(round)
  }
  do note(await killParts(stage, rounds.length + 1))
  while (performance.now() - from < minutes * 60_000)
  note(await playBackups(stage))
  const migrations = await killMigrations(stage)
  const disk = await fillDisk()
  if (disk) note(disk)
  if (short) await tryPlants(stage, plants.slice(0, 2))
  else note(await killWhole(stage, Math.ceil(count / 6)))
  const accepted = readAccepted(stage.sinkLog)
  report({ rounds, migrations, isDiskTried: disk !== undefined, accepted, seconds: since() } satisfies Ran)
}

function killParts(stage: Stage, nth: number): Promise<Round> {
  return playRound(stage, `parts killed ${nth}`, () => killAtRandom(stage, count))
}

async function tryPlants(stage: Stage, all: Plant[]) {
  for (const plant of all) await tryPlant(stage, plant)
}

/** With the rule taken away, the same writing and the same checks must find what they did not find before. */
async function tryPlant(stage: Stage, plant: Plant) {
  const { db } = stage.database
  const ledger = openLedger(join(stage.folder, `${plant.table}-${plant.finds}.jsonl`))
  const find = () => check(db, ledger, stage.sinkLog, stage.kills)
  const before = new Set((await find().catch(() => [])).map(({ what }) => what))
  const heal = await plantBug(db, plant)
  stage.sink.behave({ refuseNow: 0.2, refuseForGood: 0, stall: 0, cut: 0, loseAnswer: 0 })
  const writers = startWriters(stage.ground, ledger, 100)
  await sleep(short ? 2500 : 5000)
  await writers.stop()
  await quiesce(stage, { hurry: false, mostMs: short ? 6000 : 15_000 })
  await heal()
  reportPlant(
    plant,
    (await find()).filter(({ what }) => !before.has(what)),
  )
}

function since(): number {
  return Math.round((performance.now() - from) / 1000)
}
