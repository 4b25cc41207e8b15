import { mkdirSync, writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { options } from '../support/harness-options.ts'
import type { Plant } from './plants.ts'
import type { Tried } from './trial.ts'

export type Planted = { plant: Plant; found: string[] }

export function say(holds: boolean, what: string, lines: string[] = []) {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`)
  for (const line of lines.slice(0, 25)) console.log(`         ${line}`)
  if (!holds) process.exitCode = 1
}

/** A line for what was tried, and below it in which ways it did not hold, each once. */
export function sayTried(tried: Tried): Tried {
  const { name, count, wrong, figures, ms } = tried
  const holds = wrong.length === 0
  const time = `${(ms / 1000).toFixed(1)} s`
  say(holds, `${name}: ${holds ? `${count} tried` : `${wrong.length} of ${count}`} (${time})`, [...new Set(wrong)])
  for (const [figure, value] of figures) console.log(`         ${figure}: ${value}`)
  return tried
}

export function sayPlanted(planted: Planted): Planted {
  const { plant, found } = planted
  const lines = found.length > 0 ? found.slice(0, 1) : ['not found']
  say(found.length > 0, `planted bug, ${plant.name}: found ${found.length} times`, lines)
  return planted
}

export function report({ tried, planted, seconds }: { tried: Tried[]; planted: Planted[]; seconds: number }) {
  const broken = tried.filter(({ wrong }) => wrong.length > 0).length
  console.log(`       ${tried.reduce((sum, { count }) => sum + count, 0)} tried in ${seconds} s`)
  if (options.short) return
  mkdirSync('docs/figures', { recursive: true })
  const figures = tried.flatMap((one) => one.figures)
  const page = [
    '# Hostile',
    WORDS,
    `| what holds | tried | did not hold |\n| --- | ---: | ---: |\n${rows(tried.map(({ name, count, wrong }) => [nameOf(name), count, wrong.length]))}`,
    'What was measured on the way:',
    `| what | figure |\n| --- | --- |\n${rows(figures)}`,
    'The harness is tried itself: in copies of the program a rule is taken away, and what tries that rule must notice.',
    `| a rule taken away | noticed |\n| --- | ---: |\n${rows(planted.map(({ plant, found }) => [plant.name, found.length]))}`,
    `${broken === 0 ? 'Everything held.' : 'This run found something: see its output.'} Seed ${options.seed}, ${seconds} s. Load of the machine at the end: ${busy()}.`,
  ]
  writeFileSync('docs/figures/hostile.md', `${page.join('\n\n')}\n`)
}

const WORDS =
  'Written by `npm run hostile`: texts, mails, forms, files and requests that mean harm, sent through the front doors as anybody could send them. “Tried” counts the single ways that were tried; each must be answered as it should, or the run fails. Pages and mails are opened in Chromium, where whatever runs or asks another host is caught. What is tried stands in `test/hostile`; the numbers of the OWASP standard that it shows stand in [asvs.md](../asvs.md).'

/** Without its numbers, which are the table’s of asvs.md. */
const nameOf = (name: string) => name.replace(/^ASVS [\d., ]+: /, '')

function busy(): string {
  const [one = 0, five = 0] = loadavg()
  return `${one.toFixed(1)} (one minute), ${five.toFixed(1)} (five)`
}

const rows = (all: (string | number)[][]) => all.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
