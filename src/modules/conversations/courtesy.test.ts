import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCourtesy } from './courtesy.ts'

test('thanks and agreement in a few words are kept for the bundle', () => {
  for (const words of [
    'Thanks!',
    'Thank you so much, Ana ji',
    'Me too',
    '+1',
    'बहुत बहुत धन्यवाद',
    'Well done, team Gaya.',
  ]) {
    assert.equal(isCourtesy(words), true, words)
  }
})

test('what says anything else goes out by itself', () => {
  for (const words of [
    'Thanks, but who paid for it?',
    'Great: we built 14 of them',
    'Thank you. We tried the same in Gaya and the roof came off in June.',
    'Thanksgiving is in November',
    'See www.example.org/thanks',
    '',
  ]) {
    assert.equal(isCourtesy(words), false, words)
  }
})
