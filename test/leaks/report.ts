import { mkdirSync, writeFileSync } from 'node:fs'
import type { Cells } from './cells.ts'
import type { Column } from './columns.ts'
import type { Asked, Finding } from './look.ts'
import type { Crawler } from './routes.ts'
import type { Planted } from './try-plants.ts'
import type { Withdrawn } from './withdrawals.ts'

type Ran = Asked & {
  columns: Column[]
  crawlers: Crawler[]
  routes: number
  mails: number
  withdrawals: Withdrawn
  cells: Cells
  plants: Planted[]
  seconds: number
  short: boolean
}

const KINDS = [
  'leak',
  'search tells',
  'missing escape',
  'not refused',
  'changed',
  'fault',
  'no canary',
  'no rule',
  'not met',
  'no recipe',
  'in the log',
  'beside',
  'withdrawn right',
]

/** A line for each thing that was tried; below it what was found, each kind of finding once for its route and column. */
export function report(ran: Ran) {
  const { crawl } = ran
  for (const kind of KINDS) {
    const found = crawl.findings.filter(({ what }) => what.includes(kind))
    console.log(`${found.length > 0 ? 'FAILED' : 'ok    '} ${NAMES[kind]}: ${found.length}`)
    for (const line of inShort(found)) console.log(`         ${line}`)
  }
  for (const plant of ran.plants) reportPlant(plant)
  const figures = figuresOf(ran)
  for (const [name, figure] of figures) console.log(`       ${name}: ${figure}`)
  if (crawl.findings.length > 0) process.exitCode = 1
  if (ran.short) return
  if (crawl.requests < LEAST) fail(`a full run asks at least ${LEAST} times`)
  writeFigures(figures, crawl.findings.length)
}

const LEAST = 20_000

function fail(sentence: string) {
  console.log(`FAILED ${sentence}`)
  process.exitCode = 1
}

const NAMES: Record<string, string> = {
  leak: 'canaries seen by somebody who may not see them (ASVS 8.2.2, 8.2.3, 14.2.4)',
  'search tells': 'searches that tell what may not be found',
  'missing escape': 'words that stand as tags, in pages and mails (ASVS 1.2.1)',
  'not refused': 'forms taken from somebody who may not send them (ASVS 8.2.1, 8.3.1)',
  changed: 'refused forms that changed something',
  fault: 'requests answered with a fault',
  'no canary': 'text columns without a canary',
  'no rule': 'tables of which nobody has said what their rows are',
  'not met': 'lines, columns and cells of matrix.md that nothing has met',
  'no recipe': 'routes that the harness does not know how to ask',
  'in the log': 'private words in the log (ASVS 16.2.5)',
  'withdrawn right': 'rights that ended and did not end at once (ASVS 8.3.2)',
  beside: 'writers beside what they wrote without a name',
}

/** The same column on the same route, whatever the keys, is one line. */
function inShort(findings: Finding[]): string[] {
  const lines = new Map<string, { count: number; who: Set<string> }>()
  for (const { what, where, who, column } of findings) {
    const line = `${what.replace(/zq\w+/, 'a canary').replace(/of [\w@.-]{12,}/, 'of a value')} · ${where.replace(/\/[0-9a-z]{16}(?=\/|$|\.)/g, '/:key').replace(/=zq\w+/, '=…')} · ${column}`
    const known = lines.get(line) ?? { count: 0, who: new Set() }
    known.count++
    known.who.add(who)
    lines.set(line, known)
  }
  return [...lines]
    .slice(0, 60)
    .map(([line, { count, who }]) => `${line} · ${[...who].slice(0, 4).join(', ')} (${count})`)
}

function figuresOf(ran: Ran): [string, string | number][] {
  const { crawl, expected, crawlers, cells, withdrawals, plants } = ran
  const hidden = ran.columns.filter(({ shows, kind }) => shows !== 'public' && kind !== 'code')
  const met = hidden.filter(({ table, name }) => crawl.reached.has(`${table}.${name}`)).length
  return [
    ['requests', crawl.requests],
    ['kinds of actor', crawlers.length],
    ['routes', ran.routes],
    ['canaries', expected.canaries.size],
    ['text columns with canaries', hidden.length],
    ['of them seen by somebody who may', met],
    ['cells of the matrix that say who sees', cells.demanded],
    ['of them met by somebody who sees for no other reason', cells.demanded - cells.unmet.length],
    ['cells that say who never does', cells.forbidden],
    ['mails read', ran.mails],
    ['rights that end midway', withdrawals.count],
    ['open streams ended with them', withdrawals.streams],
    ['slowest of these, in seconds', (withdrawals.slowest / 1000).toFixed(2)],
    ['planted bugs', plants.length],
    ['of them found', plants.filter(({ found }) => found > 0).length],
    ['leaks', crawl.findings.length],
    ['seconds', ran.seconds],
  ]
}

/** A planted bug that was not found: the harness is worth nothing there. */
export function reportPlant({ name, found }: Planted) {
  console.log(`${found > 0 ? 'ok    ' : 'FAILED'} planted bug ${name}: ${found > 0 ? `found (${found})` : 'not found'}`)
  if (found === 0) process.exitCode = 1
}

function writeFigures(figures: [string, string | number][], findings: number) {
  mkdirSync('docs/figures', { recursive: true })
  const rows = figures.map(([name, figure]) => `| ${name} | ${figure} |`).join('\n')
  const verdict =
    findings === 0 ? 'Nothing was seen by anybody who may not see it.' : 'This run found leaks: see its output.'
  writeFileSync(
    'docs/figures/leaks.md',
    `# Leaks\n\nWritten by \`npm run leaks\`: every text column holds canary words, every route is asked by every kind of actor, every\nsearch is tried, every letter is written again. Who may see what is a table that people read: test/leaks/matrix.md.\n\n| what | figure |\n| --- | --- |\n${rows}\n\n${verdict}\n`,
  )
}
