import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMail } from '../../../platform/mail/read.ts'
import { mendHead, senderOf } from './sender.ts'
import { bareSubject, isReply, titleOf } from './subject.ts'

const sender = async (head: string) =>
  senderOf(await readMail(mendHead(Buffer.from(`${head}\nSubject: Wells\n\nWords.\n`))))

test('a writer is known in whatever way an archive writes her', async () => {
  const olga = { address: 'olga@old.example', name: 'Old Olga' }
  for (const head of [
    'From: Old Olga <olga@old.example>',
    'From: "Old Olga" <Olga@Old.example>',
    'From: olga at old.example (Old Olga)',
    'From: Old Olga <olga at old.example>',
    'From: Old Olga olga@old.example',
    'From: =?utf-8?q?Old_Olga?= <olga@old.example>',
    "From: 'Old Olga' via Wells <wells@lists.example>\nX-Original-From: Old Olga <olga@old.example>",
    'From: Old Olga via Wells <wells@lists.example>\nReply-To: Old Olga <olga@old.example>',
    'From: Old Olga via Wells <wells@lists.example>\nReply-To: wells@lists.example\nX-MailFrom: olga@old.example',
  ])
    assert.deepEqual(await sender(head), olga, head)
})

test('an address never stands as a name, and one that is cut off is none', async () => {
  assert.deepEqual(await sender('From: olga.rao@old.example'), { address: 'olga.rao@old.example', name: 'olga rao' })
  assert.deepEqual(await sender('From: olga at old.example (olga at old.example)'), {
    address: 'olga@old.example',
    name: 'olga',
  })
  assert.deepEqual(await sender('From: olga@old.... (Old Olga)'), { address: null, name: 'Old Olga' })
  assert.deepEqual(await sender('From: Old Olga via Wells <wells@lists.example>'), { address: null, name: 'Old Olga' })
})

test('ids without brackets are ids', async () => {
  const mail = await readMail(
    mendHead(
      Buffer.from('From: a@b.example\nmessage-id: 1@old\nIn-Reply-To: 2@old\nReferences: 3@old 2@old\n\nWords.\n'),
    ),
  )

  assert.deepEqual([mail.messageId, mail.inReplyTo, mail.references], ['<1@old>', '<2@old>', ['<3@old>', '<2@old>']])
})

test('a title loses its marks of answering and forwarding, in whatever language, and no more', () => {
  for (const [subject, title, bare, reply] of [
    ['Wells', 'Wells', 'wells', false],
    ['Re: Wells', 'Wells', 'wells', true],
    ['RE: AW: Fwd: Re[2]: Wells', 'Wells', 'wells', true],
    ['[north] Re: Wells', '[north] Wells', 'wells', true],
    ['Re: [north] Wells', '[north] Wells', 'wells', true],
    ['Fwd: Wells', 'Wells', 'wells', false],
    ['उत्तर: कुएँ', 'कुएँ', 'कुएँ', true],
    ['Rewards: how many?', 'Rewards: how many?', 'rewards: how many?', false],
    ['', '', '', false],
  ] as const) {
    assert.deepEqual([titleOf(subject), bareSubject(subject), isReply(subject)], [title, bare, reply], subject)
  }
})
