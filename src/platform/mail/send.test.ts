import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { dkimVerify } from 'mailauth'
import {
  type Conduct,
  MAIL_DOMAIN,
  type MailWorld,
  openMailWorld,
  openSink,
  plantMember,
  plantPerson,
} from '../../../test/support/mail.ts'
import { type Id, sql } from '../db.ts'
import { letter, post, postToAll } from '../outbox.ts'
import { type Transport, transportFor } from './send/transport.ts'
import { sendOutbox } from './send.ts'
import { readBounceAddress } from './tokens.ts'

let asked: string[] = []

/** Goes to members of north only; about 13 it cannot be written. */
const news = letter('test.news', 'thing', async (_db, { person, memberships }, about, { once, readers }) => {
  if (about === 13) throw new Error('This letter cannot be written')
  const title = await once('title', async () => asked.push(`title for ${readers.length}`))
  return memberships.length === 0
    ? null
    : {
        subject: `News ${about}`,
        blocks: [`Hello ${person?.name}`, String(title)],
        why: 'A test.',
        auto: 'auto-generated',
      }
})
const secretly = letter('test.secretly', 'thing', async () => ({ subject: 'Thanks', blocks: [], why: 'A test.' }), {
  forget: true,
})
const code = letter('test.code', 'thing', async () => ({ subject: 'Code', blocks: [], why: 'A test.' }), {
  urgent: true,
})
const elsewhere = letter('test.elsewhere', 'thing', async () => ({
  subject: 'Code',
  blocks: [],
  why: 'A test.',
  address: 'new@people.example',
}))
const listMail = letter('test.list', 'thing', async () => {
  const community = { id: 1, key: 'k', mail_name: 'north', short_name: 'North', name: 'उत्तर' }
  return { subject: 'Pumps', blocks: ['Hello'], why: 'A test.', community, stoppable: true }
})

const world = await openMailWorld({ letters: [news, secretly, code, elsewhere, listMail] })
after(() => world.close())
beforeEach(async () => {
  asked = []
  await sql`truncate outbox, mailbox, bounced`.execute(world.db)
  await sql`update address set bounced_at = null`.execute(world.db)
})

const toMailbox = transportFor({ ...world.config, SMTP_URL: undefined })

function send(transport: Transport = toMailbox, { program }: Pick<MailWorld, 'program'> = world) {
  return sendOutbox(world.db, program, transport)
}

/** A run against a mail server of this conduct. */
async function sendTo(conduct: (nth: number, to: string) => Conduct, runs = 1) {
  const sink = await openSink(conduct)
  const transport = transportFor({ ...world.config, SMTP_URL: sink.url })
  let settled = 0
  for (let run = 0; run < runs; run++) settled += await send(transport)
  transport.close()
  await sink.close()
  return { settled, caught: sink.caught }
}

async function states() {
  const rows = await world.outbox()
  return rows.map(({ state, error, attempts, lease }) => ({ state, error, attempts, leased: lease !== null }))
}

/** As after a pause of so many minutes. */
function wait(minutes: number) {
  return sql`update outbox set send_after = send_after - ${minutes} * interval '1 minute'`.execute(world.db)
}

function everybody() {
  return sql`select person_id from membership where community_id = ${world.north} order by person_id`
}

async function mailbox() {
  const rows = await world.db.selectFrom('mailbox').selectAll().orderBy('id').execute()
  return rows.map(({ to_address, subject, text }) => ({ to_address, subject, text: text.split('\n')[0] }))
}

test('each reader gets her own letter, and what they share is read once', async () => {
  await postToAll(world.db, news, everybody(), 1)

  assert.equal(await send(), 2)

  assert.deepEqual(await mailbox(), [
    { to_address: 'ana@people.example', subject: 'News 1', text: 'Hello Ana' },
    { to_address: 'ben@people.example', subject: 'News 1', text: 'Hello Ben' },
  ])
  assert.deepEqual(asked, ['title for 2'])
  assert.deepEqual(
    (await world.outbox()).map(({ state, attempts }) => [state, attempts]),
    [
      ['sent', 1],
      ['sent', 1],
    ],
  )
  assert.equal(await send(), 0)
})

