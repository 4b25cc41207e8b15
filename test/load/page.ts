import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { options } from '../support/harness-options.ts'
import type { Figures } from './figures.ts'

export type Told = {
  /** Things a second that the machine can do at most, and the half of it. */
  most: number
  rate: number
  seconds: number
  phases: [string, Figures][]
  figures: [string, string][]
  holds: boolean
}

export function writePage(told: Told) {
  mkdirSync('docs/figures', { recursive: true })
  writeFileSync('docs/figures/load.md', `${pageOf(told).join('\n\n')}\n`)
}

function pageOf({ most, rate, seconds, phases, figures, holds }: Told): string[] {
  const [rated, tenfold] = [rate, 10 * rate].map((one) => one.toFixed(0))
  return [
    '# Load',
    'Written by `npm run load`. What happens when ten times as many people come as are expected: those who are let in are served as before, all others are told at once to come again in a moment, nothing that was acknowledged is lost, and when the rush is over all is as it was.',
    `Two processes of the web and two workers serve members who read pages (70 of 100 things they do), search (15), write responses (10) and mail responses (5); a mail server takes the letters. All of them, the database and the crowd itself share this one machine. It does ${most.toFixed(0)} such things a second at most. The rated load is half of that, ${rated} a second; then ${tenfold} a second come, then ${rated} again, for ${seconds.toFixed(0)} s each, whether or not those before were answered.`,
    `| each second | served | refused | mails told to come later | without answer | served: half within | 19 of 20 within | refused: half within | 19 of 20 within |\n|${' --- |'.repeat(9)}\n${rows(phases.map(cellsOf))}`,
    `| what | figure |\n| --- | --- |\n${rows(figures)}`,
    'A process lets 32 requests in and works at 6 of them at a time, so that it looks often who else has come; the rest wait in line. Refused is who finds 32 before her: with 503, a sentence, and when to come again. Times are those of the last request of each thing, by the clock of the crowd, from the request to the last byte.',
    `${holds ? 'All held.' : 'This run found something: see its output.'} Seed ${options.seed}. Load of the machine at the end: ${loadavg().slice(0, 2).map(rounded).join(' (one minute), ')} (five).`,
  ]
}

function cellsOf([name, one]: [string, Figures]): string[] {
  const counts = [one.done, one.refused, one.later, one.failed].map(rounded)
  const isRefusing = one.refused > 0
  const refused = [one.refusedP50, one.refusedP95].map((ms) => (isRefusing ? inMs(ms) : '–'))
  return [name, ...counts, inMs(one.p50), inMs(one.p95), ...refused]
}

const rounded = (figure: number) => figure.toFixed(1)
const inMs = (ms: number) => `${ms.toFixed(0)} ms`
const rows = (all: string[][]) => all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
