import { check } from '../faults/check.ts'
import { quiesce } from '../faults/quiesce.ts'
import { type Stage, setStage } from '../faults/stage.ts'
import { options } from '../support/harness-options.ts'
import { type Crowd, gatherCrowd } from './crowd.ts'
import { tryPlants } from './plants.ts'
import { type Ran, report } from './report.ts'
import { sendSlowly } from './slow.ts'
import { watchHealth } from './watch.ts'

const { short, planted } = options
const seconds = short ? 3 : (options.minutes * 60) / 3 || 20
/** Of what the machine can do at most. */
const RATED_SHARE = 0.5
/** Where times say nothing: so few at once that nobody need be refused, so many that some must be. */
const FEW = 4
const CROWDED = 150
/** More than all processes together let in. */
const STRAYS = 160
const SLOW = 40

console.log(`seed ${options.seed}`)
if (!planted) await run()
if (planted || !short) await tryPlants()
process.exit(process.exitCode ?? 0)

async function run() {
  const stage = await setStage()
  try {
    report(await play(stage))
  } finally {
    if (process.exitCode) console.log(`       the log of the program is in ${stage.folder}`)
    await stage.close({ keep: Boolean(process.exitCode) })
  }
}

async function play(stage: Stage): Promise<Ran> {
  const crowd = await gatherCrowd(stage)
  const doors = stage.doors.map(({ PORT }) => ({ port: Number(PORT), host: new URL(stage.settings.BASE_URL).host }))
  await crowd.together(FEW, short ? 2 : 8) // The first pages compile what they run.
  const watch = watchHealth(doors)
  const load = await playLoad(crowd)
  const health = await watch.stop()
  await crowd.strays(STRAYS)
  const slow = await sendSlowly(doors, stage.ground.members, SLOW)
  const beside = await crowd.together(FEW, short ? 2 : 10)
  const slowOnes = slow.count()
  slow.stop()
  const noted = await crowd.end()
  await quiesce(stage, { hurry: true, mostMs: 60_000 })
  const ledger = { tried: noted.tried, read: () => noted.acknowledged }
  const problems = await check(stage.database.db, ledger, stage.sinkLog, stage.kills)
  return { ...load, beside, slowOnes, health, noted, problems }
}

type Load = Pick<Ran, 'most' | 'rate' | 'rated' | 'tenfold' | 'again'>

/** The rated load, ten times that, and the rated load again. */
async function playLoad(crowd: Crowd): Promise<Load> {
  if (short) {
    const few = () => crowd.together(FEW, seconds)
    const rated = await few()
    return { most: 0, rate: 0, rated, tenfold: await crowd.together(CROWDED, seconds), again: await few() }
  }
  const { wanted, seconds: passed } = await crowd.together(4 * FEW, 10)
  const most = wanted.length / passed
  const rate = RATED_SHARE * most
  const play = (load: number) => crowd.rate(load, seconds)
  return { most, rate, rated: await play(rate), tenfold: await play(10 * rate), again: await play(rate) }
}
