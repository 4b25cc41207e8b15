import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitMbox } from './split.ts'

const FROM = 'From ana@example.org Mon Dec 14 11:33:20 2009'
const mail = (subject: string, body: string, more = '') =>
  `${FROM}\nSubject: ${subject}\n${more}From: ana@example.org\n\n${body}\n\n`

test('mails are cut apart wherever the chunks end, with or without a last line break', async () => {
  const whole = mail('One', 'First.') + mail('Two', 'Second.') + mail('Three', 'Third.').trimEnd()

  for (const size of [1, 7, 64, 100_000]) {
    const mails = await cut(whole, size)
    assert.deepEqual(mails.map(subjectOf), ['One', 'Two', 'Three'], String(size))
    assert.deepEqual(
      mails.map(({ at }) => whole.slice(at, at + 5)),
      ['From ', 'From ', 'From '],
    )
    assert.equal(
      mails.reduce((sum, { size: bytes }) => sum + bytes, 0),
      whole.length,
    )
  }
})

test('line ends of Windows make no difference', async () => {
  const mails = await cut((mail('One', 'First.') + mail('Two', 'Second.')).replaceAll('\n', '\r\n'))

  assert.deepEqual(mails.map(subjectOf), ['One', 'Two'])
})

test('a “From ” inside a body begins no mail, and a quoted one loses its mark', async () => {
  const body = 'From here on it is easy.\n\nFrom 2009 on, we know.\n\n>From ana: yes\n>>From ben: no'
  const mails = await cut(mail('One', body) + mail('Two', 'Second.'))

  assert.deepEqual(mails.map(subjectOf), ['One', 'Two'])
  assert.match(mails[0]?.raw.toString() ?? '', /From here.*\n\nFrom 2009.*\n\nFrom ana: yes\n>From ben: no/)
})

test('a Content-Length holds an unmarked mail inside a body together, and one that lies is not believed', async () => {
  const inner = `Look:\n\n${FROM}\nSubject: Inner\n\nInner words.`
  const honest = await cut(mail('One', inner, `Content-Length: ${inner.length}\n`) + mail('Two', 'Second.'), 50)
  const lying = await cut(
    mail('One', 'First.', 'Content-Length: 90\n') + mail('Two', 'Second.') + mail('Three', 'Third.'),
  )

  assert.deepEqual(honest.map(subjectOf), ['One', 'Two'])
  assert.deepEqual(lying.map(subjectOf), ['One', 'Two', 'Three'])
})

test('what stands before the first mail is said to be no mail, blank lines apart', async () => {
  const mails = await cut(`\0\x01 rubbish\n\n${mail('One', 'First.')}`)
  const blank = await cut(`\n\n${mail('One', 'First.')}`)

  assert.deepEqual(
    mails.map(({ fault }) => fault),
    ['No mail begins here.', undefined],
  )
  assert.deepEqual(blank.map(subjectOf), ['One'])
})

test('a file that is one mail is one mail; a page or nothing at all is none', async () => {
  const lone = await cut('Subject: Alone\nFrom: ana@example.org\n\nWords.\n')
  const page = await cut('<html>\n<body>From 10:30 in 2009</body></html>')

  assert.deepEqual(lone.map(subjectOf), ['Alone'])
  assert.deepEqual(
    page.map(({ fault }) => fault),
    ['No mail begins here.'],
  )
  assert.deepEqual(await cut(''), [])
})

test('of a mail beyond all measure only the head is held, and the next one is found', async () => {
  const most = () => process.memoryUsage().arrayBuffers
  const before = most()
  let peak = 0
  const mails: { size: number; fault?: string }[] = []
  async function* endless() {
    yield Buffer.from(`${FROM}\nSubject: Huge\n\n`)
    for (let at = 0; at < 200; at++) {
      yield Buffer.alloc(1024 * 1024, 'x')
      peak = Math.max(peak, most() - before)
    }
    yield Buffer.from(`\n\n${mail('After', 'Words.')}`)
  }

  for await (const { size, fault, raw } of splitMbox(endless())) mails.push({ size, fault: fault ?? raw.toString() })

  assert.equal(mails[0]?.fault, 'It is larger than 25 MB.')
  assert.ok((mails[0]?.size ?? 0) > 200 * 1024 * 1024)
  assert.match(mails[1]?.fault ?? '', /Subject: After/)
  assert.equal(mails.length, 2)
})

async function cut(text: string, size = 1_000_000) {
  async function* chunks() {
    const bytes = Buffer.from(text, 'latin1')
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
  }
  const mails = []
  for await (const one of splitMbox(chunks())) mails.push(one)
  return mails
}

function subjectOf({ raw }: { raw: Buffer }) {
  return /^Subject: (.*?)\r?$/m.exec(raw.toString('latin1'))?.[1]
}
