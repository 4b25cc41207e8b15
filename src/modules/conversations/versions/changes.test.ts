import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesBetween } from './changes.ts'

const said = (before: string, after: string) =>
  changesBetween(before, after).map(({ kind, text }) => `${{ same: ' ', gone: '-', new: '+' }[kind]}${text}`)

test('lines that stayed, went and came stand in their order', () => {
  assert.deepEqual(said('a\nb\nc\nd', 'a\nc\nx\nd'), [' a', '-b', ' c', '+x', ' d'])
  assert.deepEqual(said('a', 'b'), ['-a', '+b'])
  assert.deepEqual(said('a\nb', 'a\nb'), [' a', ' b'])
  assert.deepEqual(said('a', 'a\na'), [' a', '+a'])
  assert.deepEqual(said('a\nb\na', 'a'), [' a', '-b', '-a'])
})

test('texts too long to compare line by line are shown as a whole, quickly', () => {
  const lines = (mark: string) => Array.from({ length: 5000 }, (_, i) => `${mark}${i}`).join('\n')
  const started = performance.now()

  const changes = changesBetween(lines('a'), lines('b'))

  assert.equal(changes.length, 10_000)
  assert.ok(performance.now() - started < 1000)
})
