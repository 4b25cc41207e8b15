import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findOffences, type Guarded, isVerbatim, namePartsOf, wordsOf } from './wishes.ts'

const guarded = (more: Partial<Guarded>): Guarded => ({
  ...{ number: 4, names: [], organisation: null, verbatim: null },
  ...more,
})
const check = (text: string, one: Guarded, shared: string[] = []) =>
  findOffences([{ text, where: 'here', href: '#', key: null }], [one], new Set(shared)).length > 0

test('one part of a name is enough; a title, an initial or another word that begins like it is not', () => {
  const jagdish = guarded({ names: ['Shri Jagdish P. Malik'] })

  for (const text of ['as Jagdish said', 'in MALIK’s block', 'Jagdish'] as const)
    assert.equal(check(text, jagdish), true, text)
  for (const text of ['Shri Ram said so', 'P. is a letter', 'Malikpur is a village'] as const)
    assert.equal(check(text, jagdish), false, text)
})

test('a name that another who may be named has too counts only as a whole', () => {
  const ajay = guarded({ names: ['Ajay Singh'] })

  assert.equal(check('Harpreet Singh pays on the 7th', ajay, ['singh']), false)
  assert.equal(check('Ajay pays on the 7th', ajay, ['singh']), true)
  assert.equal(check('ask Ajay Singh', ajay, ['singh', 'ajay']), true)
})

test('names and organisations are found in Devanagari, with and without nukta', () => {
  assert.equal(check('ज़हरा जी ने कहा', guarded({ names: ['जहरा बानो'] })), true)
  assert.equal(check('जल निगम, पौड़ी ने भेजा', guarded({ organisation: 'जल निगम पौड़ी' })), true)
  assert.deepEqual(namePartsOf('श्रीमती ज़हरा बानो'), namePartsOf('जहरा बानो'))
})

test('a quotation is known by its runs of words, however it is cut or changed at the edges', () => {
  const source = wordsOf(
    'For the compilers only. The committee met four times in the year and each time the same two people signed for all the others.',
  )
  const quotes = [
    'The committee met four times in the year.',
    'One member: “each time the same two people signed for all”.',
    'They say the committee met, and each time the same two people signed for all the others, so nobody trusts the register.',
    'signed for all',
  ]
  const retold = [
    'Signatures are sometimes given by two members in the name of everybody.',
    'A committee that meets four times a year may exist on paper.',
  ]

  for (const text of quotes) assert.equal(isVerbatim(wordsOf(text), source), true, text)
  for (const text of retold) assert.equal(isVerbatim(wordsOf(text), source), false, text)
})
