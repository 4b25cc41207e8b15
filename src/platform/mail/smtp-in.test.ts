import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { MAIL_DOMAIN } from '../../../test/support/mail.ts'
import { openMailDoor, reply, settingsOf, toNorth } from '../../../test/support/mail-door.ts'
import { loadConfig } from '../config.ts'
import { openDb, sql } from '../db.ts'
import { startMailIn } from './smtp-in.ts'
import { bounceAddress } from './tokens.ts'

const world = await openMailDoor()
const { ana, ben, cho, north, db, mail, raw, refusalOf, files, rows } = world
after(() => world.close())
beforeEach(() => world.empty())

test('a mail that is answered 250 stands in the database and, as it came, on the disk', async () => {
  const subject = 'प्रश्न: हैंडपंप की मरम्मत का पैसा कौन देता है?'
  await world.send(mail({ subject, messageId: '<one@people.example>' }))

  const [row] = await world.inbound()
  assert.deepEqual(await rows(), [{ recipient: toNorth, from_address: ana.address, subject, state: 'waiting' }])
  assert.equal(row?.message_id, 'one@people.example')
  assert.equal(row?.community_id, north)
  assert.equal(row?.envelope_from, ana.address)
  assert.deepEqual(row?.verdict, { spf: 'none', dkim: 'none', dmarc: 'none', aligned: false, by: 'us', silent: true })
  assert.match(readFileSync(join(world.folder, 'mail', row?.file ?? ''), 'utf8'), /Message-ID: <one@people\.example>/)
})

test('an address that is none of ours, forged or taken back is refused before the mail is sent', async () => {
  const valid = reply(ben)
  const forged = `${valid[2] === 'x' ? 'r-y' : 'r-x'}${valid.slice(3)}`
  for (const to of [
    `south@${MAIL_DOMAIN}`,
    'north@other.example',
    forged,
    `r-@${MAIL_DOMAIN}`,
    `b-abc@${MAIL_DOMAIN}`,
  ]) {
    assert.equal(await refusalOf(mail({ to })), '550 5.1.1 No such address here', to)
  }
  assert.match(await refusalOf(mail({ to: reply(ben, 7, 1) })), /^550 5\.1\.1 This reply address is no longer valid/)
  assert.match(await refusalOf(mail({ to: reply({ id: 99_999 }) })), /^550 5\.1\.1/)
  assert.match(await refusalOf(mail({ to: `copse@${MAIL_DOMAIN}` })), /^550 5\.7\.1 This address only sends/)
  assert.deepEqual(await rows(), [])

  await world.send(mail({ from: ben.address, to: valid.toUpperCase() }))
  assert.deepEqual(
    (await rows()).map(({ recipient }) => recipient),
    [valid],
  )
})

test('to a community only its members write; others hear how to join', async () => {
  const words =
    /^550 5\.7\.1 north@copse\.example takes mail from its members only, and .* is none\. How to join: https:\/\/copse\.example/
  assert.match(await refusalOf(mail({ from: 'stranger@people.example' })), words)
  assert.match(await refusalOf(mail({ from: cho.address })), words)
  assert.deepEqual(await rows(), [])
  assert.deepEqual(files(), [])
})

test('a mail must say from exactly one address', async () => {
  const words = /^550 5\.7\.1 The From line of a mail must name exactly one address/
  for (const head of [
    'Subject: no From at all',
    `From: ${ana.address}\r\nFrom: ${ben.address}`,
    `From: ${ana.address}, ${ben.address}`,
    `From: ${ana.address} <${ben.address}>`,
    'From: undisclosed',
  ]) {
    assert.match(await refusalOf(raw(head)), words, head)
  }
  assert.deepEqual(await rows(), [])
})

test('each of several recipients has a row and a file of its own', async () => {
  await world.send(mail({ to: [toNorth, reply(ana, 1), reply(ana, 2)] }))

  assert.deepEqual(
    (await rows()).map(({ recipient }) => recipient),
    [toNorth, reply(ana, 1), reply(ana, 2)],
  )
  assert.equal(new Set(files()).size, 3)
})

