import assert from 'node:assert/strict'
import { test } from 'node:test'
import { log } from './log.ts'

test('a line of the log is one line of JSON, whatever stands in it (ASVS 16.2.4, 16.4.1)', () => {
  const hostile = 'a\nb\r\n{"event":"signed in"}\u2028\u0000\u001b[31m"},'
  const lines: string[] = []
  const { write } = process.stderr
  const { COPSE_QUIET } = process.env
  delete process.env.COPSE_QUIET
  process.stderr.write = ((line: string) => lines.push(line) > 0) as typeof write

  log(hostile, { words: hostile })

  process.stderr.write = write
  if (COPSE_QUIET !== undefined) process.env.COPSE_QUIET = COPSE_QUIET
  const [line = ''] = lines
  assert.equal(lines.length, 1)
  for (const mark of ['\n', '\r', '\0', '\u001b']) assert.ok(!line.slice(0, -1).includes(mark))
  const { event, words } = JSON.parse(line)
  assert.deepEqual([event, words], [hostile, hostile])
})
