import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { check } from '../faults/check.ts'
import { openLedger } from '../faults/ledger.ts'
import { quiesce } from '../faults/quiesce.ts'
import { say } from '../faults/report.ts'
import { setStage } from '../faults/stage.ts'
import { options } from '../support/harness-options.ts'
import { actsOf } from './mix.ts'
import { type Figures, figuresOf, measureMost, type Phase, playPhase, recoveryOf } from './phase.ts'

const seconds = options.short ? 6 : (options.minutes * 60) / 3 || 20
/** Of what the machine can do at most. */
const RATED_SHARE = 0.5

console.log(`seed ${options.seed}`)
const stage = await setStage()
try {
  await run()
} finally {
  await stage.close({ keep: false })
}
process.exit(process.exitCode ?? 0)

async function run() {
  const { ground, settings, database } = stage
  const ledger = openLedger(join(stage.folder, 'load.jsonl'))
  const crowd = { acts: actsOf(settings.BASE_URL ?? '', ground, ledger), people: ground.members }
  await measureMost(crowd, 8, 3) // The first pages compile what they run.
  const rate = RATED_SHARE * (await measureMost(crowd, 8, options.short ? 4 : 10))
  const phases = [
    await playPhase(crowd, 'rated', rate, seconds),
    await playPhase(crowd, 'ten times that', 10 * rate, seconds),
    await playPhase(crowd, 'rated again', rate, seconds),
  ]
  await quiesce(stage, { hurry: true, mostMs: 60_000 })
  const problems = await check(database.db, ledger, stage.sinkLog, stage.kills)
  const lost = problems.filter(({ rule }) =>
    ['lost', 'doubled', 'numbers', 'owed', 'mailLost', 'waiting'].includes(rule),
  )
  judge(
    rate,
    phases,
    lost.map(({ what }) => what),
  )
}

function judge(rate: number, phases: Phase[], lost: string[]) {
  const [rated, tenfold, again] = phases.map(figuresOf) as [Figures, Figures, Figures]
  const back = recoveryOf(phases[2] as Phase, rated.p95)
  const share = tenfold.done / rated.done
  const figures: [string, string][] = [
    ['rated load', `${rate.toFixed(0)} a second, half of what this machine can do`],
    ...phases.map(({ name }, nth): [string, string] => [name, lineOf([rated, tenfold, again][nth] as Figures)]),
    ['served at ten times the load, of what was served before', `${Math.round(100 * share)} %`],
    ['served as before again', Number.isFinite(back) ? `within ${back + 1} s` : 'not seen'],
    ['acknowledged and lost, doubled or stuck', String(lost.length)],
  ]
  for (const [name, figure] of figures) console.log(`       ${name}: ${figure}`)
  say(lost.length === 0, 'what was acknowledged is there once, and its letters have gone', lost)
  say(rated.failed === 0 && rated.refused === 0, 'at rated load nobody is refused', [lineOf(rated)])
  say(tenfold.refused > 0, 'ten times the load is refused in part', [lineOf(tenfold)])
  if (!options.short) judgeTimes(share, tenfold, back)
  if (!options.short) writeFigures(figures)
}

/** On a machine that does the whole suite beside it, times say nothing. */
function judgeTimes(share: number, tenfold: Figures, back: number) {
  say(share >= 0.9, 'at ten times the load as much is served as before', [`${Math.round(100 * share)} %`])
  say(tenfold.refusedP95 <= 100, 'a refusal comes within 100 ms', [`${tenfold.refusedP95.toFixed(0)} ms`])
  say(back <= 5, 'all is as before within five seconds', [`${back} s`])
}

function lineOf({ done, refused, failed, p50, p95, refusedP95 }: Figures): string {
  const rates = `${done.toFixed(1)} done, ${refused.toFixed(1)} refused, ${failed.toFixed(1)} without answer a second`
  return `${rates}; p50 ${p50.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, refusals p95 ${refusedP95.toFixed(0)} ms`
}

function writeFigures(figures: [string, string][]) {
  mkdirSync('docs/figures', { recursive: true })
  const rows = figures.map(([name, figure]) => `| ${name} | ${figure} |`).join('\n')
  writeFileSync(
    'docs/figures/load.md',
    `# Load\n\nWritten by \`npm run load\`: 70 % reading, 15 % searching, 10 % writing and 5 % mail, two webs and two workers beside the one who asks, on the same machine. Seed ${options.seed}.\n\n| what | figure |\n| --- | --- |\n${rows}\n`,
  )
}
