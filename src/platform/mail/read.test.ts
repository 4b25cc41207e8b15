import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { readMail, replyTextOf, TooLarge, TooManyParts } from './read.ts'

test('a mail is read with its thread, its people and its files', async () => {
  const mail = await read(`
Message-ID: <2@example.org>
In-Reply-To: <1@north.example>
References: <0@north.example>
 <1@north.example>
Date: Mon, 12 Feb 2024 10:30:00 +0530
From: =?utf-8?q?Ana_R=C4=81o?= <Ana.Rao@Example.org>
To: North <north@north.example>, ben@example.org
Subject: =?utf-8?b?4KSV4KWB4KSG4KSB?=
Content-Language: hi
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/plain; charset=utf-8

दो कुएँ।
--b
Content-Type: application/pdf
Content-Disposition: attachment; filename="plan.pdf"
Content-Transfer-Encoding: base64

JVBERi0=
--b--
`)
  const { headers, bodyHash, date, attachments, ...rest } = mail

  assert.deepEqual(rest, {
    messageId: '<2@example.org>',
    inReplyTo: '<1@north.example>',
    references: ['<0@north.example>', '<1@north.example>'],
    subject: 'कुआँ',
    from: { address: 'ana.rao@example.org', name: 'Ana Rāo' },
    to: ['north@north.example', 'ben@example.org'],
    text: 'दो कुएँ।',
    hasPlainText: true,
    parts: 3,
    language: 'hi',
  })
  assert.equal(date?.toISOString(), '2024-02-12T05:00:00.000Z')
  assert.equal(headers.get('content-language'), 'hi')
  assert.match(bodyHash, /^[0-9a-f]{64}$/)
  assert.deepEqual(attachments, [
    { name: 'plan.pdf', type: 'application/pdf', size: 5, content: Buffer.from('%PDF-'), inline: false },
  ])
})

test('the same mail delivered again has the same hash, another one has not', async () => {
  const again = await read('Received: by mx2; now\nReceived: by mx1; then\nFrom: a@b.example\n\nWe dug two.')
  const first = await read('From: a@b.example\n\nWe dug two.')
  const other = await read('From: a@b.example\n\nWe dug three.')

  assert.equal(first.bodyHash, again.bodyHash)
  assert.notEqual(first.bodyHash, other.bodyHash)
})

test('a sender is only who alone and clearly stands in the one From', async () => {
  const clear = [
    'ana@b.example',
    '<ana@b.example>',
    'Ana <ana@b.example>',
    '"Rao, Ana" <ana@b.example>',
    'ana@b.example (Ana)',
  ]
  const same = [
    'ana@b.example <ana@b.example>',
    '"ana@b.example" <ANA@b.example>',
    '=?utf-8?q?x=40y.example?= <ana@b.example>',
  ]
  for (const from of [...clear, ...same]) assert.equal(await senderOf(`From: ${from}`), 'ana@b.example', from)

  const doubtful = [
    'From: ana@b.example\nFrom: ben@c.example',
    'From: ana@b.example, ben@c.example',
    'From: ben@c.example <ana@b.example>',
    'From: <ben@c.example> <ana@b.example>',
    'From: "ana@b.example"@c.example',
    'From: ana@b.example <',
    'From: Friends: ana@b.example;',
    'From: =?utf-8?q?ana=40b.example?=',
    'From: ana@b.example\0 <x@c.example>',
    'From: Ana <ana@b.example> <script>',
    'From: Ana (<ben@c.example>) <ana@b.example>, <ben@c.example>',
    'From:',
    'Subject: nobody',
  ]
  for (const head of doubtful) assert.equal(await senderOf(head), null, head)
})

