import assert from 'node:assert/strict'
import { test } from 'node:test'
import { log, logFault } from './log.ts'

function linesOf(act: () => void): string[] {
  const lines: string[] = []
  const { write } = process.stderr
  const { COPSE_QUIET } = process.env
  delete process.env.COPSE_QUIET
  process.stderr.write = ((line: string) => lines.push(line) > 0) as typeof write
  act()
  process.stderr.write = write
  if (COPSE_QUIET !== undefined) process.env.COPSE_QUIET = COPSE_QUIET
  return lines
}

test('a line of the log is one line of JSON, whatever stands in it (ASVS 16.2.4, 16.4.1)', () => {
  const hostile = 'a\nb\r\n{"event":"signed in"}\u2028\u0000\u001b[31m"},'
  const lines = linesOf(() => log(hostile, { words: hostile }))

  const [line = ''] = lines
  assert.equal(lines.length, 1)
  for (const mark of ['\n', '\r', '\0', '\u001b']) assert.ok(!line.slice(0, -1).includes(mark))
  const { event, words } = JSON.parse(line)
  assert.deepEqual([event, words], [hostile, hostile])
})

test('a fault leaves its stack in the log, under the reference that the person is shown (ASVS 16.3.4)', () => {
  const [line] = linesOf(() => assert.match(logFault(new Error('broken'), { method: 'GET' }), /^[0-9a-f]{10}$/))
  const { event, reference, method, stack } = JSON.parse(line ?? '')

  assert.deepEqual([event, method], ['fault', 'GET'])
  assert.match(reference, /^[0-9a-f]{10}$/)
  assert.match(stack, /broken[\s\S]*log\.test\.ts/)
})
