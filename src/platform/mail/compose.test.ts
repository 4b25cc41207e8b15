import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loadConfig } from '../config.ts'
import { inLanguage } from '../i18n.ts'
import { toMessage } from './compose/mime.ts'
import { wrap } from './compose/plain-text.ts'
import { compose } from './compose.ts'
import type { LetterContent } from './content.ts'
import { type IncomingMail, readMail } from './read.ts'
import { readBounceAddress, readReplyAddress, readStopToken } from './tokens.ts'

const secret = 'a secret for tests, of no use to anybody'
loadConfig({ COPSE_SECRET: secret, MAIL_DOMAIN: 'copse.example', BASE_URL: 'https://copse.example' })

const north = { id: 7, key: 'k', mail_name: 'north', short_name: 'North', name: 'North' }
const ben = { person_id: 12, name: 'Ben', address: 'ben@people.example', epoch: 3 }
const row = { id: 99, message_id: 'fixed@copse.example' }

type Raw = { raw: string; head: string; mail: IncomingMail; text: string; html: string }

async function letter(content: Partial<LetterContent>, language = 'en', to = ben): Promise<Raw> {
  const composed = inLanguage(language, () =>
    compose({ subject: 'Pumps', blocks: ['Hello.'], why: 'A test.', ...content }, to, row),
  )
  const raw = (await toMessage(composed)).toString()
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ')
  const mail = await readMail(Buffer.from(raw))
  return { raw, head, mail, text: composed.text, html: mail.html ?? '' }
}

function header({ head }: Raw, name: string): string | undefined {
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]
}

