import type { Kysely } from 'kysely'
import type { Tables } from '../../src/platform/db.ts'
import { type Budgets, budgetFor, findGenerous, readBudgets, tighten, writeBudgets } from './budgets/budgets.ts'
import { checkPages, rounded } from './budgets/check.ts'
import { KINDS, type Measured } from './budgets/measure.ts'
import { type Opened, openGround } from './budgets/opened.ts'
import { PLANTS } from './budgets/plants.ts'
import { atEnd, say } from './ends.ts'
import { options } from './options.ts'
import { loadNote } from './usage.ts'

const ROUNDS = 7
/** So many pages lie between two in which a bug is planted. */
const APART = 20

/** What each page costs beside its budget; `--tighten` and `--anew` write the budgets, `--planted` tries whether faults are found. */
export async function benchBudgets(): Promise<string[]> {
  const { world, opened, unvisited } = await openGround()
  const close = atEnd(() => world.close())
  const wanted = opened.filter(({ name }) => name.includes(options.only))
  const lines = options.planted ? await tryPlants(wanted, world.db) : await compare(wanted)
  for (const route of unvisited) fail(`${route} is visited by no page of test/browser/pages.ts`)
  await close()
  return lines
}

async function compare(opened: Opened[]): Promise<string[]> {
  const before = new Map([...readBudgets()].filter(([name]) => name.includes(options.only)))
  const { measured, problems } = await checkPages(opened, options.anew ? new Map() : before, ROUNDS)
  const generous = findGenerous(measured, before)
  const budgets = rewritten(measured, before)
  if (options.only === '' && budgets !== before) writeBudgets(budgets)
  else for (const problem of problems) fail(problem)
  const wide = generous.map(({ name, kind, used, budget }) => `- ${name}: ${kind} ${rounded(used)}, budget ${budget}`)
  return [
    ...table(measured, budgets),
    '',
    `Too generous, more than twice what would do: ${wide.length || 'none'}.`,
    ...wide,
  ]
}

function rewritten(measured: Measured, budgets: Budgets): Budgets {
  if (options.anew) return new Map([...measured].map(([name, used]) => [name, budgetFor(used)]))
  return options.tighten ? tighten(measured, budgets) : budgets
}

function table(measured: Measured, budgets: Budgets): string[] {
  const cells = (name: string) =>
    KINDS.map((kind) => `${rounded(measured.get(name)?.[kind] ?? 0)} of ${budgets.get(name)?.[kind] ?? '–'}`)
  return [
    'Each page of the demonstration beside its budget (test/bench/budgets.yaml): statements to the database, bytes of the page, bytes as they are sent, CPU of Copse without the database as a multiple of a reference task of the same run.',
    '',
    '| page | statements | bytes | sent | CPU |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...[...measured.keys()].sort().map((name) => `| ${[name, ...cells(name)].join(' | ')} |`),
    '',
    loadNote(),
  ]
}

/** Each fault in some of the pages, all of which must then be over their budgets. */
async function tryPlants(opened: Opened[], db: Kysely<Tables>): Promise<string[]> {
  const ground = { db, budgets: readBudgets() }
  const some = opened.filter((_, nth) => nth % APART === 0)
  const lines: string[] = []
  for (const [name, plant] of Object.entries(PLANTS)) {
    const { excesses } = await checkPages(
      some.map((page) => plant.in(page, ground)),
      ground.budgets,
    )
    const found = new Set(excesses.filter(({ kind }) => kind === plant.found).map((excess) => excess.name))
    const isFound = found.size === new Set(some.map((page) => page.name)).size
    if (!isFound) fail(`planted bug, ${name}: found in ${found.size} of ${some.length} pages`)
    else lines.push(`ok     planted bug, ${name}: found in ${found.size} pages`)
  }
  return lines
}

function fail(problem: string) {
  say(`FAILED ${problem}`)
  process.exitCode = 1
}
