import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { agree, ask, letterTo, setMoment, shape, startOver, stateOf, words } from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

const OK_WANTED = /Your OK is still wanted/

async function shaped() {
  const path = await ask(world, world.ben)
  await shape(world, path)
  await world.work()
  return path
}

const count = async (subject: RegExp, reader = world.ben) =>
  (await world.mailsTo(reader)).filter((letter) => subject.test(letter.subject)).length

/** Works at this moment of India's clock, and says how many reminders have come so far. */
async function remindersAt(moment: string, before: number) {
  await setMoment(world, `${moment}+05:30`)
  await world.work()
  return (await count(OK_WANTED)) - before
}

test('she is reminded after two and after five working days, then it is parked and the desk is told', async () => {
  const { ana, rao, ben } = world
  const before = await count(OK_WANTED)
  const path = await shaped()

  assert.equal(await remindersAt('2026-03-04T23:00', before), 0)
  assert.equal(await remindersAt('2026-03-05T00:01', before), 1)
  assert.equal(await remindersAt('2026-03-09T23:00', before), 1, 'Saturday and Sunday do not count')
  assert.equal(await remindersAt('2026-03-10T00:01', before), 2)
  assert.equal(await remindersAt('2026-03-11T23:00', before), 2)
  assert.equal(await stateOf(world, path), 'shaping')
  assert.equal(await remindersAt('2026-03-12T00:01', before), 2)

  assert.equal(await stateOf(world, path), 'parked')
  for (const one of [ana, rao])
    assert.match((await letterTo(world, one, /Parked: How did/)).text, /her yes still\s+counts/)
  assert.match(words(await world.page(ana, '/communities/north/desk')), /Parked How did you keep/)
  assert.match(words(await world.page(ana, '/today')), /Parked, its asker is silent: How did/)
  assert.match((await letterTo(world, ben, OK_WANTED)).text, /Nothing goes round without your yes/)
})

test('a holiday of the community is no working day', async () => {
  const { db, north } = world
  const { calendar_id } = await db
    .selectFrom('community')
    .select('calendar_id')
    .where('id', '=', north.id)
    .executeTakeFirstOrThrow()
  await db.insertInto('holiday').values({ calendar_id, on: '2026-03-04', name: '{"en":"Holi"}' }).execute()
  const before = await count(OK_WANTED)
  await shaped()

  assert.equal(await remindersAt('2026-03-05T00:01', before), 0)
  assert.equal(await remindersAt('2026-03-06T00:01', before), 1)
  await db.deleteFrom('holiday').execute()
})

test('each round of wording has its own reminders and its own parking', async () => {
  const { ana, ben } = world
  const before = await count(OK_WANTED)
  const path = await shaped()
  await setMoment(world, '2026-03-05T00:01+05:30')
  await world.work()
  await world.reply(ben, 'Say that it is about Kotdwar.', await letterTo(world, ben, OK_WANTED))
  await world.work()
  await setMoment(world, '2026-03-20T09:00+05:30')
  await world.work()
  assert.equal(await stateOf(world, path), 'shaping', 'her changes wait for the desk, not for her')
  assert.equal((await count(OK_WANTED)) - before, 1)

  const parked = await count(/Parked/, ana)
  await shape(world, path, { title: 'How did you keep committees in Kotdwar alive?' })
  await setMoment(world, '2026-03-25T00:01+05:30')
  await world.work()
  assert.equal((await count(OK_WANTED)) - before, 2)
  await setMoment(world, '2026-03-28T00:01+05:30')
  await world.work()
  assert.equal((await count(OK_WANTED)) - before, 3)
  await setMoment(world, '2026-04-01T00:01+05:30')
  await world.work()

  assert.equal(await stateOf(world, path), 'parked')
  assert.equal((await count(/Parked/, ana)) - parked, 1)
})

test('without her yes nothing is posted, however long it takes; her late yes still counts', async () => {
  const { ben, cho } = world
  const path = await shaped()
  const before = (await world.mailsTo(cho)).length
  for (const moment of ['2026-03-12T00:01', '2026-05-12T00:01', '2026-12-01T00:01']) {
    await setMoment(world, `${moment}+05:30`)
    await world.work()
  }
  assert.equal(await stateOf(world, path), 'parked')
  assert.equal((await world.mailsTo(cho)).length, before)
  assert.equal((await world.request(cho, path)).status, 404)

  await world.reply(ben, 'OK', await letterTo(world, ben, /Shall we ask/))
  await world.work()

  assert.equal(await stateOf(world, path), 'gathering')
  assert.equal((await world.mailsTo(cho)).length, before + 1)
})

test('while her parked query waits she may ask another, and then the parked one waits for that', async () => {
  const { ana, ben } = world
  const path = await shaped()
  await setMoment(world, '2026-03-12T00:01+05:30')
  await world.work()
  const other = await ask(world, ben, { text: 'Who tests the water of a hand pump?' })
  assert.equal(await stateOf(world, other), 'submitted')

  const yes = await agree(world, ben, path)
  const anew = await shape(world, path, {}, ana)

  for (const answer of [yes, anew]) {
    assert.equal(answer.status, 409)
    assert.match(words(await answer.text()), /One query at a time: “Who tests the water of a hand pump\?” is open/)
  }
  await world.submit(ben, `${other}/withdrawal`, `${other}/withdrawal`)
  assert.equal((await agree(world, ben, path)).status, 303)
  assert.equal(await stateOf(world, path), 'gathering')
})
