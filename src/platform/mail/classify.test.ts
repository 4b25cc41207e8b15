import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classify, type Envelope } from './classify.ts'
import { readMail } from './read.ts'

type Draft = { from?: string; subject?: string; headers?: string[]; text?: string }

test('what a person writes is a letter', async () => {
  const subjects = [
    'Re: Fluoride in wells',
    'Delivery problems in the block hospital',
    'On leave: who takes the class?',
    'How do you set an automatic reply?',
    'Out of office hours, who answers?',
    'Failed mail merge',
    'Auto rickshaws for school girls',
    'Absence of teachers: what helped?',
    'Re: Automatic reply: Fluoride',
    'अवकाश पर शिक्षक: क्या करें?',
    'The nurse is on leave',
  ]
  for (const subject of subjects) assert.deepEqual(await kindOf({ subject }), 'letter', subject)
  assert.equal(await kindOf({ headers: ['Auto-Submitted: no'] }), 'letter')
  assert.equal(await kindOf({ text: 'The medicine could not be delivered. The road was closed.' }), 'letter')
})

test('RFC 3834 and its forerunners mark an automatic reply', async () => {
  const headers = [
    'Auto-Submitted: auto-replied',
    'Auto-Submitted: auto-generated; owner-email="ana@example.org"',
    'X-Autoreply: yes',
    'X-Autorespond: Re: Wells',
    'Precedence: auto_reply',
    'X-Mailer: vacation 3.1',
  ]
  for (const header of headers) assert.equal(await kindOf({ headers: [header] }), 'auto-reply', header)
})

test('an automatic reply is known by its subject in many languages', async () => {
  const subjects = [
    'Automatic reply: Fluoride in wells',
    'Out of Office: Fluoride in wells',
    'Out of Office AutoReply: Fluoride',
    'AUTO: Rao, A is out of the office (returning 05/01/2026)',
    'Re: Fluoride (Automatic Response)',
    'Automatische Antwort: Fluoride',
    'Abwesenheitsnotiz: Fluoride',
    'Réponse automatique : Fluoride',
    'Respuesta automática: Fluoride',
    'Resposta automática: Fluoride',
    'Risposta automatica: Fluoride',
    'Automatisch antwoord: Fluoride',
    'Autosvar: Fluoride',
    'Automatyczna odpowiedź: Fluoride',
    'Автоматический ответ: Fluoride',
    'Otomatik yanıt: Fluoride',
    'رد تلقائي: Fluoride',
    'מענה אוטומטי: Fluoride',
    'स्वचालित उत्तर: Fluoride',
    'कार्यालय से बाहर: Fluoride',
    '自动回复: Fluoride',
    '自動返信: Fluoride',
    '자동 응답: Fluoride',
    'Trả lời tự động: Fluoride',
  ]
  for (const subject of subjects) assert.equal(await kindOf({ subject }), 'auto-reply', subject)
  assert.equal(await kindOf({ subject: 'Absence: Fluoride', headers: ['In-Reply-To: <1@example.org>'] }), 'auto-reply')
})

test('a short answer that only says that its writer is away is an automatic reply', async () => {
  const headers = ['In-Reply-To: <1@north.example>']
  const texts = [
    'Thank you for your mail. I am on annual leave until 12 March. For urgent matters please contact Ben.',
    'I am out of the office until Monday.',
    'Ich bin bis zum 12. März nicht im Büro.',
    'मैं 12 मार्च तक अवकाश पर हूँ।',
  ]
  for (const text of texts) assert.equal(await kindOf({ headers, subject: 'Re: Wells', text }), 'auto-reply', text)
  const answer = `I am on leave until Monday, but this I know by heart. ${'We dug two wells and tested both of them. '.repeat(15)}`
  assert.equal(await kindOf({ headers, subject: 'Re: Wells', text: answer }), 'letter')
})

test('a report of RFC 3464 says who, why and about which mail', async () => {
  assert.deepEqual(await kind(report({ status: '5.1.1', code: '550 5.1.1 User unknown' })), {
    kind: 'bounce',
    hard: true,
    status: '5.1.1',
    recipient: 'ana@example.org',
    originalMessageId: '<wells.1@north.example>',
  })
})

test('a full box, spam filters and a delay are not for ever', async () => {
  const soft = [
    { status: '5.2.2', code: '552 5.2.2 Mailbox full' },
    { status: '5.7.1', code: '554 5.7.1 Message looks like spam' },
    { status: '5.3.4', code: '552 Message size exceeds the limit' },
    { status: '4.4.1', code: '451 Connection timed out', action: 'delayed' },
    { status: '4.2.2', code: '452 4.2.2 Over quota' },
    { status: '5.1.8', code: '553 5.1.8 Domain of sender address does not exist' },
  ]
  for (const fields of soft) assert.equal(hard(await kind(report(fields))), false, fields.code)
  for (const code of [
    '550 No such user here',
    '550 Host or domain name not found',
    '550 This address is no longer valid',
  ]) {
    assert.equal(hard(await kind(report({ status: '5.0.0', code }))), true, code)
  }
})

