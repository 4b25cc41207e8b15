import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const PAGE = '/me/data'
const stateOf = async ({ id }: Actor) =>
  (await world.db.selectFrom('person').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state

/** Asked, and proven by the code; gives the letter that says when. */
async function ask(who: Actor) {
  await world.submit(who, PAGE, `${PAGE}/erasure`)
  await world.work()
  const code = /^(\d{6}) /.exec((await world.lastMailTo(who)).subject)?.[1] ?? ''
  await world.submit(who, `${PAGE}/erasure`, `${PAGE}/erasure/code`, { code })
  await world.work()
  return world.lastMailTo(who)
}

test('one word by mail undoes it within the twelve hours, and a letter says so', async () => {
  const { dee } = world
  const told = await ask(dee)
  assert.match(told.text, /reply UNDO to this\s+mail/)
  await world.travel('11 hours')

  await world.reply(dee, 'Undo', told)
  await world.work()

  const answer = await world.lastMailTo(dee)
  assert.equal(answer.subject, 'Your data stays as it is')
  assert.doesNotMatch(await world.page(dee, PAGE), /You asked to have your data erased/)
  await world.travel('2 hours')
  await world.work()
  assert.equal(await stateOf(dee), 'active')
  const facts = world.db.selectFrom('activity').select(['verb', 'via']).where('verb', 'like', 'erasure.%').orderBy('id')
  assert.deepEqual(await facts.execute(), [
    { verb: 'erasure.asked', via: 'page' },
    { verb: 'erasure.undone', via: 'mail' },
  ])
})

test('in Hindi as well, and twice is once', async () => {
  const { ben } = world
  const told = await ask(ben)
  await world.reply(ben, 'वापस लें', told)
  await world.work()
  const count = async () => (await world.mailsTo(ben)).filter(({ subject }) => subject === 'Your data stays as it is')
  assert.equal((await count()).length, 1)

  await world.reply(ben, 'वापस लें', told)
  await world.work()

  assert.equal((await count()).length, 1)
  assert.match((await world.lastMailTo(ben)).text, /There is nothing to undo/)
})

test('any other words undo nothing, nor do those of somebody else', async () => {
  const { cho, fay } = world
  const told = await ask(cho)

  await world.reply(cho, 'Thank you for the letter', told)
  await world.work()
  assert.match((await world.lastMailTo(cho)).text, /Please reply with the one word UNDO/)
  await world.reply(fay, 'Undo', told)
  await world.work()

  assert.match(await world.page(cho, PAGE), /You asked to have your data erased/)
})

test('after the erasure the reply is that of a stranger, and changes nothing', async () => {
  const { rao } = world
  const told = await ask(rao)
  await world.travel('12 hours')
  await world.work()
  assert.equal(await stateOf(rao), 'erased')

  await world.reply(rao, 'Undo', told).catch(() => {})
  await world.work()

  assert.equal(await stateOf(rao), 'erased')
})
