import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseAddress, sameAddress } from './address.ts'

test('an ordinary address is lower-cased and kept', () => {
  assert.equal(parseAddress('Ana.Rao@Example.ORG'), 'ana.rao@example.org')
  assert.equal(parseAddress("o'neil+copse_1@sub.example.co.in"), "o'neil+copse_1@sub.example.co.in")
})

test('an international domain is one address in both its writings', () => {
  assert.equal(parseAddress('ana@bücher.example'), 'ana@xn--bcher-kva.example')
  assert.equal(parseAddress('ana@डाटा.भारत'), parseAddress('ana@xn--c2bd1gb.xn--h2brj9c'))
  assert.ok(sameAddress('ana@BÜCHER.example', 'Ana@xn--bcher-kva.example'))
})

test('what two mail programs could read as two addresses is none', () => {
  const hostile = [
    '"a@b.example"@c.example',
    'a@b.example@c.example',
    'a@b.example <c@d.example>',
    '<a@b.example>',
    'Ana <a@b.example>',
    'a@b.example, c@d.example',
    'friends: a@b.example;',
    '@relay.example:a@b.example',
    'a@b.example(c@d.example)',
    '(note)a@b.example',
    '"quoted"@b.example',
    'a\\@b@c.example',
    '=?utf-8?q?a=40b.example?= <c@d.example>',
    '=?utf-8?q?a=40b.example=3E?=@c.example ',
    'mailto:a@b.example?to=c',
  ]
  for (const text of hostile) assert.equal(parseAddress(text), null, text)
})

test('control characters, spaces and line breaks are refused anywhere (ASVS 1.3.11)', () => {
  for (const mark of ['\r\n', '\n', '\r', '\0', '\t', ' ', '\u00a0', '\u200b', '\u202e', '\ufeff', '\u2028']) {
    assert.equal(parseAddress(`a${mark}@b.example`), null)
    assert.equal(parseAddress(`a@b${mark}.example`), null)
    assert.equal(parseAddress(`${mark}a@b.example`), null)
    assert.equal(parseAddress(`a@b.example${mark}`), null)
  }
  assert.equal(parseAddress('a@b.example\r\nBcc: c@d.example'), null)
})

test('letters that only look like others never become the others', () => {
  assert.equal(parseAddress('a@ｅxample.org'), null)
  assert.equal(parseAddress('a@example。org'), null)
  assert.equal(parseAddress('a＠example.org'), null)
  assert.equal(parseAddress('ａna@example.org'), null)
  assert.equal(parseAddress('\u212Aate@example.org'), null)
  assert.equal(parseAddress('a@\u212Aate.org'), null)
  assert.equal(parseAddress('аna@example.org'), null)
  assert.equal(sameAddress('a@аpple.com', 'a@apple.com'), false)
  assert.equal(parseAddress('a@xn--.org'), null)
})

test('lengths, dots and labels are kept to', () => {
  const bad = [
    '',
    '@',
    'a@',
    '@b.example',
    'a@b',
    'a@.example',
    'a@b..example',
    'a@b.example.',
    '.a@b.example',
    'a.@b.example',
  ]
  const worse = [
    'a..b@c.example',
    'a@-b.example',
    'a@b-.example',
    'a@b_c.example',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@b.123',
  ]
  for (const text of [...bad, ...worse]) assert.equal(parseAddress(text), null, text)
  assert.equal(parseAddress(`${'a'.repeat(65)}@b.example`), null)
  assert.equal(parseAddress(`a@${'b'.repeat(64)}.example`), null)
  assert.equal(parseAddress(`a@${'b.'.repeat(130)}example`), null)
  assert.equal(parseAddress(`${'a'.repeat(64)}@b.example`), `${'a'.repeat(64)}@b.example`)
})

test('nothing is the same as a broken address, not even itself', () => {
  assert.equal(sameAddress('a@b', 'a@b'), false)
})
