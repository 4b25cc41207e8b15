import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantRole, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { clear, DOOR, plantOutsider, setDoor, verbsOf } from '../doors/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await setDoor(world, 'open')
})
after(() => world.close())
beforeEach(() => clear(world))

const PAGE = '/communities/north/newcomers'

async function comes(): Promise<Actor> {
  const one = await plantOutsider(world)
  await world.submit(one, DOOR, DOOR)
  await world.work()
  return one
}

const greetingOf = ({ id }: Actor) =>
  world.db.selectFrom('membership').select(['greeted_by', 'greeting']).where('person_id', '=', id).executeTakeFirst()

test('a newcomer waits for a greeting on the page and on Today of those who coordinate, and of nobody else', async () => {
  const { ana, ben, eve, gus } = world
  assert.match(words(await world.page(ana, PAGE)), /Everybody has been greeted/)
  const one = await comes()

  assert.match(words(await world.page(ana, '/today')), /One newcomer of North not greeted/)
  assert.match(words(await world.page(ana, PAGE)), new RegExp(one.name))
  for (const other of [ben, eve, gus]) {
    assert.equal((await world.request(other, PAGE)).status, 404)
    assert.doesNotMatch(words(await world.page(other, '/today')), /not greeted/)
  }
  await world.submit(ana, PAGE, `${PAGE}/${one.key}`, { line: 'x', how: 'elsewhere' })
})

test('a line goes out in the greeter’s name, and the need is gone', async () => {
  const { ana } = world
  const one = await comes()
  await world.submit(ana, PAGE, `${PAGE}/${one.key}`, { line: 'Good to have you. Ask Ben about tanks.', how: 'mail' })
  await world.work()

  const letter = await world.lastMailTo(one)
  assert.match(letter.subject, /Ana greets you in North/)
  assert.match(letter.headers, /^From: .*Ana via North/m)
  assert.match(letter.text, /Ask Ben about tanks\./)
  assert.doesNotMatch(words(await world.page(ana, '/today')), /not greeted/)
  assert.equal((await verbsOf(world, 'member.greeted')).length, 2)
})

test('greeted elsewhere, no mail goes', async () => {
  const { ana } = world
  const one = await comes()
  const before = (await world.mailsTo(one)).length
  await world.submit(ana, PAGE, `${PAGE}/${one.key}`, { line: 'Unsent.', how: 'elsewhere' })
  await world.work()
  assert.equal((await world.mailsTo(one)).length, before)
  assert.deepEqual(await greetingOf(one), { greeted_by: ana.id, greeting: null })
})

test('two who greet at once greet once', async () => {
  const { ana, ben, db, north } = world
  await plantRole(db, ben.id, north.id, 'coordinator')
  const one = await comes()
  const path = `${PAGE}/${one.key}`
  const fields = [hiddenFields(await world.page(ana, PAGE), path), hiddenFields(await world.page(ben, PAGE), path)]
  const answers = await Promise.all([
    world.send(ana, path, { ...fields[0], line: 'From Ana.' }),
    world.send(ben, path, { ...fields[1], line: 'From Ben.' }),
  ])
  assert.deepEqual(answers.map((answer) => answer.headers.get('location')?.split('?')[1]).sort(), [
    'greeted',
    'settled',
  ])
  await world.work()
  assert.equal((await world.mailsTo(one)).filter(({ subject }) => /greets you/.test(subject)).length, 1)
})

test('a neighbour’s coordinator greets nobody here, and a member of another community is not to be greeted', async () => {
  const { ana, eve, fay } = world
  const one = await comes()
  const { csrf = '' } = hiddenFields(await world.page(eve, '/me/mail'), '/sign-out')
  assert.equal((await world.send(eve, `${PAGE}/${one.key}`, { csrf, line: 'Hello' })).status, 404)
  const own = hiddenFields(await world.page(ana, '/me/mail'), '/sign-out')
  assert.equal((await world.send(ana, `${PAGE}/${fay.key}`, { ...own, line: 'Hello' })).status, 404)
  assert.deepEqual(await greetingOf(one), { greeted_by: null, greeting: null })
})

test('the answer to the welcome is kept for herself, chooses topics and is confirmed with them', async () => {
  const { ben } = world
  const one = await comes()
  await world.reply(one, 'The water tanks in our schools stand empty since May.')
  await world.work()

  const { on_my_desk } = await world.db
    .selectFrom('person')
    .select('on_my_desk')
    .where('id', '=', one.id)
    .executeTakeFirstOrThrow()
  assert.match(on_my_desk ?? '', /stand empty since May/)
  const answer = await world.lastMailTo(one)
  assert.equal(answer.subject, 'Your topics')
  assert.match(answer.text, /Water.*Schools|Schools.*Water/s)
  assert.match(answer.text, /Choose your topics yourself/)
  assert.doesNotMatch(await world.page(ben, `/people/${one.key}`), /stand empty/)
})

test('a problem that begins with “Stop” is no farewell', async () => {
  const one = await comes()
  await world.reply(one, 'Stop the leaking of our tanks: how?')
  await world.work()
  const state = world.db.selectFrom('membership').select('state').where('person_id', '=', one.id)
  assert.equal((await state.executeTakeFirstOrThrow()).state, 'member')
})
