import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { type Figures, KINDS, type Kind, type Measured } from './measure.ts'

/** What each page may cost, by its name. */
export type Budgets = Map<string, Figures>
export type Excess = { name: string; kind: Kind; used: number; budget: number }

const FILE = fileURLToPath(new URL('../budgets.yaml', import.meta.url))
/** Keys of things are made by chance, so pages differ by some bytes; other work on the machine is felt even in a ratio. */
const MARGIN: Figures = { statements: 1, bytes: 1.03, sent: 1.05, cpu: 3 }
const STEP: Figures = { statements: 1, bytes: 100, sent: 100, cpu: 0.5 }
/** A small page may always use so much CPU. */
const LEAST_CPU = 3
const GENEROUS = 2

export function readBudgets(): Budgets {
  return new Map(Object.entries(parse(readFileSync(FILE, 'utf8')) ?? {}))
}

/** The budget of a page that costs this. */
export function budgetFor(used: Figures): Figures {
  const budget = (kind: Kind) => Math.ceil((used[kind] * MARGIN[kind]) / STEP[kind]) * STEP[kind]
  const all = Object.fromEntries(KINDS.map((kind) => [kind, budget(kind)])) as Figures
  return { ...all, cpu: Math.max(LEAST_CPU, all.cpu) }
}

export function findExcesses(measured: Measured, budgets: Budgets): Excess[] {
  return [...measured].flatMap(([name, used]) => {
    const budget = budgets.get(name)
    const over = budget ? KINDS.filter((kind) => !(used[kind] <= budget[kind])) : []
    return over.map((kind) => ({ name, kind, used: used[kind], budget: budget?.[kind] ?? 0 }))
  })
}

/** Those that allow more than twice what a new budget would. */
export function findGenerous(measured: Measured, budgets: Budgets): Excess[] {
  return [...measured].flatMap(([name, used]) => {
    const [budget, enough] = [budgets.get(name), budgetFor(used)]
    const wide = budget ? KINDS.filter((kind) => budget[kind] > GENEROUS * enough[kind]) : []
    return wide.map((kind) => ({ name, kind, used: used[kind], budget: budget?.[kind] ?? 0 }))
  })
}

/** Lowers what is too generous, adds the pages that are new and leaves out those that are gone; raises nothing. */
export function tighten(measured: Measured, budgets: Budgets): Budgets {
  const wide = findGenerous(measured, budgets)
  const tight = [...measured].map(([name, used]): [string, Figures] => {
    const enough = budgetFor(used)
    const lower = wide.filter((one) => one.name === name).map(({ kind }) => [kind, enough[kind]])
    return [name, { ...(budgets.get(name) ?? enough), ...Object.fromEntries(lower) }]
  })
  return new Map(tight)
}

export function writeBudgets(budgets: Budgets) {
  const lines = [...budgets].sort().map(([name, budget]) => {
    return `${name}: { ${KINDS.map((kind) => `${kind}: ${budget[kind]}`).join(', ')} }`
  })
  writeFileSync(FILE, `${HEAD}\n${lines.join('\n')}\n`)
}

const HEAD = `# What each page of the program may cost at most, in the demonstration as test/browser/pages.ts leaves it: statements to the
# database, bytes of the page, bytes as they are sent (Brotli), CPU of Copse as a multiple of a reference task.
# \`npm run check\` fails where a page costs more, or has no budget. Raise one by hand, where what the page gained is worth it;
# \`npm run bench -- budgets --tighten\` lowers what is too generous and adds new pages, \`--anew\` writes all as they are now.
`
