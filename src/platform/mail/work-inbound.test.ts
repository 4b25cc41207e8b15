import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { openInbound, reply } from '../../../test/support/inbound.ts'
import { broken, MAIL_DOMAIN, unattributed } from '../../../test/support/mail.ts'
import { sql } from '../db.ts'
import { sweepRaw } from './raw-store.ts'

const world = await openInbound()
const { ana, ben, asha, db, north, mail, work, states, lettersSent, rawFiles } = world
after(() => world.close())
beforeEach(() => world.empty())

const toNorth = `north@${MAIL_DOMAIN}`

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

test('a worker that dies after the action and before the mark does it once all the same (ASVS 2.3.3)', async () => {
  await mail({})
  await sql`update inbound_mail set state = 'waiting', worked_at = null`.execute(db)
  await work()

  assert.equal((await world.taken()).length, 1)
  assert.deepEqual(await states(), ['worked'])
})

test('a member who has left meanwhile is told that it is not open to her', async () => {
  await world.send({ from: ben.address, to: toNorth, subject: 'Late', text: 'Hello' })
  await sql`update membership set state = 'left' where person_id = ${ben.id}`.execute(db)
  await work()
  await sql`update membership set state = 'member' where person_id = ${ben.id}`.execute(db)

  assert.deepEqual(await states(), ['refused: What you wrote to is not there any more, or is not open to you.'])
})

test('a fault of ours is tried again, later and later, and comes to a moderator in the end; others go on', async () => {
  await mail({ to: reply(ana, { to: broken }) })
  await mail({ from: ben.address, to: reply(ben) })
  assert.deepEqual(await states(), ['waiting', 'worked'])
  assert.equal(await work(), 0)

  for (let tries = 2; tries <= 8; tries++) {
    await sql`update inbound_mail set leased_until = null`.execute(db)
    assert.equal(await work(), 1)
  }
  assert.deepEqual(await states(), ['held: fault', 'worked'])
})

test('a mail that takes the process down each time comes to a moderator too', async () => {
  await world.send({ from: ana.address, to: reply(ana), subject: 'x', text: 'x' })
  await sql`update inbound_mail set attempts = 8`.execute(db)
  await work()

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

test('two workers at once work each mail once', async () => {
  for (let at = 0; at < 20; at++)
    await world.send({ from: ana.address, to: reply(ana), subject: `${at}`, text: `Number ${at}` })
  const worked = await Promise.all([work(), work()])

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
