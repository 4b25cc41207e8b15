import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inLanguage, languages } from '../../../platform/i18n.ts'
import { exampleOf } from './files.ts'
import { type Row, readTable } from './table.ts'

const utf8 = (text: string) => Buffer.from(text)
const utf16le = (text: string) => Buffer.from(text, 'utf16le')
const utf16be = (text: string) => utf16le(text).swap16()
const latin = (text: string) => Buffer.from(text, 'latin1')

function rows(bytes: Uint8Array): Row[] {
  const read = readTable(bytes, ['name', 'address'])
  assert.ok(read.ok, read.ok ? '' : read.problem)
  return read.rows
}

function problem(bytes: Uint8Array): string {
  const read = readTable(bytes, ['name', 'address'])
  assert.ok(!read.ok)
  return read.problem
}

const ina = [{ line: 2, cells: { name: 'Ina Negi', address: 'ina@example.org' } }]

for (const [what, bytes] of [
  ['UTF-8', utf8('name,address\nIna Negi,ina@example.org\n')],
  ['UTF-8 with its mark', utf8('\ufeffname,address\r\nIna Negi,ina@example.org\r\n')],
  ['UTF-16 as Excel saves “Unicode text”', utf16le('\ufeffname\taddress\r\nIna Negi\tina@example.org\r\n')],
  ['UTF-16 the other way round', utf16be('\ufeffname,address\nIna Negi,ina@example.org')],
  ['UTF-16 without a mark', utf16le('name,address\nIna Negi,ina@example.org')],
  ['UTF-16 the other way round, without a mark', utf16be('name,address\nIna Negi,ina@example.org')],
  ['semicolons', utf8('name;address\nIna Negi;ina@example.org')],
  ['tabs', utf8('name\taddress\nIna Negi\tina@example.org')],
  ['old line ends', utf8('name,address\rIna Negi,ina@example.org\r')],
  [
    'any order, other columns and English of any kind',
    utf8('Sl. No.,E-Mail ID,Name of Officer\n1,ina@example.org,Ina Negi'),
  ],
  ['Hindi', utf8('क्रमांक,नाम,ई-मेल\n१,Ina Negi,ina@example.org')],
  ['first and last name apart', utf8('First name,Surname,Email\nIna,Negi,ina@example.org')],
  ['quirks of spreadsheets', utf8('name,address\n"=""Ina Negi""",\u00a0\u200bina@example.org ,,,')],
] as const) {
  test(`it reads ${what}`, () => assert.deepEqual(rows(bytes), ina))
}

test('a first line may say the sign between the cells, and a title may stand above the columns', () => {
  assert.deepEqual(rows(utf8('sep=;\nname;address\nIna Negi;ina@example.org')), ina)
  const [row] = rows(utf8('Officers of the batch of 2001,\n\nname,address\nIna Negi,ina@example.org'))
  assert.deepEqual(row, { line: 4, cells: ina[0]?.cells })
})

test('Windows letters, Hindi names, quoted commas and line ends within quotes stay what they are', () => {
  assert.equal(rows(latin('name,address\nJosé Gonçalves,jose@example.org'))[0]?.cells.name, 'José Gonçalves')
  assert.equal(rows(utf16le('\ufeffनाम\tमेल\nइना नेगी\tina@example.org'))[0]?.cells.name, 'इना नेगी')
  const read = rows(
    utf8(
      'name,address,organisation\n"Negi, Ina",ina@example.org,"Office of\nWater, 2nd ""floor"""\nBo,bo@example.org,',
    ),
  )
  assert.deepEqual(read, [
    { line: 2, cells: { name: 'Negi, Ina', address: 'ina@example.org', organisation: 'Office of Water, 2nd "floor"' } },
    { line: 3, cells: { name: 'Bo', address: 'bo@example.org' } },
  ])
})

test('an empty line counts as a spreadsheet counts it, and says nothing', () => {
  const read = rows(utf8('name,address\n\n,,\nIna Negi,ina@example.org\n\n'))
  assert.deepEqual(read, [{ ...ina[0], line: 4 }])
})

test('a second column of addresses is the second address', () => {
  assert.deepEqual(rows(utf8('name,email,Email\nIna Negi,ina@example.org,ina@example.net'))[0]?.cells, {
    ...ina[0]?.cells,
    second_address: 'ina@example.net',
  })
})

test('what is no such file is said in words, with what was expected', () => {
  assert.match(problem(utf8('a,b\n1,2')), /needed are name and address. Its first line is: a, b/)
  assert.match(problem(utf8('Ina Negi,ina@example.org')), /first line must name the columns/)
  assert.match(problem(utf8('name,organisation\nIna,Office')), /needed are name and address/)
  assert.match(problem(utf8('name,address\n')), /has no lines below/)
  assert.match(problem(utf8('')), /first line must name the columns/)
  assert.match(problem(Buffer.from([0x50, 0x4b, 3, 4, 20, 0])), /That is a workbook\. Save it as CSV/)
  assert.match(problem(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])), /That is a workbook/)
  assert.match(problem(Buffer.from([0x6e, 0x81, 0x8d, 0x2c, 0x9d])), /cannot be read\. Save it as CSV UTF-8/)
  assert.match(problem(Buffer.from([1, 2, 0, 4, 0, 0, 0, 255])), /cannot be read/)
  assert.match(problem(utf8('name,address\n"Ina,ina@example.org\n')), /opened near line \d and not closed/)
})

test('more than 5 MB or 20,000 lines is too much, and so many are read quickly', () => {
  const line = 'Ina Negi,ina@example.org,Office of Water\n'
  const of = (count: number) => utf8(`name,address,organisation\n${line.repeat(count)}`)
  assert.match(problem(of(20_001)), /more than 20,000 lines/)
  assert.match(problem(utf8(`name,address\n${'x'.repeat(5 * 1024 * 1024)}`)), /larger than 5 MB/)
  const begun = performance.now()
  assert.equal(rows(of(20_000)).length, 20_000)
  assert.ok(performance.now() - begun < 3000)
})

test('the example file is read as it is written, in every language', () => {
  for (const { code } of languages) {
    const read = readTable(utf8(inLanguage(code, () => exampleOf('invitations'))), [
      'name',
      'address',
      'area',
      'second_address',
      'since',
    ])
    assert.ok(read.ok, read.ok ? '' : `${code}: ${read.problem}`)
    assert.equal(read.rows.length, 2)
  }
})
