import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from './config.ts'
import { conceal, reveal, sameBytes, seal } from './secret.ts'

const settings = (COPSE_SECRET: string) => loadConfig({ COPSE_SECRET })
const OWN = 'a secret of at least thirty-two letters'
settings(OWN)

test('what is concealed is told for its own purpose and by its own secret, and not when one bit was changed (ASVS 11.3.3)', () => {
  const concealed = conceal('app', 'पानी JBSWY3DPEHPK3PXP')
  assert.equal(reveal('app', concealed), 'पानी JBSWY3DPEHPK3PXP')

  const bytes = Buffer.from(concealed, 'base64url')
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (changed[at] ?? 0) ^ 1
    assert.equal(reveal('app', changed.toString('base64url')), undefined, `byte ${at}`)
  }
  for (const cut of ['', concealed.slice(0, 20), concealed.slice(0, -4)]) assert.equal(reveal('app', cut), undefined)
  assert.equal(reveal('another', concealed), undefined)
  settings('another secret of thirty-two letters')
  assert.equal(reveal('app', concealed), undefined)
  settings(OWN)
})

test('the same words are concealed otherwise each time (ASVS 11.3.4)', () => {
  const all = Array.from({ length: 1000 }, () => conceal('app', 'the same').slice(0, 16))

  assert.equal(new Set(all).size, 1000)
})

test('a seal is of its purpose, its parts and the secret, and compared as a whole', () => {
  const made = seal('form', 'a', 1)

  assert.ok(sameBytes(made, seal('form', 'a', 1)))
  for (const other of [seal('link', 'a', 1), seal('form', 'a', '1'), seal('form', 'a1'), seal('form', 1, 'a')])
    assert.ok(!sameBytes(made, other))
  assert.ok(!sameBytes(made, made.subarray(1)))
})
