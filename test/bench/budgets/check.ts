import { type Budgets, type Excess, findExcesses } from './budgets.ts'
import { type Measured, measureAll, measureCpu } from './measure.ts'
import type { Opened } from './opened.ts'

const RETRIES = 3
const ROUNDS = 5

export type Checked = { measured: Measured; excesses: Excess[]; problems: string[] }

/** Measures the pages beside their budgets; a page that took more CPU is measured again before that is believed. */
export async function checkPages(opened: Opened[], budgets: Budgets): Promise<Checked> {
  const measured = await measureAll(opened)
  for (let retry = 0; retry < RETRIES; retry++) {
    const busy = findExcesses(measured, budgets).filter(({ kind }) => kind === 'cpu')
    await measureAgain(
      opened.filter(({ name }) => busy.some((one) => one.name === name)),
      measured,
    )
  }
  const excesses = findExcesses(measured, budgets)
  return { measured, excesses, problems: [...excesses.map(wordsOf), ...mismatches(measured, budgets)] }
}

/** Keeps the lower of the two. Of one name, the dearest. */
async function measureAgain(opened: Opened[], measured: Measured) {
  const cpus = await measureCpu(opened, ROUNDS)
  for (const name of new Set(opened.map((page) => page.name))) {
    const now = Math.max(...cpus.filter((_, nth) => opened[nth]?.name === name))
    const figures = measured.get(name)
    if (figures) figures.cpu = Math.min(figures.cpu, now)
  }
}

const WORDS = {
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