test('a receipt and the word that a mail arrived are no letters and no bounces', async () => {
  assert.equal((await kind(report({ status: '2.0.0', code: '250 ok', action: 'delivered' }))).kind, 'auto-reply')
  const receipt = multipart(
    'disposition-notification',
    'message/disposition-notification',
    'Disposition: manual-action/MDN-sent-manually; displayed',
  )
  assert.equal((await kind(receipt)).kind, 'auto-reply')
})

test('a complaint of RFC 5965 is a complaint', async () => {
  const complaint = multipart(
    'feedback-report',
    'message/feedback-report',
    'Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: ana@example.org',
  )

  assert.deepEqual(await kind(complaint), {
    kind: 'complaint',
    recipient: 'ana@example.org',
    originalMessageId: '<wells.1@north.example>',
  })
})

test('bounces of old programs are known by who sent them and what they say', async () => {
  const qmail =
    'Hi. This is the qmail-send program at example.net.\nI’m afraid I wasn’t able to deliver your message to the following addresses.\n\n<ana@example.org>:\n550 5.1.1 no such user\n'
  const drafts: Draft[] = [
    { from: 'MAILER-DAEMON@example.net', subject: 'failure notice', text: qmail },
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON@example.net>',
      subject: 'Returned mail: User unknown',
      text: '550 5.1.1 <ana@example.org>... User unknown',
    },
    {
      from: 'postmaster@example.net',
      subject: 'Undeliverable: Wells',
      text: 'Your message did not reach ana@example.org.',
    },
    {
      from: 'postmaster@example.net',
      subject: 'Unzustellbar: Wells',
      text: 'Die Nachricht konnte nicht zugestellt werden.',
    },
    { from: 'postmaster@example.net', subject: '配信不能: Wells', text: 'ana@example.org 配信できませんでした' },
    {
      from: 'Mail Delivery System <noreply@example.net>',
      subject: 'Mail delivery failed: returning message to sender',
      text: 'SMTP error from remote mail server after RCPT TO:<ana@example.org>: 550 Unknown user',
    },
    { headers: ['Return-Path: <>'], subject: 'Wells', text: 'ana@example.org: user unknown' },
  ]
  for (const draft of drafts) assert.equal(await kindOf(draft), 'bounce', draft.subject)
  const first = await kind(mail(drafts[0] as Draft))
  assert.deepEqual(first, { kind: 'bounce', hard: true, status: '5.1.1', recipient: 'ana@example.org' })
})

test('nobody writes from the null sender', async () => {
  assert.equal(await kindOf({}, { from: '' }), 'auto-reply')
  assert.equal(await kindOf({}, { from: 'ana@example.org' }), 'letter')
})

test('a bounce that somebody passes on without a word is a bounce, with words it is a letter', async () => {
  const passed =
    '\n\n---------- Forwarded message ---------\nFrom: MAILER-DAEMON@example.net\nSubject: Undeliverable\nDate: Mon, 1 Jan 2024 10:00\n\n550 5.1.1 user unknown'
  const subject = 'Fwd: Undeliverable: Wells'

  assert.equal(await kindOf({ subject, text: passed }), 'bounce')
  assert.equal(
    await kindOf({ subject, text: `Dear moderator, this came back. Do you know her new address?${passed}` }),
    'letter',
  )
})

test('lists and bulk mail are told apart from letters', async () => {
  for (const header of ['List-Id: <x.example.org>', 'Precedence: bulk', 'List-Unsubscribe: <mailto:x@example.org>']) {
    assert.equal(await kindOf({ headers: [header] }), 'list-or-bulk', header)
  }
})

async function kindOf(draft: Draft, envelope?: Envelope) {
  return (await kind(mail(draft), envelope)).kind
}

async function kind(raw: string, envelope?: Envelope) {
  return classify(await readMail(Buffer.from(raw.replace(/\r?\n/g, '\r\n'))), envelope)
}

function hard(classified: Awaited<ReturnType<typeof kind>>) {
  return classified.kind === 'bounce' ? classified.hard : undefined
}

function mail({
  from = 'Ana Rao <ana@example.org>',
  subject = 'Wells',
  headers = [],
  text = 'We dug two.',
}: Draft): string {
  const word = `=?utf-8?b?${Buffer.from(subject).toString('base64')}?=`
  const head = [
    ...headers,
    `From: ${from}`,
    'To: north@north.example',
    `Subject: ${word}`,
    'Message-ID: <a@example.org>',
  ]
  return `${head.join('\n')}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`
}

function report({ status, code, action = 'failed' }: { status: string; code: string; action?: string }): string {
  const fields = `Reporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; Ana@Example.org\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: smtp; ${code}`
  return multipart('delivery-status', 'message/delivery-status', fields)
}

function multipart(type: string, partType: string, fields: string): string {
  const parts = [
    'Content-Type: text/plain\n\nThis is a report.',
    `Content-Type: ${partType}\n\n${fields}\n`,
    'Content-Type: message/rfc822\n\nMessage-ID: <wells.1@north.example>\nSubject: Wells\n\nDear all',
  ]
  const body = parts.map((part) => `--b\n${part}\n`).join('')
  return `From: MAILER-DAEMON@example.net\nTo: b-1@north.example\nSubject: Report\nContent-Type: multipart/report; report-type=${type}; boundary="b"\n\n${body}--b--\n`
}
