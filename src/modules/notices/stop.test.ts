import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantMember, type World } from '../../../test/world.ts'
import { stopToken } from '../../platform/mail/tokens.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const linkOf = (actor: Actor, community: { id: number }) => `/stop/${stopToken(actor.id, community.id)}`

const deliveriesOf = async (actor: Actor) => {
  const rows = await world.db
    .selectFrom('membership')
    .select('delivery')
    .where('person_id', '=', actor.id)
    .orderBy('community_id')
    .execute()
  return rows.map(({ delivery }) => delivery)
}

test('opening the link shows what it stops and changes nothing (ASVS 3.5.3)', async () => {
  const { ben, north } = world

  const page = await world.page(null, linkOf(ben, north))

  assert.match(page, /Stop the mail of North.*Stop it/s)
  assert.deepEqual(await deliveriesOf(ben), ['each'])
})

test('the button stops the mail of exactly this community, without signing in', async () => {
  const { ben, north, south, db } = world
  await plantMember(db, ben.id, south.id)

  const answer = await world.submit(null, linkOf(ben, north), linkOf(ben, north))

  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /You get no mail of North.*still a member/s)
  assert.deepEqual(await deliveriesOf(ben), ['web', 'each'])
  assert.match(await world.page(null, linkOf(ben, north)), /You get no mail of North/)
})

test('a mail program stops it in one step, as RFC 8058 has it, and may do so twice', async () => {
  const { cho, north } = world
  const oneClick = {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.org' },
  }

  const answers = [
    await world.request(null, linkOf(cho, north), oneClick),
    await world.request(null, linkOf(cho, north), oneClick),
  ]

  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200],
  )
  assert.deepEqual(await deliveriesOf(cho), ['web'])
})

test('a link that is not ours, or of one who never was a member, stops nothing', async () => {
  const { dee, gus, north } = world
  const link = linkOf(dee, north)

  const wrong = await world.request(null, `${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`, { method: 'POST' })
  const outsider = await world.request(null, linkOf(gus, north), { method: 'POST' })

  assert.equal(wrong.status, 404)
  assert.equal(outsider.status, 200)
  assert.deepEqual(await deliveriesOf(dee), ['each'])
  assert.deepEqual(await deliveriesOf(gus), [])
})

test('on her page a member chooses the mail of each community, and sees how much it is', async () => {
  const { dee } = world
  assert.match(await world.page(dee, '/me/mail'), /North.*Each message.*None in the last four weeks/s)

  const answer = await world.submit(dee, '/me/mail', '/me/mail/north', {
    delivery: 'my_topics',
    paused_until: '2031-02-03',
  })

  assert.equal(answer.status, 303)
  assert.deepEqual(await deliveriesOf(dee), ['my_topics'])
  assert.match(await world.page(dee, '/me/mail'), /value="my_topics"[^>]* checked.*value="2031-02-03"/s)
})

test('a wrong wish is shown again with what is wrong; another’s community is not found', async () => {
  const { dee } = world

  const wrong = await world.submit(dee, '/me/mail', '/me/mail/north', { delivery: 'hourly', paused_until: '' })
  const hidden = {
    ...(await import('../../../test/world.ts')).hiddenFields(await world.page(dee, '/me/mail'), '/me/mail/north'),
  }
  const other = await world.send(dee, '/me/mail/south', { ...hidden, delivery: 'web' })

  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Choose how the mail should come/)
  assert.equal(other.status, 404)
  assert.deepEqual(await deliveriesOf(dee), ['my_topics'])
})
