import { mkdirSync, writeFileSync } from 'node:fs'
import { options } from '../support/harness-options.ts'
import type { Accepted } from '../support/sink.ts'
import { copiesIn, type Problem, RULES, type Rule } from './check.ts'
import type { Recovery, Target } from './kill.ts'
import type { Ledger } from './ledger.ts'
import type { Plant } from './plants.ts'
import type { Round } from './rounds.ts'

export type Ran = {
  rounds: Round[]
  migrations: { steps: number; problems: Problem[] }
  isDiskTried: boolean
  accepted: Accepted[]
  seconds: number
}

export function report(ran: Ran) {
  const problems = [...ran.rounds.flatMap((round) => round.problems), ...ran.migrations.problems]
  for (const rule of Object.keys(RULES) as Rule[]) {
    const found = new Set(problems.filter((problem) => problem.rule === rule).map(({ what }) => what))
    say(found.size === 0, RULES[rule], [...found])
  }
  if (!ran.isDiskTried) console.log('       SKIPPED the full disk: a disk can be mounted by root only')
  const figures = figuresOf(ran, problems.length)
  for (const [name, figure] of figures) console.log(`       ${name}: ${figure}`)
  if (!options.short) writeFigures(ran, figures, problems.length)
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

function figuresOf({ rounds, migrations, accepted, seconds: all }: Ran, broken: number): [string, string | number][] {
  const recoveries = rounds.flatMap((round) => round.recoveries)
  const sum = (of: (ledger: Ledger) => number) => rounds.reduce((total, { ledger }) => total + of(ledger), 0)
  const copies = copiesIn(accepted).length
  const targets = (Object.keys(NAMES) as Target[]).filter((one) => recoveries.some(({ target }) => target === one))
  return [
    ['kills (kill -9)', recoveries.filter(({ target }) => target !== 'mail server' && target !== 'disk').length],
    ...targets.map((target) => recoveryOf(recoveries, target)),
    ['steps after which the migration was killed', migrations.steps],
    ['acknowledged writes', sum(({ acknowledged }) => acknowledged.length)],
    ['answers that the writers lost, and asked for again', sum(({ counts }) => counts().lostAnswers)],
    ['mails delivered again after their 250', sum(({ counts }) => counts().repeated)],
    ['letters taken by the mail server', accepted.length - copies],
    ['answers that the mail server lost', accepted.filter(({ lost }) => lost).length],
    ['extra copies of letters, each with a cause of its own', copies],
    ['writes or letters lost or doubled, and other broken rules', broken],
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
    `${NAMES[target]}: times, back after (median, longest)`,
    `${times.length}, ${seconds(middle)}, ${seconds(times.at(-1) ?? 0)}`,
  ]
}

const NAMES: Record<Target, string> = {
  web: 'web',
  worker: 'worker',
  database: 'database server',
  backend: 'one process of the database',
  whole: 'the whole program with its own database',
  'mail server': 'the mail server away (how long)',
  disk: 'a full disk, freed',
}

function writeFigures({ rounds }: Ran, figures: [string, string | number][], broken: number) {
  mkdirSync('docs/figures', { recursive: true })
  const verdict = broken === 0 ? 'Nothing was lost, nothing was doubled.' : 'This run broke a rule: see its output.'
  const page = [
    '# Faults',
    'Written by `npm run faults`: members write by page and mail while web, worker and database are killed, the mail server refuses, stalls, cuts, disappears and keeps its answers to itself, backups are made, and the disk is full. The checks are in `test/faults/check.ts`.',
    `| what | figure |\n| --- | --- |\n${rows(figures)}`,
    `| round | writes acknowledged | found | doubled | lost | mails due | sent once | extra | lost |\n|${' --- |'.repeat(9)}\n${rows(
      rounds.map(({ name, tally }) => [name, ...Object.values(tally)]),
    )}`,
    `${verdict} Seed ${options.seed}.`,
  ]
  writeFileSync('docs/figures/faults.md', `${page.join('\n\n')}\n`)
}

const rows = (all: (string | number)[][]) => all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
