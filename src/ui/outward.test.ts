import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hostOf, outward } from './outward.ts'

test('only an address of the web, of mail or telephone, or a path of ours becomes a link', () => {
  const mail = 'mailto:list@example.org'
  const followed = ['https://example.org/a', ' http://example.org ', '/today', mail, 'tel:+911112345'].map(outward)
  const refused = [
    'javascript:alert(1)',
    ' JavaScript://x',
    'data:text/html,a',
    '//evil.example',
    '/\\evil.example',
    'https://',
    'mailto:',
    '',
    null,
  ]

  assert.deepEqual(followed, ['https://example.org/a', 'http://example.org', '/today', mail, 'tel:+911112345'])
  assert.deepEqual(
    refused.map(outward),
    refused.map(() => undefined),
  )
})

test('what is no address is shown as it stands', () => {
  assert.deepEqual(['https://example.org/a', 'example.org', 'javascript:a'].map(hostOf), [
    'example.org',
    'example.org',
    'javascript:a',
  ])
})
