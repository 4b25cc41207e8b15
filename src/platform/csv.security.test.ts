import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv } from './csv.ts'

const cellsOf = (text: string, separator: string) =>
  text.replace(/^\ufeff/, '').split(new RegExp(`[${separator}\r\n]+`))

test('no cell is a formula, whichever separator a spreadsheet looks for (ASVS 1.2.10)', () => {
  const hostile = [
    '=1+1',
    ' =1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '＝1+1',
    'a;=1+1;b',
    'a\t=1',
    'a\n=1+1',
    'a; @x',
    'a\r\n+1',
  ]
  for (const text of hostile)
    for (const separator of [',', ';', '\t'])
      for (const cell of cellsOf(csv([['Ben', text, 'end']]), separator))
        assert.doesNotMatch(cell.replace(/^"/, ''), /^\s*[=+@＝]|^\s*-\d/, JSON.stringify({ text, separator, cell }))
})

test('what is no formula stays as it is', () => {
  assert.equal(csv([['Asha', 'a-b', 'one, two', 'and\n- a point']]), '\ufeffAsha,a-b,"one, two","and\n- a point"\r\n')
})