test('a member’s words go out as list mail of the community, from an address of ours', async () => {
  const sent = await letter({
    from: 'Asha Rao',
    community: north,
    thread: 'thread.abc',
    stoppable: true,
    replies: { to: { code: 9 }, about: 77 },
  })

  assert.equal(header(sent, 'From'), 'Asha Rao via North <north@copse.example>')
  assert.equal(header(sent, 'Message-ID'), '<fixed@copse.example>')
  assert.equal(header(sent, 'References'), '<thread.abc@copse.example>')
  assert.equal(header(sent, 'List-Id'), 'North <north.copse.example>')
  assert.equal(header(sent, 'List-Post'), '<mailto:north@copse.example>')
  assert.equal(header(sent, 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click')
  assert.equal(header(sent, 'Precedence'), 'list')
  assert.equal(header(sent, 'Auto-Submitted'), undefined)
  assert.equal(sent.mail.subject, '[North] Pumps')

  const [, local = ''] = /<(r-[^@]+)@copse\.example>/.exec(header(sent, 'Reply-To') ?? '') ?? []
  assert.deepEqual(readReplyAddress(local), { person_id: 12, receiver: 9, about: 77, epoch: 3 })
})

test('one step stops it: by the link, and by mail', async () => {
  const sent = await letter({ community: north, stoppable: true })
  const field = header(sent, 'List-Unsubscribe') ?? ''

  const token = /<https:\/\/copse\.example\/stop\/([^>]+)>/.exec(field)?.[1] ?? ''
  assert.deepEqual(readStopToken(token), { person_id: 12, community_id: 7 })
  const local = /<mailto:(r-[^@]+)@copse\.example\?subject=stop>/.exec(field)?.[1] ?? ''
  assert.deepEqual(readReplyAddress(local), { person_id: 12, receiver: 0, about: 7, epoch: 3 })
  assert.match(sent.text, new RegExp(`Stop mail of North:\n?\\s*https://copse.example/stop/${token}`))
})

test('a letter of the house itself names no list, and says that a machine wrote it', async () => {
  const sent = await letter({ auto: 'auto-replied', answers: 'question@people.example' })

  assert.equal(header(sent, 'From'), 'Copse <copse@copse.example>')
  assert.equal(header(sent, 'Auto-Submitted'), 'auto-replied')
  assert.equal(header(sent, 'In-Reply-To'), '<question@people.example>')
  for (const name of ['List-Id', 'List-Post', 'List-Unsubscribe', 'Precedence', 'Reply-To'])
    assert.equal(header(sent, name), undefined)
})

test('the return path tells which letter it was', () => {
  const { envelope } = compose({ subject: 'x', blocks: [], why: '' }, ben, row)

  assert.equal(envelope?.to, 'ben@people.example')
  assert.equal(readBounceAddress(String(envelope?.from).split('@')[0] ?? ''), 99)
})

test('nothing that a person typed begins a header of its own', async () => {
  const evil = 'x\r\nBcc: victim@people.example\r\n\r\n<b>body</b>\u2028'
  const community = { ...north, short_name: evil, name: `${evil}" <evil@people.example>` }
  const sent = await letter(
    { subject: evil, from: evil, community, thread: evil, answers: evil, stoppable: true },
    'en',
    { ...ben, name: evil },
  )

  const names = sent.head.split('\r\n').map((line) => line.split(':')[0]?.toLowerCase())
  assert.deepEqual(
    names.filter((name) => name === 'bcc' || name?.includes(' ')),
    [],
  )
  assert.deepEqual(sent.mail.to, ['ben@people.example'])
  assert.equal(header(sent, 'From')?.endsWith('<north@copse.example>'), true)
  assert.equal(sent.mail.attachments.length, 0)
})

test('a Hindi subject, name and text arrive as they were written, marked with their language', async () => {
  const subject = 'प्रश्न: हैंडपंप की मरम्मत का पैसा कौन देता है, और कब? अनुभव और उदाहरण; उत्तर 4 दिसंबर तक'
  const sent = await letter({ subject, from: 'आशा राव', community: north, blocks: ['नमस्ते।'] }, 'hi')

  assert.equal(sent.mail.subject, `[North] ${subject}`)
  assert.match(sent.mail.from.name, /आशा राव/)
  assert.equal(header(sent, 'Content-Language'), 'hi')
  assert.match(sent.mail.text, /नमस्ते।/)
  assert.match(sent.html, /<html lang="hi" dir="ltr">/)
  for (const line of sent.raw.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 998)
})

test('the plain text stands alone: no markup, lines of at most 76, facts under each other', async () => {
  const words =
    '**Bold** & <i>plain</i>.\n\n> a question that is quoted here and goes on for so long that it has to be broken somewhere\n\n1. one'
  const { text } = await letter({
    audience: 'Readable by the 214 members of North.',
    blocks: [
      { prose: { html: '<p><strong>Bold</strong></p>', text: words } },
      { heading: 'What is asked' },
      { list: ['experiences', 'examples'] },
      {
        facts: [
          ['Reply by', 'Friday'],
          ['उत्तर', 'शुक्रवार'],
        ],
      },
      { link: 'Read it', href: 'https://copse.example/x' },
    ],
  })

  assert.equal(
    text,
    `**Bold** & <i>plain</i>.

> a question that is quoted here and goes on for so long that it has to be
> broken somewhere

1. one

What is asked
-------------

- experiences
- examples

Reply by: Friday
उत्तर:     शुक्रवार

Read it:
https://copse.example/x

-- 
Readable by the 214 members of North.
A test.
`,
  )
})

test('the HTML holds nothing that runs, nothing from elsewhere, and no picture', async () => {
  const html =
    '<p>Look: <img src="/files/k/a.png" alt="the pump" loading="lazy"> <a href="/files/k/b.pdf">b</a> <img src="https://spy.example/1.gif" alt="x"></p>'
  const sent = await letter({
    subject: '<script>alert(1)</script>',
    blocks: [
      '<img src=x onerror=alert(1)>',
      { prose: { html, text: '' } },
      { prose: { html: '', text: 'a < b\nc' } },
      { link: 'go', href: 'javascript:alert(1)' },
    ],
  })

  assert.doesNotMatch(sent.html, /<script|<img|javascript:|spy\.example/)
  assert.match(sent.html, /<a href="https:\/\/copse\.example\/files\/k\/a\.png">the pump<\/a>/)
  assert.match(sent.html, /<a href="https:\/\/copse\.example\/files\/k\/b\.pdf">b<\/a>/)
  assert.match(sent.html, /<p>a &lt; b<br>\nc<\/p>/)
})

test('with an attachment the letter has the same head', async () => {
  const more = { from: 'आशा राव', community: { ...north, name: 'उत्तर: (1)' }, stoppable: true, thread: 'thread.abc' }
  const without = await letter(more)
  const sent = await letter({
    ...more,
    attachments: [{ name: 'उत्तर.pdf', type: 'application/pdf', content: Buffer.from('%PDF') }],
  })

  for (const name of ['References', 'List-Id', 'List-Unsubscribe', 'List-Unsubscribe-Post', 'Precedence']) {
    assert.equal(header(sent, name), header(without, name), name)
    assert.ok(header(sent, name))
  }
  assert.deepEqual(
    [sent.mail.from, sent.mail.subject, sent.mail.text],
    [without.mail.from, without.mail.subject, without.mail.text],
  )
  assert.deepEqual(
    sent.mail.attachments.map(({ name, type }) => [name, type]),
    [['उत्तर.pdf', 'application/pdf']],
  )
})

test('a word that is longer than a line stays whole, and marks that stand on a letter take no room', () => {
  const address = `https://copse.example/${'a'.repeat(90)}`

  assert.equal(wrap(`See ${address} there`), `See\n${address}\nthere`)
  assert.equal(wrap('कि '.repeat(38).trim()).split('\n').length, 1)
})
