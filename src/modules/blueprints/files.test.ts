import assert from 'node:assert/strict'
import { statSync, utimesSync } from 'node:fs'
import { test } from 'node:test'
import { readBlueprint, readData } from './files.ts'

const file = new URL('../../../blueprints/practice-network.yaml', import.meta.url)

test('a document is parsed once, and anew when its file was written', () => {
  const first = readData('practice-network.yaml')
  assert.equal(readData('practice-network.yaml'), first)

  const { atime, mtime } = statSync(file)
  utimesSync(file, atime, new Date(mtime.getTime() + 1000))
  try {
    assert.notEqual(readData('practice-network.yaml'), first)
    assert.deepEqual(readData('practice-network.yaml'), first)
  } finally {
    utimesSync(file, atime, mtime)
  }
})

test('whoever has taken a document cannot change it for others', () => {
  const { network } = readBlueprint('practice-network') as { network: { name: Record<string, string> } }

  assert.throws(() => {
    network.name.en = 'Another'
  }, TypeError)
})
