import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Plant } from './plants.ts'
import type { Planted } from './report.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
/** What imports each other by paths is copied; all else is only looked at. */
const COPIED = ['src', 'test', 'bin']
const PASSED = ['.git', 'docs']

/** Runs the one trial on a copy of the program in which the rule is missing. */
export async function findPlanted(plant: Plant): Promise<Planted> {
  const build = mkdtempSync(join(tmpdir(), 'copse-planted-'))
  try {
    copyTo(build)
    takeAway(build, plant)
    return { plant, found: await run(build, plant) }
  } finally {
    rmSync(build, { recursive: true, force: true })
  }
}

function copyTo(build: string) {
  for (const name of readdirSync(root)) {
    if (PASSED.includes(name)) continue
    if (COPIED.includes(name)) cpSync(join(root, name), join(build, name), { recursive: true })
    else symlinkSync(join(root, name), join(build, name))
  }
}

function takeAway(build: string, { name, file, from, to }: Plant) {
  const path = join(build, file)
  const [before, after, more] = readFileSync(path, 'utf8').split(from)
  if (after === undefined || more !== undefined) throw new Error(`${name}: ${file} has not one place with ${from}`)
  writeFileSync(path, before + to + after)
}

const LONGEST_MS = 240_000

/** What the harness said below its FAILED line; of a copy that could not even run, nothing was found. */
async function run(build: string, { trial }: Plant): Promise<string[]> {
  const given = ['--import', 'tsx', 'test/hostile/main.ts', '--short', '--only', trial]
  const { stdout } = await promisify(execFile)(process.execPath, given, {
    ...{ cwd: build, timeout: LONGEST_MS, maxBuffer: 64 * 1024 * 1024 },
  }).catch((error: { stdout?: string }) => ({ stdout: error.stdout ?? '' }))
  const [, said = ''] = stdout.split(/^FAILED .*$/m)
  const lines = said.split('\n').flatMap((line) => /^ {9}(\S.*)$/.exec(line)?.[1] ?? [])
  return lines.filter((line) => !line.startsWith('broke off') && !line.startsWith('nothing was tried'))
}
