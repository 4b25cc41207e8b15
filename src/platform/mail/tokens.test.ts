import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { loadConfig } from '../config.ts'
import { isReservedMailName } from './names.ts'
import {
  bounceAddress,
  heldKey,
  readBounceAddress,
  readHeldKey,
  readReplyAddress,
  readStopToken,
  replyAddress,
  stopToken,
} from './tokens.ts'

loadConfig({ COPSE_SECRET: 'a secret of at least thirty-two letters', MAIL_DOMAIN: 'mail.example.org' })

const id = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }))
const to = fc.record({ person_id: id, receiver: fc.nat(500), about: id, epoch: fc.nat(100_000) })

test('a reply address gives back what it was made of, in any case, and fits into a local part', () => {
  fc.assert(
    fc.property(to, (ids) => {
      const [local = '', domain] = replyAddress(ids).split('@')
      assert.equal(domain, 'mail.example.org')
      assert.ok(local.length <= 64, `${local.length}`)
      assert.deepEqual(readReplyAddress(local), { ...ids })
      assert.deepEqual(readReplyAddress(local.toUpperCase()), { ...ids })
    }),
  )
})

test('a reply address with any letter changed, added or left out is nothing (ASVS 9.1.1)', () => {
  const [local = ''] = replyAddress({ person_id: 17, receiver: 12, about: 4711, epoch: 0 }).split('@')
  for (let at = 0; at < local.length; at++) {
    for (const letter of 'a0z-é') {
      if (local[at] === letter) continue
      assert.equal(readReplyAddress(local.slice(0, at) + letter + local.slice(at + 1)), null)
    }
    assert.equal(readReplyAddress(local.slice(0, at) + local.slice(at + 1)), null)
  }
  for (const more of ['0', 'a', '00', '+tag']) assert.equal(readReplyAddress(local + more), null)
  assert.deepEqual(readReplyAddress(local)?.about, 4711)
})

test('anything at all can be asked for', () => {
  fc.assert(fc.property(fc.string(), (text) => readReplyAddress(`r-${text}`) === null))
  for (const nothing of ['', 'r-', 'b-', 'north', 'r', `r-${'0'.repeat(500)}`]) {
    assert.equal(readReplyAddress(nothing), null)
    assert.equal(readBounceAddress(nothing), null)
  }
})

test('a token for one use does not stand in for another (ASVS 9.2.2)', () => {
  const [bounce = ''] = bounceAddress(99).split('@')

  assert.equal(readBounceAddress(bounce), 99)
  assert.equal(readHeldKey(heldKey(99)), 99)
  assert.equal(readHeldKey(bounce.slice(2)), null)
  assert.deepEqual(readStopToken(stopToken(3, 4)), { person_id: 3, community_id: 4 })
  assert.equal(readStopToken(heldKey(99)), null)
})

test('with another secret every token is void', () => {
  const [local = ''] = replyAddress({ person_id: 1, receiver: 2, about: 3, epoch: 4 }).split('@')
  assert.equal(readReplyAddress(local)?.about, 3)
  loadConfig({ COPSE_SECRET: 'another secret of thirty-two letters.', MAIL_DOMAIN: 'mail.example.org' })

  assert.equal(readReplyAddress(local), null)
})

test('names of reply addresses, return paths and the machine are reserved', () => {
  assert.deepEqual(
    ['r-abc', 'B-abc', 'copse', 'Postmaster', 'abuse', 'north', 'robin', 'bengal'].map(isReservedMailName),
    [true, true, true, true, true, false, false, false],
  )
})
