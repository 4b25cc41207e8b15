import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import type { Counts } from './node-tests.ts'

/** Runs the short form of a harness, which says a line, “ok …” or “FAILED …”, for each thing that it tried. */
export async function runHarness(file: string): Promise<Counts> {
  const from = performance.now()
  const child = spawn(process.execPath, ['--import', 'tsx', file, '--short'], { stdio: ['ignore', 'pipe', 'pipe'] })
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  const passed = output.split('\n').filter((line) => /^ok\b/.test(line)).length
  const failures = output.split('\n').filter((line) => /^FAILED\b/.test(line))
  const isBroken = failures.length === 0 && (child.exitCode !== 0 || passed === 0)

  const failed = failures.length + (isBroken ? 1 : 0)
  const seconds = ((performance.now() - from) / 1000).toFixed(1)
  console.log(`${failed ? 'FAILED' : 'ok    '} ${file} --short (${passed + failed}, ${seconds} s)`)
  if (failed) console.log(isBroken ? `${output}${errors}` : failures.join('\n'))
  return { passed, failed }
}
