import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { relative } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { whileBuilt } from './built.ts'

export type Counts = { passed: number; failed: number }

type Words = { type: 'test:stdout' | 'test:stderr'; file: string; message: string }
type Outcome = {
  type: 'test:pass' | 'test:fail'
  file: string
  name: string
  skip?: string | true
  todo?: string | true
  /** A test that only holds others, which are counted themselves. */
  isInner: boolean
  milliseconds: number
  error?: string
}
type FileReport = { file: string; outcomes: Outcome[]; said: string }

/** Runs test files, two at a time: a line for each file, and in full only what failed, with all that its file said. */
export async function runNodeTests(files: string[]): Promise<Counts> {
  if (files.length === 0) return { passed: 0, failed: 0 }
  return whileBuilt(files, (built) => runBuilt(new Map([...built].map(([file, path]) => [path, file]))))
}

async function runBuilt(built: Map<string, string>): Promise<Counts> {
  const counts = { passed: 0, failed: 0 }
  const reporter = fileURLToPath(new URL('reporter.js', import.meta.url))
  const options = ['--test', '--test-concurrency=2', '--test-timeout=400000', `--test-reporter=${reporter}`]
  const child = spawn(process.execPath, ['--enable-source-maps', ...options, ...built.keys()], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')

  for await (const report of byFile(createInterface(child.stdout), (file) => built.get(file) ?? relative('.', file))) {
    counts.passed += report.outcomes.filter(isPassed).length
    counts.failed += report.outcomes.filter(isFailed).length
    print(report)
  }
  const [code] = await ended
  if (code !== 0 && counts.failed === 0) counts.failed = 1
  return counts
}

/** Node tells the outcomes of one file after those of another, also while two of them run. */
async function* byFile(lines: AsyncIterable<string>, nameOf: (file: string) => string): AsyncGenerator<FileReport> {
  let report: FileReport | undefined
  const said = new Map<string, string>()
  for await (const line of lines) {
    const told = JSON.parse(line) as Words | Outcome
    const event = { ...told, file: nameOf(told.file) }
    if ('message' in event) {
      said.set(event.file, (said.get(event.file) ?? '') + event.message)
      continue
    }
    if (report && report.file !== event.file) yield { ...report, said: said.get(report.file) ?? '' }
    if (report?.file !== event.file) report = { file: event.file, outcomes: [], said: '' }
    report.outcomes.push(event)
  }
  if (report) yield { ...report, said: said.get(report.file) ?? '' }
}

function print({ file, outcomes, said }: FileReport) {
  const failures = outcomes.filter(isFailed)
  const skipped = outcomes.filter(({ skip, todo }) => skip || todo)
  const seconds = (outcomes.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(1)
  const tests = outcomes.filter(({ isInner }) => !isInner).length
  console.log(`${failures.length ? 'FAILED' : 'ok    '} ${file} (${tests}, ${seconds} s)`)
  for (const { name, skip, todo } of skipped) console.log(`         skipped: ${name} (${skip || todo})`)
  for (const { name, error } of failures) console.log(indent(`✗ ${name}\n${error}`))
  if (failures.length && said.trim()) console.log(indent(`It said:\n${said.trim()}`))
}

function isPassed({ type, isInner, skip, todo }: Outcome): boolean {
  return type === 'test:pass' && !isInner && !skip && !todo
}

function isFailed({ type, isInner, todo }: Outcome): boolean {
  return type === 'test:fail' && !isInner && !todo
}

function indent(text: string): string {
  return text.replace(/^/gm, '         ')
}
