import { mkdirSync, writeFileSync } from 'node:fs'
import type { Canaries } from './canaries.ts'
import type { Column } from './columns.ts'
import type { Crawl, Finding } from './crawl.ts'
import type { Crawler } from './routes.ts'
import type { Planted } from './try-plants.ts'

type Ran = {
  crawl: Crawl
  canaries: Canaries
  columns: Column[]
  crawlers: Crawler[]
  routes: number
  mails: number
  withdrawals: number
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
  if (!ran.short) writeFigures(figures, crawl.findings.length)
}

const NAMES: Record<string, string> = {
  leak: 'canaries seen by somebody who may not see them',
  'search tells': 'searches that tell what may not be found',
  'missing escape': 'words that stand as tags, in pages and mails',
  'not refused': 'forms taken from somebody who may not send them',
  changed: 'refused forms that changed something',
  fault: 'requests answered with a fault',
  'no canary': 'text columns without a canary',
  'no recipe': 'routes that the harness does not know how to ask',
  'in the log': 'private words in the log',
  'withdrawn right': 'rights that ended and did not end at once',
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

function figuresOf({
  crawl,
  canaries,
  columns,
  crawlers,
  routes,
  mails,
  withdrawals,
  plants,
  seconds,
}: Ran): [string, string | number][] {
  const hidden = columns.filter(({ shows, kind }) => shows !== 'public' && kind !== 'code')
  return [
    ['requests', crawl.requests],
    ['kinds of actor', crawlers.length],
    ['routes', routes],
    ['canaries', canaries.size],
    ['text columns with canaries', hidden.length],
    [
      'of them seen by somebody who may',
      hidden.filter(({ table, name }) => crawl.reached.has(`${table}.${name}`)).length,
    ],
    ['mails read', mails],
    ['rights that end midway', withdrawals],
    ['planted bugs', plants.length],
    ['of them found', plants.filter(({ found }) => found > 0).length],
    ['leaks', crawl.findings.length],
    ['seconds', seconds],
  ]
}

/** A planted bug that was not found: the harness is worth nothing there. */
function reportPlant({ name, found }: Planted) {
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
    `# Leaks\n\nWritten by \`npm run leaks\`: every text column holds canary words, every route is asked by every kind of actor, every\nsearch is tried, every letter is written again.\n\n| what | figure |\n| --- | --- |\n${rows}\n\n${verdict}\n`,
  )
}
