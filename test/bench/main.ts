import { writeFileSync } from 'node:fs'
import { endAll } from './ends.ts'
import { options } from './options.ts'
import { writeReport } from './report/files.ts'
import { FIGURES } from './report/kept.ts'

/** Lines of Markdown, and what is kept beside them for the pictures. */
type Told = string[] | { lines: string[]; kept: unknown }
/** `big` says why it does not run unless it is named; `plants`: it has faults of its own to plant and find. */
type Bench = { run: () => Promise<Told>; big?: string; plants?: true }

const { members } = options

/** `npm run bench -- page visit` runs only these; without names, all that take a minute or two, or with `--planted` those that plant faults. */
const BENCHES: Record<string, Bench> = {
  page: { run: async () => (await import('./page.ts')).benchPage() },
  visit: { run: async () => (await import('./visit.ts')).benchVisit() },
  start: { run: async () => (await import('./start.ts')).benchStart() },
  post: { run: async () => (await import('./post.ts')).benchPost(members) },
  text: { run: async () => (await import('./text.ts')).benchText() },
  mail: { run: async () => (await import('./mail.ts')).benchMail() },
  budgets: { run: async () => (await import('./budgets.ts')).benchBudgets(), plants: true },
  languages: { run: async () => (await import('./languages.ts')).benchLanguages(), big: 'texts of many languages' },
  digests: { run: async () => (await import('./digests.ts')).benchDigests(members), big: '10,000 members' },
  size: { run: async () => (await import('./size-pages.ts')).benchSize(), big: 'up to 1,000,000 posts' },
  search: { run: async () => (await import('./search.ts')).benchSearch(), big: 'up to 1,000,000 posts' },
  copies: { run: async () => (await import('./copies.ts')).benchCopies(), big: 'up to 1,000,000 posts' },
  own: { run: async () => (await import('./own.ts')).benchOwn(), big: '100,000 posts' },
  import: { run: async () => (await import('./import.ts')).benchImport(), big: 'archives of mails' },
}
/** Measures nothing: the page of words and the pictures are made anew from what is kept. */
const REPORT = 'report'

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)

try {
  const wanted = options.names.length > 0 ? options.names : listUnnamed()
  for (const name of wanted) if (name !== REPORT) await run(name)
  if (!options.dry) writeReport()
  if (options.names.length === 0 && !options.planted) console.log(sayBig())
} catch (error) {
  // What was put away under a bench that is stopped is no fault of its own.
  if (!isStopping) console.error(error)
  process.exitCode = 1
}
await endAll()
process.exit()

async function stop() {
  isStopping = true
  await endAll()
  process.exit(1)
}

function listUnnamed(): string[] {
  const isWanted = ({ big, plants }: Bench) => (options.planted ? plants : !big)
  return Object.entries(BENCHES).flatMap(([name, bench]) => (isWanted(bench) ? [name] : []))
}

async function run(name: string) {
  const bench = BENCHES[name]
  if (!bench)
    throw new Error(`There is no bench ${name}. These there are: ${[...Object.keys(BENCHES), REPORT].join(', ')}`)
  const told = await bench.run()
  const { lines, kept } = Array.isArray(told) ? { lines: told, kept: undefined } : told
  console.log(`\n## ${name}\n\n${lines.join('\n')}`)
  if (options.dry) return
  const command = ['npm run bench --', name, ...options.said].join(' ')
  writeFileSync(`${FIGURES}${name}.md`, `# ${name}\n\nMade by \`${command}\`.\n\n${lines.join('\n')}\n`)
  if (kept) writeFileSync(`${FIGURES}${name}.json`, `${JSON.stringify(kept, null, 1)}\n`)
}

function sayBig(): string {
  const big = Object.entries(BENCHES).flatMap(([name, { big }]) =>
    big ? [`  npm run bench -- ${name}  (${big})`] : [],
  )
  return `\nThese take long, and run when they are named:\n${big.join('\n')}\nThe page about all figures is docs/figures/README.md.`
}
