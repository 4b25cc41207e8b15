import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { plants } from './plants.ts'

test('each rule that the harness takes away stands in one place of the source', () => {
  for (const { name, file, from, to } of plants) {
    assert.equal(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split(from).length - 1, 1, name)
    assert.notEqual(from, to, name)
  }
})
