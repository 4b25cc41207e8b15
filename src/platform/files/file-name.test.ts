import assert from 'node:assert/strict'
import { test } from 'node:test'
import { safeFileName } from './file-name.ts'

const named = (names: [string, string][]) => {
  for (const [written, safe] of names) assert.equal(safeFileName(written, 'application/pdf'), safe, written)
}

test('a name leads nowhere, is never hidden and never only dots (ASVS 5.3.2, 5.4.1)', () =>
  named([
    ['../../etc/passwd', 'passwd'],
    ['C:\\autoexec.bat', 'autoexec.bat'],
    ['.htaccess', 'htaccess'],
    ['a.', 'a'],
    ['.', 'attachment.pdf'],
    ['..', 'attachment.pdf'],
    ['a/', 'attachment.pdf'],
  ]))

test('a name holds nothing that breaks a line, turns the reading or is not seen (ASVS 5.4.2)', () =>
  named([
    ['a\r\nX: y.txt', 'a X_ y.txt'],
    ['a\0b.txt', 'ab.txt'],
    ['invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['\ud800.txt', 'txt'],
    ['a"; b="c.html', 'a_; b=_c.html'],
  ]))

test('a name is no device of Windows and fits on every disk', () => {
  named([
    ['CON', '_CON'],
    ['nul.txt', '_nul.txt'],
    ['aux .pdf', '_aux.pdf'],
    ['console.log', 'console.log'],
  ])
  for (const letter of ['a', 'क', '\ud83d\ude00']) {
    const name = safeFileName(`${letter.repeat(300)}.pdf`, '')
    assert.ok(Buffer.byteLength(name) <= 240 && [...name].length <= 120 && name.endsWith('.pdf'), name)
    assert.doesNotMatch(name, /\p{Cs}|\ufffd/u)
  }
})
