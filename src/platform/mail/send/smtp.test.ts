import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, beforeEach, test } from 'node:test'
import { dkimVerify } from 'mailauth'
import { MAIL_DOMAIN, plantMember, plantPerson } from '../../../../test/support/mail.ts'
import { type Conduct, openSink } from '../../../../test/support/mail-server.ts'
import { openOutgoing } from '../../../../test/support/outgoing.ts'
import { letter, post, postToAll } from '../../outbox.ts'
import { readBounceAddress } from '../tokens.ts'
import { transportFor } from './transport.ts'

const news = letter('test.news', 'thing', async () => ({ subject: 'News', blocks: ['Hello'], why: 'A test.' }))
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

const world = await openOutgoing([news, elsewhere, listMail])
const { ana, ben, db, north, everybody, meet, sendOut, states, toServer, wait } = world
after(() => world.close())
beforeEach(() => world.empty())

test('by SMTP each letter has its return path and goes once', async () => {
  await postToAll(db, news, everybody(), 1)
  const { settled, caught } = await meet(() => 'take', 2)

  assert.equal(settled, 2)
  assert.deepEqual(caught.map(({ to }) => to).sort(), ['ana@people.example', 'ben@people.example'])
  const rows = await world.outbox()
  for (const { to, from, raw } of caught) {
    const row = rows.find(({ id }) => id === readBounceAddress(from.split('@')[0] ?? ''))
    assert.equal(row?.person_id, [ana, ben].find(({ address }) => address === to)?.id)
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
  await post(db, listMail, { to: ana.id, about: 1 })
  await sendOut(transport)
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
  await post(db, news, { to: ana.id, about: 1 })
  const busy: Conduct = { at: 'rcpt', code: 451, words: '4.7.1 Greylisted' }
  for (const minutes of [1, 2, 4]) {
    assert.deepEqual((await meet(() => busy)).caught, [])
    await wait(minutes - 0.1)
    assert.equal((await meet(() => 'take')).settled, 0)
    await wait(0.1)
  }
  const { caught } = await meet(() => 'take')

  assert.equal(caught.length, 1)
  assert.deepEqual(await states(), [{ state: 'sent', error: null, attempts: 4, leased: false }])
})

test('an address that does not exist is noted as bounced; the others get their letter', async () => {
  await postToAll(db, news, everybody(), 1)
  const { caught } = await meet((_, to) =>
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
  assert.deepEqual(await world.rows('bounced'), [{ person_id: ana.id, hard: true, status: '5.1.1' }])
})

test('what fails at an address that is not known to be hers is no bounce of hers', async () => {
  await post(db, elsewhere, { to: ana.id, about: 1 })
  const { caught } = await meet(() => 'take')
  assert.deepEqual(
    caught.map(({ to, from }) => [to, readBounceAddress(from.split('@')[0] ?? '')]),
    [['new@people.example', 0]],
  )

  await post(db, elsewhere, { to: ben.id, about: 1 })
  await meet(() => ({ at: 'rcpt', code: 550, words: '5.1.1 No such user' }))
  assert.deepEqual(
    (await states()).map(({ state }) => state),
    ['sent', 'failed'],
  )
  assert.deepEqual(await world.rows('bounced'), [])
})

test('a full mailbox, or a letter refused for what it says, is a soft bounce', async () => {
  await postToAll(db, news, everybody(), 1)
  await meet((_, to) =>
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
  await postToAll(db, news, everybody(), 1)
  const cut = await meet(() => 'cut')
  assert.deepEqual(cut.caught, [])
  assert.deepEqual(
    (await states()).map(({ state, leased }) => ({ state, leased })),
    Array(2).fill({ state: 'waiting', leased: false }),
  )

  await wait(1)
  assert.equal((await meet(() => 'take')).caught.length, 2)
})

test('while there is no server, letters wait without losing a try (ASVS 16.5.2)', async () => {
  await postToAll(db, news, everybody(), 1)
  const sink = await openSink()
  await sink.close()
  const transport = toServer(sink.url)

  assert.equal(await sendOut(transport), 0)
  assert.deepEqual(await states(), Array(2).fill({ state: 'waiting', error: null, attempts: 0, leased: false }))
  transport.close()
  assert.equal((await meet(() => 'take')).caught.length, 2)
})

test('two workers at once send each letter once', async () => {
  for (let at = 0; at < 150; at++) {
    const person = await plantPerson(db, `Reader${at}`)
    await plantMember(db, person.id, north)
  }
  await postToAll(db, news, everybody(), 1)
  const sink = await openSink()
  const transports = [1, 2].map(() => toServer(sink.url))
  const settled = await Promise.all(transports.map((transport) => sendOut(transport)))
  for (const transport of transports) transport.close()
  await sink.close()

  assert.equal((settled[0] ?? 0) + (settled[1] ?? 0), 152)
  assert.equal(sink.caught.length, 152)
  assert.equal(new Set(sink.caught.map(({ to }) => to)).size, 152)
})
