import { type Budgets, type Excess, findExcesses } from './budgets.ts'
import { KINDS, type Kind, type Measured, measureAll } from './measure.ts'
import type { Opened } from './opened.ts'

const [ROUNDS, ROUNDS_AGAIN] = [3, 5]
const RETRIES = 3

export type Checked = { measured: Measured; problems: string[]; excesses: Excess[] }

/** Measures the pages beside their budgets; a page that cost more is measured again, thrice, before that is believed. */
export async function checkPages(opened: Opened[], budgets: Budgets, rounds = ROUNDS): Promise<Checked> {
  const measured = await measureAll(opened, rounds)
  for (let retry = 0; retry < RETRIES; retry++) {
    const names = findExcesses(measured, budgets).map(({ name }) => name)
    const dear = opened.filter(({ name }) => names.includes(name))
    if (dear.length > 0) keepLower(measured, await measureAll(dear, ROUNDS_AGAIN))
  }
  const excesses = findExcesses(measured, budgets)
  return { measured, excesses, problems: [...excesses.map(wordsOf), ...mismatches(measured, budgets)] }
}

function keepLower(measured: Measured, again: Measured) {
  for (const [name, now] of again) {
    const before = measured.get(name)
    for (const kind of before ? KINDS : []) if (before) before[kind] = Math.min(before[kind], now[kind])
  }
}

const WORDS: Record<Kind, string> = {
  statements: 'statements to the database',
  bytes: 'bytes',
  sent: 'bytes as they are sent',
  cpu: 'times the CPU of the reference task',
}

function wordsOf({ name, kind, used, budget }: Excess): string {
  return `${name}: ${rounded(used)} ${WORDS[kind]}, its budget is ${budget}`
}

export const rounded = (figure: number) => Math.round(figure * 100) / 100

function mismatches(measured: Measured, budgets: Budgets): string[] {
  const missing = [...measured.keys()].filter((name) => !budgets.has(name))
  const gone = [...budgets.keys()].filter((name) => !measured.has(name))
  return [
    ...missing.map((name) => `${name} has no budget: npm run bench -- budgets --tighten`),
    ...gone.map((name) => `${name} has a budget and is no page any more: npm run bench -- budgets --tighten`),
  ]
}