test('the same mail ten times, one after the other or all at once, is one', async () => {
  const same = mail({ messageId: '<same@people.example>', text: 'Again' })
  for (let times = 0; times < 5; times++) await world.send(same)
  await Promise.all(Array.from({ length: 5 }, () => world.send(same)))

  assert.equal((await rows()).length, 1)
  assert.equal(files().length, 1)
  await world.send(mail({ messageId: '<same@people.example>', text: 'Another' }))
  assert.equal((await rows()).length, 2)
})

test('a mail without a Message-ID, or with one that is too long, is known by what it says', async () => {
  const head = `From: ${ana.address}\r\nDate: Mon, 2 Nov 2026 10:00:00 +0000\r\nSubject: x`
  for (const more of ['', `\r\nMessage-ID: <${'a'.repeat(400)}@people.example>`]) {
    await world.send(raw(head + more))
    await world.send(raw(head + more))
  }
  await world.send(raw(head.replace('10:00', '10:01')))

  const ids = (await world.inbound()).map(({ message_id }) => message_id)
  assert.equal(ids.length, 3)
  for (const id of ids) assert.match(id, /^[0-9a-f]{32}@copse\.example$/)
})

test('a mail of 2,000 parts is refused', async () => {
  const parts = '--x\r\nContent-Type: text/plain\r\n\r\nhello\r\n'.repeat(2000)
  const head = `From: ${ana.address}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x`

  assert.match(await refusalOf(raw(head, `${parts}--x--\r\n`)), /^550 5\.6\.0 This mail has more parts/)
  assert.deepEqual([await rows(), files()], [[], []])
})

test('a mail that comes from us, or has been through fifty servers, goes round in circles', async () => {
  const words = /^550 5\.4\.6 This mail goes round in circles/
  const station = 'Received: from a.example by b.example; Mon, 2 Nov 2026 10:00:00 +0000\r\n'

  assert.match(await refusalOf(mail({ from: toNorth, to: reply(ana) })), words)
  assert.match(await refusalOf(raw(`${station.repeat(51)}From: ${ana.address}`)), words)
  await world.send(raw(`${station.repeat(20)}From: ${ana.address}`))
})

test('a bounce comes from nobody, and is taken at the return path of the letter', async () => {
  const to = bounceAddress(5)
  await world.send({ envelope: { from: '', to }, raw: 'From: MAILER-DAEMON\r\nSubject: failed\r\n\r\nsorry\r\n' })

  assert.deepEqual(await rows(), [{ recipient: to, from_address: null, subject: 'failed', state: 'waiting' }])
})

test('what the database cannot keep is not acknowledged, and the next try succeeds', async () => {
  await sql`alter table inbound_mail rename to away`.execute(db)
  const refusal = await refusalOf(mail({ messageId: '<twice@people.example>' }))
  await sql`alter table away rename to inbound_mail`.execute(db)

  assert.match(refusal, /^451 4\.3\.0 Mail cannot be kept just now/)
  await world.send(mail({ messageId: '<twice@people.example>' }))
  assert.equal((await rows()).length, 1)
})

test('with the database away, the sender is asked to come again (ASVS 16.5.2)', async () => {
  const nowhere = openDb('postgres://127.0.0.1:1/nowhere')
  const server = await startMailIn(nowhere, world.program, { port: 0 })

  assert.match(await refusalOf(mail(), server.port), /^451 4\.3\.0/)
  await server.stop()
  await nowhere.destroy()
})

test('what cannot be written to the disk is not acknowledged (ASVS 16.5.3)', async () => {
  const data = join(world.folder, 'a-file')
  writeFileSync(data, '')
  loadConfig({ ...settingsOf(world), COPSE_DATA: data })
  const refusal = await refusalOf(mail())
  loadConfig(settingsOf(world))

  assert.match(refusal, /^451 4\.3\.0/)
  assert.deepEqual(await rows(), [])
})
