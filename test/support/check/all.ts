import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { Counts } from '../node-tests.ts'
import { checkSentences } from '../sentences.ts'
import { typesAreFresh } from '../types.ts'
import { checkAsvs } from './asvs.ts'
import { checkBudgets } from './budgets.ts'
import { checkColumns } from './columns.ts'
import { checkDocs } from './docs.ts'
import { checkFigures } from './figures.ts'
import { checkImports } from './imports.ts'
import { checkPackages } from './packages.ts'
import { checkTableOwners } from './tables.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** What holds for the whole tree, each by name; a check gives what is wrong, a line each. */
const CHECKS: [string, () => string[] | Promise<string[]>][] = [
  ['types', () => runTool('typescript/bin/tsc', ['--pretty', 'false'])],
  [
    'lint and format',
    () =>
      runTool('@biomejs/biome/bin/biome', [
        'check',
        '--colors=off',
        '--diagnostic-level=error',
        '--max-diagnostics=40',
      ]),
  ],
  ['imports', () => checkImports(root)],
  ['table owners', () => checkTableOwners(root)],
  ['column comments', () => checkColumns()],
  [
    'row types',
    async () =>
      (await typesAreFresh()) ? [] : ['src/platform/tables.gen.ts is not what the migrations say: run bin/types'],
  ],
  ['sentences', () => checkSentences().map(({ where, text, trouble }) => `${where} “${text}” ${trouble}`)],
  ['documents', () => checkDocs(root)],
  ['figures', () => checkFigures()],
  ['packages', () => checkPackages(root)],
  ['budgets', checkBudgets],
  ['ASVS numbers', () => checkAsvs(root)],
]

/** Prints a line for each check, and below it what is wrong. */
export async function runChecks(): Promise<Counts> {
  const running = CHECKS.map(([name, check]) => ({ name, result: timed(check) }))
  const counts = { passed: 0, failed: 0 }
  for (const { name, result } of running) {
    const { problems, seconds } = await result
    counts[problems.length ? 'failed' : 'passed'] += 1
    console.log(`${problems.length ? 'FAILED' : 'ok    '} ${name} (${seconds} s)`)
    for (const problem of problems) console.log(`         ${problem}`)
  }
  return counts
}

async function timed(check: () => string[] | Promise<string[]>) {
  const from = performance.now()
  const problems = await Promise.resolve()
    .then(check)
    .catch((error: Error) => [error.stack ?? error.message])
  return { problems, seconds: ((performance.now() - from) / 1000).toFixed(1) }
}

/** A program of an npm package; its words are the problems when it fails. */
async function runTool(program: string, args: string[]): Promise<string[]> {
  const path = fileURLToPath(new URL(`../../../node_modules/${program}`, import.meta.url))
  const child = spawn(process.execPath, [path, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return child.exitCode === 0 ? [] : `${output}${errors}`.trim().split('\n')
}
