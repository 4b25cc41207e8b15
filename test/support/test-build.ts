import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A rule of the product that is to be taken away: the one place in the file where it stands, and what stands there then. */
export type Missing = { name: string; file: string; from: string; to: string }

const root = fileURLToPath(new URL('../../', import.meta.url))
/** What imports each other by paths is copied; all else is only looked at. */
const COPIED = ['src', 'test', 'bin']
const PASSED = ['.git', 'docs']
const LONGEST_MS = 300_000

/** What a harness says on a copy of the program in which the rule is missing; of one that breaks off, why as well. */
export async function runWithout(missing: Missing, given: string[]): Promise<string> {
  const build = mkdtempSync(join(tmpdir(), 'copse-planted-'))
  try {
    copyTo(build)
    takeAway(build, missing)
    return await run(build, given)
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

function takeAway(build: string, { name, file, from, to }: Missing) {
  const path = join(build, file)
  const [before, after, more] = readFileSync(path, 'utf8').split(from)
  if (after === undefined || more !== undefined) throw new Error(`${name}: ${file} has not one place with ${from}`)
  writeFileSync(path, before + to + after)
}

async function run(build: string, given: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', ...given], {
    ...{ cwd: build, timeout: LONGEST_MS, maxBuffer: 64 * 1024 * 1024 },
  }).catch(({ stdout = '', stderr = '' }: { stdout?: string; stderr?: string }) => ({ stdout: stdout + stderr }))
  return stdout
}
