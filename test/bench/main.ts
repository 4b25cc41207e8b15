import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { endAll } from './ends.ts'
import { options } from './options.ts'

/** Each bench prints its figures as lines of Markdown; `npm run bench -- page visit` runs only these. */
const benches: Record<string, () => Promise<string[]>> = {
  page: async () => (await import('./page.ts')).benchPage(),
  visit: async () => (await import('./visit.ts')).benchVisit(),
  start: async () => (await import('./start.ts')).benchStart(),
  post: async () => (await import('./post.ts')).benchPost(options.members),
  text: async () => (await import('./text.ts')).benchText(),
  mail: async () => (await import('./mail.ts')).benchMail(),
  import: async () => (await import('./import.ts')).benchImport(),
  search: async () => (await import('./search.ts')).benchSearch(),
  languages: async () => (await import('./languages.ts')).benchLanguages(),
  size: async () => (await import('./size-pages.ts')).benchSize(),
  digests: async () => (await import('./digests.ts')).benchDigests(options.members),
  copies: async () => (await import('./copies.ts')).benchCopies(),
}

let isStopping = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)

try {
  for (const name of options.names.length > 0 ? options.names : Object.keys(benches)) await run(name)
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

async function run(name: string) {
  const bench = benches[name]
  if (!bench) throw new Error(`There is no bench ${name}. These there are: ${Object.keys(benches).join(', ')}`)
  const lines = await bench()
  console.log(`\n## ${name}\n\n${lines.join('\n')}`)
  if (options.dry) return
  const file = fileURLToPath(new URL(`../../docs/figures/${name}.md`, import.meta.url))
  writeFileSync(
    file,
    `# ${name}\n\nMade by \`npm run bench -- ${[name, ...options.said].join(' ')}\`.\n\n${lines.join('\n')}\n`,
  )
}