test('files get names without path, control signs and turned writing', async () => {
  const names = [
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\evil.exe', 'evil.exe'],
    ['photo\u202egpj.exe', 'photogpj.exe'],
    ['a\tb\r\nc.txt', 'a b c.txt'],
    ['...', 'attachment.pdf'],
    ['', 'attachment.pdf'],
    [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(116)}.pdf`],
    ['योजना.pdf', 'योजना.pdf'],
  ]
  for (const [written, safe] of names) {
    const word = `=?utf-8?b?${Buffer.from(written ?? '').toString('base64')}?=`
    const mail = await read(`Content-Type: application/pdf\nContent-Disposition: attachment; filename="${word}"\n\nx`)
    assert.equal(mail.attachments[0]?.name, safe)
  }
})

test('old charsets are read', async () => {
  const bodies: [string, number[] | string, string][] = [
    ['iso-2022-jp', '\x1b$B$^$_\x1b(B', 'まみ'],
    ['koi8-r', [0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4], 'Привет'],
    ['gb2312', [0xc4, 0xe3, 0xba, 0xc3], '你好'],
    ['windows-1252', [0x93, 0x61, 0x94], '“a”'],
    ['iso-8859-1', [0xe9], 'é'],
    ['x-nobody-knows', 'plain', 'plain'],
  ]
  for (const [charset, bytes, text] of bodies) {
    const head = Buffer.from(`Content-Type: text/plain; charset=${charset}\r\n\r\n`)
    const body = typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes)
    assert.equal((await readMail(Buffer.concat([head, body]))).text, text, charset)
  }
})

test('an answer below a flowed quote is not joined to it', async () => {
  const mail = await read(
    'Content-Type: text/plain; format=flowed\n\nOn 04/02/2012 06:26 PM, Ana wrote:\n> How deep \n> is it? \nForty \nmetres.',
  )

  assert.equal(mail.text, 'On 04/02/2012 06:26 PM, Ana wrote:\n> How deep is it? \nForty metres.')
  assert.equal(replyTextOf(mail).text, 'Forty metres.')
})

test('a mail of 2,000 parts, of 30 MB or with an endless header is refused', async () => {
  const part = '--b\nContent-Type: text/plain\n\nx\n'
  const nested = Array.from(
    { length: 80 },
    (_, at) => `Content-Type: multipart/mixed; boundary=b${at}\n\n--b${at}\n`,
  ).join('')

  await assert.rejects(read(`Content-Type: multipart/mixed; boundary=b\n\n${part.repeat(2000)}--b--\n`), TooManyParts)
  await assert.rejects(read(`${nested}\nx`), TooManyParts)
  await assert.rejects(readMail(Buffer.alloc(30 * 1024 * 1024, 'x\n')), TooLarge)
  await assert.rejects(readMail(Readable.from(chunks(30))), TooLarge)
  await assert.rejects(read(`X: ${'x'.repeat(300_000)}\n\nx`), TooLarge)
})

test('what is broken is still read', async () => {
  const broken: [string, string][] = [
    ['Content-Type: multipart/mixed; boundary=b\n\nNo part at all.', 'No part at all.'],
    ['Content-Type: multipart/mixed\n\nNo boundary.', 'No boundary.'],
    ['Content-Type: ;;;\n\nNo type.', 'No type.'],
    ['Content-Transfer-Encoding: base64\n\nSGFsbG8', 'Hallo'],
    ['Content-Transfer-Encoding: nonsense\n\nHello', 'Hello'],
    ['', ''],
    ['\n\n\n', ''],
  ]
  for (const [raw, text] of broken) assert.equal((await read(raw)).text.trim(), text, raw)
  for (const bytes of [Buffer.alloc(0), Buffer.alloc(1000, 0), Buffer.alloc(1000, 0xff)]) await readMail(bytes)
})

test('a mail attached to a mail stays one closed file', async () => {
  const mail = await read(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\n\nSee this.\n--b\nContent-Type: message/rfc822\n\nFrom: x@y.example\nSubject: Inner\n\nInner words.\n--b--',
  )

  assert.equal(mail.text, 'See this.')
  assert.deepEqual(
    mail.attachments.map(({ name, type }) => [name, type]),
    [['attachment.eml', 'message/rfc822']],
  )
  assert.match(mail.attachments[0]?.content.toString() ?? '', /Inner words/)
})

test('a mail that has only HTML is read and cut as text', async () => {
  const mail = await read(
    'Content-Type: text/html; charset=utf-8\n\n<p>Two wells.</p><p>Deep ones.</p><div id="divRplyFwdMsg">Od: Ana</div><p>How deep?</p>',
  )

  assert.equal(mail.hasPlainText, false)
  assert.equal(mail.text, 'Two wells.\n\nDeep ones.\n\nOd: Ana\n\nHow deep?')
  assert.equal(replyTextOf(mail).text, 'Two wells.\n\nDeep ones.')
})

test('where the plain text does not mark its quote, the HTML says where it begins', async () => {
  const mail = await read(`Content-Type: multipart/alternative; boundary=b

--b
Content-Type: text/plain

Two wells.

Kolmapäeval Ana:

How deep?
--b
Content-Type: text/html

<div>Two wells.</div><div class="gmail_quote"><div class="gmail_attr">Kolmapäeval Ana:</div><blockquote>How deep?</blockquote></div>
--b--
`)

  assert.equal(replyTextOf(mail).text, 'Two wells.')
})

const corpus = join(process.env.TEST_DATA ?? join(import.meta.dirname, '../../../../shared/data'), 'mail-messages')

test('no mail of the torture corpora crashes the reader or takes it two seconds', {
  skip: existsSync(corpus) ? false : `${corpus} is not there`,
}, async () => {
  const files = filesIn(corpus)
  assert.ok(files.length > 100, `${files.length} mails`)
  for (const path of files) {
    const start = performance.now()
    const mail = await readMail(readFileSync(path))
    assert.ok(performance.now() - start < 2000, path)
    assert.equal(replyTextOf(mail).text.includes('\0'), false, path)
  }
})

function read(raw: string) {
  return readMail(Buffer.from(raw.trimStart().replace(/\r?\n/g, '\r\n')))
}

async function senderOf(head: string) {
  return (await read(`${head}\n\nx`)).from.address
}

function* chunks(megabytes: number) {
  for (let at = 0; at < megabytes; at++) yield Buffer.alloc(1024 * 1024, 'x')
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : [path]
  })
}
