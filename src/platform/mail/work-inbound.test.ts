import assert from 'node:assert/strict'
import { existsSync, readdirSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import type { SendMailOptions } from 'nodemailer'
import {
  broken,
  closed,
  MAIL_DOMAIN,
  openMailWorld,
  plantMember,
  plantPerson,
  thread,
  unattributed,
} from '../../../test/support/mail.ts'
import { type Id, sql } from '../db.ts'
import { letter, post } from '../outbox.ts'
import type { Resolver } from './authenticate.ts'
import { sweepRaw } from './raw-store.ts'
import { transportFor } from './send/transport.ts'
import { sendOutbox } from './send.ts'
import { bounceAddress, readHeldKey, replyAddress } from './tokens.ts'
import { findHeld, ignoreHeld, releaseHeld } from './work-inbound/held.ts'
import { workInbound } from './work-inbound.ts'

/** people.example publishes nothing; guarded.example says that nobody sends for it whom it has not signed for. */
const names: Resolver = async (domain, type) => {
  if (type === 'TXT' && domain === '_dmarc.guarded.example') return [['v=DMARC1; p=none']]
  throw Object.assign(new Error(domain), { code: 'ENOTFOUND' })
}

const greeting = letter('test.greeting', 'thing', async () => ({ subject: 'Hello', blocks: [], why: 'A test.' }))
const world = await openMailWorld({ letters: [greeting], mailIn: { resolver: names } })
const { db, program, ana, ben, cho, north } = world
const guarded = await plantPerson(db, 'Guarded')
await sql`update address set address = 'g@guarded.example' where person_id = ${guarded.id}`.execute(db)
await plantMember(db, guarded.id, north)
const asha = await plantPerson(db, 'Asha', 'hi')
await plantMember(db, asha.id, north)

after(() => world.close())
beforeEach(async () => {
  await sql`truncate inbound_mail, outbox, mailbox, automatic_answer, done_once, taken, stopped, bounced`.execute(db)
  for (const file of rawFiles()) unlinkSync(join(world.folder, 'mail', file))
})

const toNorth = `north@${MAIL_DOMAIN}`

function reply(person: { id: Id }, { to = thread, about = 7 } = {}): string {
  return replyAddress({ person_id: person.id, receiver: to.code, about, epoch: 0 })
}

async function mail(more: SendMailOptions) {
  await world.send({
    from: ana.address,
    to: reply(ana),
    subject: 'Re: Pumps',
    text: 'We let the women keep the keys.',
    ...more,
  })
  await workInbound(db, program)
}

async function states() {
  return (await world.inbound()).map(({ state, reason }) => (reason ? `${state}: ${reason}` : state))
}

/** What went out since, as it lies in the mailbox. */
async function lettersSent() {
  await sendOutbox(db, program, transportFor({ ...world.config, SMTP_URL: undefined }))
  return db.selectFrom('mailbox').selectAll().orderBy('id').execute()
}

test('an answer to a reply address reaches its receiver, without quote and signature, with its files', async () => {
  const text = 'We let the women keep the keys.\n\nOn Mon, 2 Nov 2026 at 10:00, North wrote:\n> Who keeps the keys?\n'
  await mail({ text, attachments: [{ filename: 'keys.txt', content: 'a list' }] })

  assert.deepEqual(await world.taken(), [
    {
      person_id: ana.id,
      about: 7,
      receiver: 'thread',
      subject: 'Re: Pumps',
      text: 'We let the women keep the keys.',
      attachments: ['keys.txt'],
    },
  ])
  assert.deepEqual(await states(), ['worked'])
})

test('a mail of a member to her community reaches the one who takes new mail', async () => {
  await mail({ to: toNorth, from: asha.address, subject: 'हैंडपंप', text: 'पैसा कौन देता है?' })

  const [taken] = await world.taken()
  assert.deepEqual(
    [taken?.person_id, taken?.about, taken?.receiver, taken?.subject, taken?.text],
    [asha.id, north, 'community', 'हैंडपंप', 'पैसा कौन देता है?'],
  )
})

test('the same mail delivered ten times contributes once, also when it was worked in between', async () => {
  for (let times = 0; times < 10; times++) await mail({ messageId: '<same@people.example>' })

  assert.equal((await world.taken()).length, 1)
  assert.equal((await world.inbound()).length, 1)
})

test('a worker that dies after the action and before the mark does it once all the same', async () => {
  await mail({})
  await sql`update inbound_mail set state = 'waiting', worked_at = null`.execute(db)
  await workInbound(db, program)

  assert.equal((await world.taken()).length, 1)
  assert.deepEqual(await states(), ['worked'])
})

test('an answer from another address waits, and the person we wrote to is asked once', async () => {
  await mail({ from: 'ana.private@people.example', messageId: '<1@x.example>' })
  await mail({ from: ben.address, messageId: '<2@x.example>' })

  assert.deepEqual(await world.taken(), [])
  assert.deepEqual(await states(), ['held: other-sender', 'held: other-sender'])
  const [asked, ...more] = await lettersSent()
  assert.deepEqual([asked?.to_address, asked?.subject, more.length], [ana.address, 'Is this mail yours?', 0])
  assert.match(asked?.text ?? '', /From: {5}ana\.private@people\.example/)
  assert.match(String(asked?.raw), /^Auto-Submitted: auto-replied/m)
})

test('what she confirms on the page goes its way; what she does not stays', async () => {
  await mail({ from: 'ana.private@people.example' })
  const [asked] = await lettersSent()
  const key = /https:\/\/copse\.example\/mail\/held\/(\w+)/.exec(asked?.text ?? '')?.[1] ?? ''
  const held = await findHeld(db, key)
  assert.deepEqual([held.id, held.text], [readHeldKey(key), 'We let the women keep the keys.'])
  await assert.rejects(() => findHeld(db, `${key}0`))

  assert.equal(await releaseHeld(db, held.id), true)
  await workInbound(db, program)
  assert.deepEqual(
    (await world.taken()).map(({ person_id }) => person_id),
    [ana.id],
  )
  assert.equal(await ignoreHeld(db, held.id), false)
  await assert.rejects(() => findHeld(db, key))
})

test('a forged From is held: with a stolen reply address she is asked, to the community a moderator looks', async () => {
  await mail({ from: 'g@guarded.example', to: reply(guarded) })
  await mail({ from: 'g@guarded.example', to: toNorth })

  assert.deepEqual(await world.taken(), [])
  assert.deepEqual(await states(), ['held: unproven', 'held: unproven'])
  assert.deepEqual(
    (await lettersSent()).map(({ to_address }) => to_address),
    ['g@guarded.example'],
  )

  const [, toCommunity] = await world.inbound()
  assert.equal(toCommunity?.community_id, north)
  await releaseHeld(db, toCommunity?.id ?? 0)
  await workInbound(db, program)
  assert.deepEqual(
    (await world.taken()).map(({ person_id, receiver }) => [person_id, receiver]),
    [[guarded.id, 'community']],
  )
})

test('who writes to what is closed is told why, in her language, and gets all her words back', async () => {
  const words = Array.from({ length: 40 }, (_, at) => `Line ${at} of what took me an hour.`).join('\n')
  await mail({ to: reply(ana, { to: closed }), text: words, subject: 'Keys', messageId: '<long@people.example>' })

  assert.deepEqual(await states(), ['refused: This query is closed.'])
  const [told] = await lettersSent()
  assert.deepEqual([told?.to_address, told?.subject], [ana.address, 'Not taken: Keys'])
  assert.match(told?.text ?? '', /^This query is closed\./)
  assert.ok(told?.text.includes(words))
  assert.match(String(told?.raw), /^In-Reply-To: <long@people\.example>/m)
})

test('nobody gets more than one automatic answer a day; the next one comes on the next day', async () => {
  for (const id of [1, 2, 3]) await mail({ to: reply(ana, { to: closed }), messageId: `<${id}@people.example>` })
  const after = await sql<{ days: number }>`
    select send_after::date - app_now()::date as days from outbox order by send_after`.execute(db)

  assert.deepEqual(await states(), Array(3).fill('refused: This query is closed.'))
  assert.deepEqual(after.rows, [{ days: 0 }, { days: 1 }, { days: 2 }])
  assert.equal((await lettersSent()).length, 1)
})

test('answers wait for a week at most, so that two machines never talk to each other', async () => {
  for (let id = 1; id <= 9; id++)
    await mail({ from: 'ana.private@people.example', messageId: `<${id}@people.example>` })

  const { rows } = await sql`select from outbox`.execute(db)
  assert.deepEqual([rows.length, (await lettersSent()).length], [7, 1])
})

test('a hundred rounds of a machine that answers every letter end after one', async () => {
  await mail({ to: reply(ana, { to: closed }) })
  for (let round = 0; round < 100; round++) {
    const [last] = (await lettersSent()).slice(-1)
    const to = /^Reply-To: .*<(.+)>/m.exec(String(last?.raw))?.[1] ?? `copse@${MAIL_DOMAIN}`
    await mail({ to, messageId: `<round${round}@people.example>` }).catch(() => {})
  }

  assert.equal((await lettersSent()).length, 1)
})

test('a member who has left meanwhile is told that it is not open to her', async () => {
  await world.send({ from: ben.address, to: toNorth, subject: 'Late', text: 'Hello' })
  await sql`update membership set state = 'left' where person_id = ${ben.id}`.execute(db)
  await workInbound(db, program)
  await sql`update membership set state = 'member' where person_id = ${ben.id}`.execute(db)

  assert.deepEqual(await states(), ['refused: What you wrote to is not there any more, or is not open to you.'])
})

test('a fault of ours is tried again, later and later, and comes to a moderator in the end; others go on', async () => {
  await mail({ to: reply(ana, { to: broken }) })
  await mail({ from: ben.address, to: reply(ben) })
  assert.deepEqual(await states(), ['waiting', 'worked'])
  assert.equal(await workInbound(db, program), 0)

  for (let tries = 2; tries <= 8; tries++) {
    await sql`update inbound_mail set leased_until = null`.execute(db)
    assert.equal(await workInbound(db, program), 1)
  }
  assert.deepEqual(await states(), ['held: fault', 'worked'])
})

test('a mail that takes the process down each time comes to a moderator too', async () => {
  await world.send({ from: ana.address, to: reply(ana), subject: 'x', text: 'x' })
  await sql`update inbound_mail set attempts = 8`.execute(db)
  await workInbound(db, program)

  assert.deepEqual(await states(), ['held: fault'])
})

test('an unattributed contribution leaves nothing that leads to a person, and still counts once', async () => {
  const options = { to: reply(ana, { to: unattributed }), subject: 'Frankly', messageId: '<frank@people.example>' }
  await mail(options)

  const [row] = await world.inbound()
  const { id: _, message_id, received_at: _at, worked_at: _worked, attempts: _attempts, ...left } = row ?? ({} as never)
  assert.deepEqual(left, {
    recipient: 'forgotten',
    body_hash: '',
    envelope_from: null,
    from_address: null,
    subject: null,
    file: null,
    client_ip: null,
    verdict: {},
    state: 'worked',
    reason: null,
    community_id: null,
    leased_until: null,
  })
  assert.match(message_id, /^mail:[\w-]{43}$/)
  assert.deepEqual(rawFiles(), [])

  await mail(options)
  assert.equal((await world.inbound()).length, 1)
  assert.equal((await world.taken()).length, 1)
})

test('an out-of-office note is never posted and never answered', async () => {
  const text = 'I am out of the office until Monday and will answer then.'
  await mail({ to: reply(ana), text, subject: 'Automatic reply: Pumps', headers: { 'Auto-Submitted': 'auto-replied' } })

  assert.deepEqual(await states(), ['ignored: auto-reply'])
  assert.deepEqual([await world.taken(), await lettersSent()], [[], []])
})

const report = (failed: string, status = '5.1.1') => `From: MAILER-DAEMON@mx.people.example
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary=x

--x

I'm sorry to have to inform you that your message could not be delivered.

--x
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.people.example

Final-Recipient: rfc822; ${failed}
Action: failed
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} No such user

--x--
`

async function bounce(to: string, failed: string) {
  await world.send({ envelope: { from: '', to }, raw: report(failed).replaceAll('\n', '\r\n') })
  await workInbound(db, program)
}

test('a bounce to the return path of a letter is noted for its reader, and posts nothing', async () => {
  await post(db, greeting, { to: ben.id, about: 1 })
  const [row] = await world.outbox()
  await bounce(bounceAddress(row?.id ?? 0), ben.address)

  assert.deepEqual(await world.rows('bounced'), [{ person_id: ben.id, hard: true, status: '5.1.1' }])
  assert.deepEqual(await states(), ['ignored: bounce'])
  assert.deepEqual([await world.taken(), (await lettersSent()).length], [[], 1])
})

test('a bounce to a reply address rests nobody’s address: whoever was passed the letter could write it', async () => {
  for (const failed of [cho.address, ben.address]) await bounce(reply(ben), failed)

  assert.deepEqual(await world.rows('bounced'), [])
  assert.deepEqual((await states())[0], 'ignored: bounce')
})

test('the mailto of a letter stops the mail of its community, whichever address it comes from', async () => {
  await mail({
    from: 'ana.private@people.example',
    to: reply(ana, { to: { code: 0 }, about: north }),
    subject: 'stop',
    text: '',
  })

  assert.deepEqual(await world.rows('stopped'), [{ person_id: ana.id, community_id: north }])
  assert.deepEqual([await states(), await lettersSent()], [['worked'], []])
})

test('mail to the keeper of the machine waits for one', async () => {
  await mail({ from: 'abuse-desk@elsewhere.example', to: `postmaster@${MAIL_DOMAIN}` })

  assert.deepEqual(await states(), ['held: unaddressed'])
})

test('two workers at once work each mail once', async () => {
  for (let at = 0; at < 20; at++)
    await world.send({ from: ana.address, to: reply(ana), subject: `${at}`, text: `Number ${at}` })
  const worked = await Promise.all([workInbound(db, program), workInbound(db, program)])

  assert.equal((worked[0] ?? 0) + (worked[1] ?? 0), 20)
  assert.equal((await world.taken()).length, 20)
})

test('what a crash left on the disk is swept, an hour later, and what rows name stays', async () => {
  await mail({ messageId: '<kept@people.example>' })
  await mail({ messageId: '<lost@people.example>', text: 'Lost' })
  await sql`delete from inbound_mail where message_id = 'lost@people.example'`.execute(db)

  assert.equal(await sweepRaw(db), 0)
  const later = Date.now() + 2 * 3_600_000
  assert.equal(await sweepRaw(db, later), 1)
  assert.equal(rawFiles().length, 1)
})

function rawFiles(): string[] {
  const folder = join(world.folder, 'mail')
  return (existsSync(folder) ? readdirSync(folder) : []).filter((name) => name.endsWith('.eml'))
}
