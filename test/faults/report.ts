import { mkdirSync, writeFileSync } from 'node:fs'
import type { Accepted } from '../support/sink.ts'
import { copiesIn, type Problem, RULES, type Rule } from './check.ts'
import type { Recovery, Target } from './kill.ts'
import type { Ledger } from './ledger.ts'
import type { Plant } from './plants.ts'

export type Ran = {
  ledgers: Ledger[]
  accepted: Accepted[]
  recoveries: Recovery[]
  problems: Problem[]
  refused: string[]
  falls: string[]
  seconds: number
}

const PROMISED_MS: Record<Target, number> = {
  web: 5000,
  worker: 5000,
  database: 10_000,
  backend: 10_000,
  whole: 10_000,
}

export function report(ran: Ran, isShort: boolean) {
  for (const rule of Object.keys(RULES) as Rule[]) {
    const found = ran.problems.filter((problem) => problem.rule === rule)
    say(
      found.length === 0,
      RULES[rule],
      found.map(({ what }) => what),
    )
  }
  say(ran.refused.length === 0, 'no write was refused', ran.refused)
  say(ran.falls.length === 0, 'nothing went down that was not killed', ran.falls)
  const figures = figuresOf(ran)
  for (const [name, figure] of figures) console.log(`       ${name}: ${figure}`)
  if (!isShort) {
    const slow = ran.recoveries.filter(({ target, ms }) => ms > PROMISED_MS[target])
    say(
      slow.length === 0,
      'all were back in time',
      slow.map(({ target, ms }) => `${target} after ${seconds(ms)}`),
    )
    writeFigures(figures, ran.problems.length)
  }
}

export function say(holds: boolean, what: string, lines: string[] = []) {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}${holds ? '' : `: ${lines.length}`}`)
  for (const line of holds ? [] : lines.slice(0, 8)) console.log(`         ${line}`)
  if (!holds) process.exitCode = 1
}

export function reportPlant({ name, finds }: Plant, problems: Problem[]) {
  const found = problems.filter(({ rule }) => finds.includes(rule))
  say(found.length > 0, `planted bug, ${name}: found ${found.length} times`, ['not found'])
}

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

function figuresOf({ ledgers, accepted, recoveries, problems, seconds: all }: Ran): [string, string | number][] {
  const sum = (of: (ledger: Ledger) => number) => ledgers.reduce((total, ledger) => total + of(ledger), 0)
  const copies = copiesIn(accepted).length
  const targets = (Object.keys(NAMES) as Target[]).filter((one) => recoveries.some(({ target }) => target === one))
  return [
    ['kills (kill -9)', recoveries.length],
    ...targets.map((target) => recoveryOf(recoveries, target)),
    ['acknowledged writes', sum(({ acknowledged }) => acknowledged.length)],
    ['answers that the writers lost, and asked for again', sum(({ counts }) => counts().lostAnswers)],
    ['mails delivered again after their 250', sum(({ counts }) => counts().repeated)],
    ['letters taken by the mail server', accepted.length - copies],
    ['answers that the mail server lost', accepted.filter(({ lost }) => lost).length],
    ['extra copies of letters, each with a cause of its own', copies],
    ['writes or letters lost or doubled, and other broken rules', problems.length],
    ['seconds', all],
  ]
}

function recoveryOf(recoveries: Recovery[], target: Target): [string, string] {
  const times = recoveries
    .filter((one) => one.target === target)
    .map(({ ms }) => ms)
    .sort((one, other) => one - other)
  const middle = times[Math.floor(times.length / 2)] ?? 0
  return [
    `${NAMES[target]}: kills, back after (median, longest)`,
    `${times.length}, ${seconds(middle)}, ${seconds(times.at(-1) ?? 0)}`,
  ]
}

const NAMES: Record<Target, string> = {
  web: 'web',
  worker: 'worker',
  database: 'database server',
  backend: 'one process of the database',
  whole: 'the whole program with its own database',
}

function writeFigures(figures: [string, string | number][], problems: number) {
  mkdirSync('docs/figures', { recursive: true })
  const rows = figures.map(([name, figure]) => `| ${name} | ${figure} |`).join('\n')
  const verdict = problems === 0 ? 'Nothing was lost, nothing was doubled.' : 'This run broke a rule: see its output.'
  writeFileSync(
    'docs/figures/faults.md',
    `# Faults\n\nWritten by \`npm run faults\`: members write by page and mail while web, worker and database are killed and the mail server\nrefuses, stalls, cuts and keeps its answers to itself. The checks are in \`test/faults/check.ts\`.\n\n| what | figure |\n| --- | --- |\n${rows}\n\n${verdict}\n`,
  )
}