test('rights are read when it is sent: who has left since, is suspended or has no address gets nothing', async () => {
  await postToAll(world.db, news, everybody(), 1)
  await post(world.db, news, { to: world.cho.id, about: 1 })
  await sql`update address set bounced_at = now() where person_id = ${world.ben.id}`.execute(world.db)

  await send()

  assert.deepEqual(
    (await mailbox()).map(({ to_address }) => to_address),
    ['ana@people.example'],
  )
  assert.deepEqual((await states()).map(({ state, error }) => [state, error]).sort(), [
    ['dropped', 'gone'],
    ['dropped', 'no reason'],
    ['sent', null],
  ])
})

test('a letter that cannot be written stops no other, and is tried again', async () => {
  await post(world.db, news, { to: world.ana.id, about: 13 })
  await post(world.db, news, { to: world.ben.id, about: 1 })

  assert.equal(await send(), 2)
  assert.deepEqual(await states(), [
    { state: 'waiting', error: 'fault', attempts: 1, leased: false },
    { state: 'sent', error: null, attempts: 1, leased: false },
  ])
  assert.equal(await send(), 0)
  await wait(2)
  assert.equal(await send(), 1)
})

test('of an unattributed contribution no row stays, and the copy in the mailbox names none', async () => {
  await post(world.db, secretly, { to: world.ana.id, about: 1 })
  await send()

  assert.deepEqual(await world.outbox(), [])
  assert.deepEqual(
    (await world.rows<{ outbox_id: Id }>('mailbox')).map(({ outbox_id }) => outbox_id),
    [null],
  )
})

test('what somebody waits for goes first', async () => {
  await postToAll(world.db, news, everybody(), 1)
  await post(world.db, code, { to: world.cho.id, about: 2 })
  await sendOutbox(world.db, world.program, toMailbox, { limit: 1 })

  assert.deepEqual(
    (await mailbox()).map(({ subject }) => subject),
    ['Code'],
  )
})

test('by SMTP each letter has its return path and goes once', async () => {
  await postToAll(world.db, news, everybody(), 1)
  const { settled, caught } = await sendTo(() => 'take', 2)

  assert.equal(settled, 2)
  assert.deepEqual(caught.map(({ to }) => to).sort(), ['ana@people.example', 'ben@people.example'])
  const rows = await world.outbox()
  for (const { to, from, raw } of caught) {
    const row = rows.find(({ id }) => id === readBounceAddress(from.split('@')[0] ?? ''))
    assert.equal(row?.person_id, [world.ana, world.ben].find(({ address }) => address === to)?.id)
    assert.match(raw, new RegExp(`^Message-ID: <${row?.message_id}>`, 'm'))
  }
})

test('with a key each letter is signed, the fields by which it is stopped included', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const DKIM_KEY_FILE = join(world.folder, 'dkim.pem')
  writeFileSync(DKIM_KEY_FILE, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const sink = await openSink()
  const signing = { DKIM_DOMAIN: MAIL_DOMAIN, DKIM_SELECTOR: 's', DKIM_KEY_FILE }
  const transport = transportFor({ ...world.config, ...signing, SMTP_URL: sink.url })
  await post(world.db, listMail, { to: world.ana.id, about: 1 })
  await send(transport)
  transport.close()
  await sink.close()

  const published = `v=DKIM1; p=${publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`
  const raw = sink.caught[0]?.raw ?? ''
  const { results } = await dkimVerify(raw, { resolver: async () => [[published]] })
  assert.deepEqual(
    results.map(({ status, signingDomain }) => [status.result, signingDomain]),
    [['pass', MAIL_DOMAIN]],
  )
  assert.match(raw.replace(/\r\n\s+/g, ''), /\bh=[^;]*List-Unsubscribe:List-Unsubscribe-Post/i)
  assert.throws(() => transportFor({ ...world.config, ...signing, DKIM_SELECTOR: undefined }), /set all three/)
})

test('a server that puts off is asked again after 1, 2, 4 … minutes, and nothing is lost', async () => {
  await post(world.db, news, { to: world.ana.id, about: 1 })
  const busy: Conduct = { at: 'rcpt', code: 451, words: '4.7.1 Greylisted' }
  for (const minutes of [1, 2, 4]) {
    assert.deepEqual((await sendTo(() => busy)).caught, [])
    await wait(minutes - 0.1)
    assert.equal((await sendTo(() => 'take')).settled, 0)
    await wait(0.1)
  }
  const { caught } = await sendTo(() => 'take')

  assert.equal(caught.length, 1)
  assert.deepEqual(await states(), [{ state: 'sent', error: null, attempts: 4, leased: false }])
})

