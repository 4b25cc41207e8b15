import { readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runChecks } from './check/all.ts'
import { findChromium } from './chromium.ts'
import { launchTestPostgres } from './database.ts'
import { runHarness } from './harness.ts'
import { type Counts, runNodeTests } from './node-tests.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
process.chdir(root)
const counts: Counts[] = []
const from = performance.now()

const postgres = process.env.TEST_DATABASE_URL ? undefined : await launchTestPostgres()
if (postgres) process.env.TEST_DATABASE_URL = postgres.url
process.once('SIGINT', () => void end(130))

const wanted = process.argv.slice(2).map((path) => relative(root, resolve(path)))
if (wanted.length > 0) {
  counts.push(await runNodeTests(listTests().filter((file) => wanted.some((path) => file.startsWith(path)))))
} else {
  counts.push(await findBrowser(), await runChecks(), await runNodeTests(listTests()))
  // Those that stand side by side measure no times and keep one core busy each.
  for (const names of [['faults'], ['leaks', 'hostile'], ['load']]) {
    counts.push(...(await Promise.all(names.map((name) => runHarness(`test/${name}/main.ts`)))))
  }
}

const [passed, failed] = [sum('passed'), sum('failed')]
console.log(`\nIt took ${Math.round((performance.now() - from) / 1000)} s.`)
console.log(`${passed} passed, ${failed} failed`)
await end(failed > 0 || passed === 0 ? 1 : 0)

/** The tests of the pages then find it without looking, and need not install it two at a time. */
async function findBrowser(): Promise<Counts> {
  try {
    process.env.CHROMIUM_PATH = await findChromium()
    return { passed: 0, failed: 0 }
  } catch (error) {
    console.log(`FAILED Chromium: ${(error as Error).message}`)
    return { passed: 0, failed: 1 }
  }
}

function listTests(): string[] {
  const files = ['src', 'test'].flatMap((folder) => {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
  })
  return files.filter((file) => /\.test\.tsx?$/.test(file)).sort()
}

function sum(kind: keyof Counts): number {
  return counts.reduce((total, count) => total + count[kind], 0)
}

async function end(code: number) {
  await postgres?.stop()
  process.exit(code)
}
