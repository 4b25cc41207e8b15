import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Each bench prints its figures as lines of Markdown; `npm run bench -- page visit` runs only these. */
const benches: Record<string, () => Promise<string[]>> = {
  page: async () => (await import('./page.ts')).benchPage(),
  visit: async () => (await import('./visit.ts')).benchVisit(),
  start: async () => (await import('./start.ts')).benchStart(),
  post: async () => (await import('./post.ts')).benchPost(),
  text: async () => (await import('./text.ts')).benchText(),
  mail: async () => (await import('./mail.ts')).benchMail(),
  import: async () => (await import('./import.ts')).benchImport(),
  search: async () => (await import('./search.ts')).benchSearch(),
  languages: async () => (await import('./languages.ts')).benchLanguages(),
}

const asked = process.argv.slice(2).filter((name) => name in benches)
for (const name of asked.length > 0 ? asked : Object.keys(benches)) {
  const lines = await (benches[name] as () => Promise<string[]>)()
  console.log(`\n## ${name}\n\n${lines.join('\n')}`)
  const file = fileURLToPath(new URL(`../../docs/figures/${name}.md`, import.meta.url))
  writeFileSync(file, `# ${name}\n\nMade by \`npm run bench -- ${name}\`.\n\n${lines.join('\n')}\n`)
}
process.exit(0)
