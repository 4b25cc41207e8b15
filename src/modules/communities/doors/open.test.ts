import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { clear, DOOR, membershipOf, plantOutsider, setDoor } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => clear(world))

test('through an open door one press is enough, with the norms beside it; the welcome is from the coordinator by name', async () => {
  await setDoor(world, 'open', { norms: JSON.stringify({ en: ['Answer from what you did.'] }) })
  const one = await plantOutsider(world)
  assert.match(words(await world.page(one, DOOR)), /Answer from what you did\..*I keep to this, and join/)
  assert.equal(await membershipOf(world, one), undefined)

  const answer = await world.submit(one, DOOR, DOOR)
  await world.work()

  assert.equal(answer.headers.get('location'), '/communities/north?joined')
  assert.equal(await membershipOf(world, one), 'member internal')
  const welcome = await world.lastMailTo(one)
  assert.match(welcome.headers, /^From: .*Ana via North/m)
  assert.match(welcome.text, /What problem is on your desk this month\?/)
  const { norms_accepted_at } = await world.db
    .selectFrom('membership')
    .select('norms_accepted_at')
    .where('person_id', '=', one.id)
    .executeTakeFirstOrThrow()
  assert.notEqual(norms_accepted_at, null)
})

test('pressed twice at once or one after the other, she is in once and welcomed once', async () => {
  await setDoor(world, 'open')
  const one = await plantOutsider(world)
  const fields = hiddenFields(await world.page(one, DOOR), DOOR)
  const other = hiddenFields(await world.page(one, DOOR), DOOR)
  await Promise.all([world.send(one, DOOR, fields), world.send(one, DOOR, fields), world.send(one, DOOR, other)])
  await world.send(one, DOOR, fields)
  await world.work()

  const facts = await world.db
    .selectFrom('activity')
    .select('id')
    .where('verb', '=', 'member.joined')
    .where('subject_id', '=', one.id)
    .execute()
  assert.equal(facts.length, 1)
  assert.equal((await world.mailsTo(one)).filter(({ subject }) => /Welcome/.test(subject)).length, 1)
})

test('a door by invitation lets nobody in by itself and names who can tell more', async () => {
  await setDoor(world, 'invited')
  const one = await plantOutsider(world)
  assert.match(words(await world.page(one, DOOR)), /by invitation of a member.*Ana can tell you more/)

  const { csrf = '' } = hiddenFields(await world.page(one, '/me/mail'), '/sign-out')
  assert.equal((await world.send(one, DOOR, { csrf })).status, 409)
  assert.equal(await membershipOf(world, one), undefined)
})

test('who works outside government comes in where the community admits it, and only there', async () => {
  await setDoor(world, 'open', { admits_external: false })
  const one = await plantOutsider(world)
  assert.doesNotMatch(await world.page(one, DOOR), /Outside government/)
  const refused = await world.submit(one, DOOR, DOOR, { class: 'external' })
  assert.equal(refused.status, 409)
  assert.equal(await membershipOf(world, one), undefined)

  await setDoor(world, 'open', { admits_external: true })
  await world.submit(one, DOOR, DOOR, { class: 'external' })
  assert.equal(await membershipOf(world, one), 'member external')
})

test('a member leaves by one press or one word by mail, her roles with her, and comes back by the same door', async () => {
  await setDoor(world, 'open')
  const one = await plantOutsider(world)
  await world.submit(one, DOOR, DOOR)
  await world.work()
  await world.db
    .insertInto('role')
    .values({ person_id: one.id, community_id: world.north.id, role: 'facilitator' })
    .execute()

  const left = await world.submit(one, DOOR, `${DOOR}/removal`)
  assert.equal(left.headers.get('location'), '/communities/north?left')
  assert.equal(await membershipOf(world, one), 'left internal')
  const role = world.db.selectFrom('role').select('until').where('person_id', '=', one.id)
  assert.notEqual((await role.executeTakeFirstOrThrow()).until, null)

  await world.submit(one, DOOR, DOOR)
  await world.work()
  assert.equal(await membershipOf(world, one), 'member internal')
  await world.reply(one, 'Leave')
  await world.work()
  assert.equal(await membershipOf(world, one), 'left internal')
  assert.match((await world.lastMailTo(one)).subject, /You have left North/)
})

test('the page of her membership is hers alone, and who is none leaves nothing', async () => {
  const { ben, eve } = world
  await setDoor(world, 'ask')
  assert.match(words(await world.page(ben, DOOR)), /Your membership of North.*Leave this community/)
  assert.match(words(await world.page(eve, DOOR)), /Join North/)
  for (const act of ['removal', 'listing']) {
    const { csrf = '' } = hiddenFields(await world.page(eve, '/me/mail'), '/sign-out')
    assert.equal((await world.send(eve, `${DOOR}/${act}`, { csrf })).status, 404)
  }
})
