import assert from 'node:assert/strict'
import { test } from 'node:test'
import { languageOf, usesDevanagari } from './devanagari.ts'

test('the script of a text says its language where the writer has another', () => {
  assert.equal(languageOf('Who keeps the pump running?', 'en'), 'en')
  assert.equal(languageOf('Who keeps the pump running?', 'hi'), 'en')
  assert.equal(languageOf('पंप को चालू कौन रखता है?', 'en'), 'hi')
  assert.equal(languageOf('Jal Jeevan Mission में पंप को चालू कौन रखता है?', 'en'), 'hi')
  assert.equal(languageOf('पंप कसले चलाउँछ?', 'ne'), 'ne')
  assert.equal(languageOf('¿Quién cuida la bomba?', 'es'), 'es')
})

test('a text without letters is in the language of its writer', () => {
  assert.equal(languageOf('1, 2, 3', 'hi'), 'hi')
})

test('a language tag may name its region', () => {
  assert.deepEqual(['hi-IN', 'NE', 'en-IN'].map(usesDevanagari), [true, true, false])
})