test('an address that does not exist is noted as bounced; the others get their letter', async () => {
  await postToAll(world.db, news, everybody(), 1)
  const { caught } = await sendTo((_, to) =>
    to.startsWith('ana') ? { at: 'rcpt', code: 550, words: '5.1.1 No such user' } : 'take',
  )

  assert.deepEqual(
    caught.map(({ to }) => to),
    ['ben@people.example'],
  )
  assert.deepEqual(
    (await states()).map(({ state, error }) => [state, error]),
    [
      ['failed', 'EENVELOPE 550 5.1.1'],
      ['sent', null],
    ],
  )
  assert.deepEqual(await world.rows('bounced'), [{ person_id: world.ana.id, hard: true, status: '5.1.1' }])
})

test('what fails at an address that is not known to be hers is no bounce of hers', async () => {
  await post(world.db, elsewhere, { to: world.ana.id, about: 1 })
  const { caught } = await sendTo(() => 'take')
  assert.deepEqual(
    caught.map(({ to, from }) => [to, readBounceAddress(from.split('@')[0] ?? '')]),
    [['new@people.example', 0]],
  )

  await post(world.db, elsewhere, { to: world.ben.id, about: 1 })
  await sendTo(() => ({ at: 'rcpt', code: 550, words: '5.1.1 No such user' }))
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['sent', 'failed'],
  )
  assert.deepEqual(await world.rows('bounced'), [])
})

test('a full mailbox, or a letter refused for what it says, is a soft bounce', async () => {
  await postToAll(world.db, news, everybody(), 1)
  await sendTo((_, to) =>
    to.startsWith('ana')
      ? { at: 'rcpt', code: 552, words: '5.2.2 Full' }
      : { at: 'data', code: 554, words: '5.7.1 Looks like spam' },
  )

  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['failed', 'failed'],
  )
  const bounces = await world.rows<{ hard: boolean; status: string }>('bounced')
  assert.deepEqual(bounces.map(({ hard, status }) => `${hard} ${status}`).sort(), ['false 5.2.2', 'false 5.7.1'])
})

test('a line that is cut within the letter costs a minute, not the letter', async () => {
  await postToAll(world.db, news, everybody(), 1)
  const cut = await sendTo(() => 'cut')
  assert.deepEqual(cut.caught, [])
  assert.deepEqual(
    (await states()).map(({ state, leased }) => ({ state, leased })),
    Array(2).fill({ state: 'waiting', leased: false }),
  )

  await wait(1)
  assert.equal((await sendTo(() => 'take')).caught.length, 2)
})

test('while there is no server, letters wait without losing a try', async () => {
  await postToAll(world.db, news, everybody(), 1)
  const sink = await openSink()
  await sink.close()
  const transport = transportFor({ ...world.config, SMTP_URL: sink.url })

  assert.equal(await send(transport), 0)
  assert.deepEqual(await states(), Array(2).fill({ state: 'waiting', error: null, attempts: 0, leased: false }))
  transport.close()
  assert.equal((await sendTo(() => 'take')).caught.length, 2)
})

test('two workers at once send each letter once', async () => {
  for (let at = 0; at < 150; at++) {
    const person = await plantPerson(world.db, `Reader${at}`)
    await plantMember(world.db, person.id, world.north)
  }
  await postToAll(world.db, news, everybody(), 1)
  const sink = await openSink()
  const transports = [1, 2].map(() => transportFor({ ...world.config, SMTP_URL: sink.url }))
  const settled = await Promise.all(transports.map((transport) => send(transport)))
  for (const transport of transports) transport.close()
  await sink.close()

  assert.equal((settled[0] ?? 0) + (settled[1] ?? 0), 152)
  assert.equal(sink.caught.length, 152)
  assert.equal(new Set(sink.caught.map(({ to }) => to)).size, 152)
})

test('letters of a run that was killed go when its lease is over, with the same Message-ID', async () => {
  await post(world.db, news, { to: world.ana.id, about: 1 })
  await sql`update outbox set lease = gen_random_uuid(), leased_until = now() + interval '1 minute'`.execute(world.db)
  const [before] = await world.outbox()

  assert.equal(await send(), 0)
  await sql`update outbox set leased_until = now() - interval '1 second'`.execute(world.db)
  assert.equal(await send(), 1)
  const [sent] = await world.outbox()
  assert.equal(sent?.message_id, before?.message_id)
})
