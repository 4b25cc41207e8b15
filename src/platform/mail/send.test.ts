import assert from 'node:assert/strict'
import { after, beforeEach, test } from 'node:test'
import { openOutgoing } from '../../../test/support/outgoing.ts'
import { type Id, sql } from '../db.ts'
import { letter, post, postToAll } from '../outbox.ts'

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

const world = await openOutgoing([news, secretly, code])
const { ana, ben, cho, db, everybody, sendOut, states, wait } = world
after(() => world.close())
beforeEach(async () => {
  asked = []
  await world.empty()
})

test('each reader gets her own letter, and what they share is read once', async () => {
  await postToAll(db, news, everybody(), 1)

  assert.equal(await sendOut(), 2)

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
  assert.equal(await sendOut(), 0)
})

test('rights are read when it is sent: who has left since, is suspended or has no address gets nothing', async () => {
  await postToAll(db, news, everybody(), 1)
  await post(db, news, { to: cho.id, about: 1 })
  await sql`update address set bounced_at = now() where person_id = ${ben.id}`.execute(db)

  await sendOut()

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
  await post(db, news, { to: ana.id, about: 13 })
  await post(db, news, { to: ben.id, about: 1 })

  assert.equal(await sendOut(), 2)
  assert.deepEqual(await states(), [
    { state: 'waiting', error: 'fault', attempts: 1, leased: false },
    { state: 'sent', error: null, attempts: 1, leased: false },
  ])
  assert.equal(await sendOut(), 0)
  await wait(2)
  assert.equal(await sendOut(), 1)
})

test('of an unattributed contribution no row stays, and the copy in the mailbox names none', async () => {
  await post(db, secretly, { to: ana.id, about: 1 })
  await sendOut()

  assert.deepEqual(await world.outbox(), [])
  assert.deepEqual(
    (await world.rows<{ outbox_id: Id }>('mailbox')).map(({ outbox_id }) => outbox_id),
    [null],
  )
})

test('what somebody waits for goes first', async () => {
  await postToAll(db, news, everybody(), 1)
  await post(db, code, { to: cho.id, about: 2 })
  await sendOut(undefined, 1)

  assert.deepEqual(
    (await mailbox()).map(({ subject }) => subject),
    ['Code'],
  )
})

test('letters of a run that was killed go when its lease is over, with the same Message-ID', async () => {
  await post(db, news, { to: ana.id, about: 1 })
  await sql`update outbox set lease = gen_random_uuid(), leased_until = now() + interval '1 minute'`.execute(db)
  const [before] = await world.outbox()

  assert.equal(await sendOut(), 0)
  await sql`update outbox set leased_until = now() - interval '1 second'`.execute(db)
  assert.equal(await sendOut(), 1)
  const [sent] = await world.outbox()
  assert.equal(sent?.message_id, before?.message_id)
})

async function mailbox() {
  const rows = await db.selectFrom('mailbox').selectAll().orderBy('id').execute()
  return rows.map(({ to_address, subject, text }) => ({ to_address, subject, text: text.split('\n')[0] }))
}
