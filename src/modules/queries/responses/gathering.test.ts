import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import {
  findRow,
  letterTo,
  pass,
  postQuery,
  respond,
  setMoment,
  startOver,
  stateOf,
  typedIn,
  words,
} from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

async function at(moment: string) {
  await setMoment(world, `${moment}+05:30`)
  await world.work()
}
const count = async (subject: RegExp, reader = world.ana) =>
  (await world.mailsTo(reader)).filter((letter) => subject.test(letter.subject)).length
const extend = (path: string, days: string, by = world.ana) => world.submit(by, path, `${path}/extension`, { days })

test('silence after four working days and half-time after five are told to the desk, once', async () => {
  const { ana, rao, cho } = world
  await postQuery(world, world.ben)
  const before = [await count(/No response yet/), await count(/Half-time/)]
  const since = async () => [
    (await count(/No response yet/)) - (before[0] ?? 0),
    (await count(/Half-time/)) - (before[1] ?? 0),
  ]
  await at('2026-03-06T23:00')
  assert.deepEqual(await since(), [0, 0])

  await at('2026-03-07T00:01')
  assert.deepEqual(await since(), [1, 0])
  await at('2026-03-10T00:01')
  assert.deepEqual(await since(), [1, 1])
  await at('2026-03-13T00:01')

  assert.deepEqual(await since(), [1, 1])
  for (const one of [ana, rao]) {
    assert.match((await letterTo(world, one, /No response yet/)).text, /A telephone call to one person works better/)
    assert.match((await letterTo(world, one, /Half-time/)).text, /There is no response yet\..*\/nudges/s)
  }
  assert.equal(await count(/Half-time/, cho), 0)
})

test('one response is enough that nobody is told of silence', async () => {
  const path = await postQuery(world, world.ben)
  const before = await count(/No response yet/)
  await respond(world, world.cho, path, 'We pay the fitter.')
  await pass(world)

  await at('2026-03-10T00:01')

  assert.equal(await count(/No response yet/), before)
  assert.match((await letterTo(world, world.ana, /Half-time/)).text, /There is one response\./)
})

test('half-time of an urgent query and of an agreed date is half of their own days', async () => {
  const before = await count(/Half-time/)
  await postQuery(world, world.ben, { urgency: 'urgent' })
  await postQuery(world, world.cho, { reply_by: '2026-03-06' })
  await at('2026-03-03T00:01')
  assert.equal(await count(/Half-time/), before)

  await at('2026-03-05T00:01')

  assert.equal(await count(/Half-time/), before + 2)
  assert.doesNotMatch((await letterTo(world, world.ana, /No response yet/)).text, /Four days/)
})

test('it closes at the deadline, 23:59 where the community is, and the desk is told', async () => {
  const path = await postQuery(world, world.ben)
  await at('2026-03-16T23:58')
  assert.equal(await stateOf(world, path), 'gathering')

  await at('2026-03-16T23:59')

  assert.equal(await stateOf(world, path), 'closed')
  assert.match((await letterTo(world, world.rao, /Ready to compile/)).text, /due\s+within five working days/)
  assert.match(words(await world.page(world.cho, path)), /Compiled/)
  assert.doesNotMatch(await world.page(world.cho, path), /name="body"/)
})

test('the desk closes early, and once', async () => {
  const path = await postQuery(world, world.ben)
  const form = hiddenFields(await world.page(world.ana, path), `${path}/closing`)
  const before = await count(/Ready to compile/)

  const answers = [
    await world.send(world.ana, `${path}/closing`, form),
    await world.send(world.ana, `${path}/closing`, form),
  ]
  await world.work()

  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  const other = { ...form, once: 'another-press' }
  const late = await world.send(world.ana, `${path}/closing`, other)
  assert.equal(late.status, 409)
  assert.match(words(await late.text()), /This query is closed to responses now/)
  assert.equal(await count(/Ready to compile/), before + 1)
})

test('more time is given once, by five working days at most', async () => {
  const path = await postQuery(world, world.ben)
  const six = await extend(path, '6')
  const page = await six.text()
  assert.equal(six.status, 422)
  assert.match(page, /<a href="#extend-days">Choose one to five working days<\/a>/)

  assert.equal((await extend(path, '5')).status, 303)
  assert.equal((await findRow(world, path)).reply_by, '2026-03-23')
  await at('2026-03-16T23:59')
  assert.equal(await stateOf(world, path), 'gathering')

  assert.doesNotMatch(await world.page(world.ana, path), /name="days"/)
  const form = hiddenFields(await world.page(world.ana, path), `${path}/closing`)
  const again = await world.send(world.ana, `${path}/extension`, { ...form, days: '1' })
  assert.equal(again.status, 409)
  assert.match(words(await again.text()), /has been extended once already/)
  await at('2026-03-23T23:59')
  assert.equal(await stateOf(world, path), 'closed')
})

test('a closed query gathers again when it is given more time, and its second closing is told as well', async () => {
  const path = await postQuery(world, world.ben)
  const before = await count(/Ready to compile/)
  await at('2026-03-16T23:59')
  assert.equal(await count(/Ready to compile/), before + 1)

  assert.equal((await extend(path, '3')).status, 303)
  assert.equal((await findRow(world, path)).reply_by, '2026-03-19')
  assert.equal((await respond(world, world.cho, path, 'Just in time.')).status, 303)
  await at('2026-03-19T23:59')

  assert.equal(await stateOf(world, path), 'closed')
  assert.equal(await count(/Ready to compile/), before + 2)
})

test('only the desk of its own community closes a query and gives more time', async () => {
  const { ana, ben, cho, eve, fay, gus } = world
  const path = await postQuery(world, ben)
  for (const other of [ben, cho, eve, fay, gus]) {
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    const answers = [
      await world.send(other, `${path}/closing`, { csrf }),
      await world.send(other, `${path}/extension`, { csrf, days: '3' }),
    ]
    const wanted = [ben, cho].includes(other) ? 403 : 404
    assert.deepEqual(
      answers.map(({ status }) => status),
      [wanted, wanted],
      other.name,
    )
  }
  assert.deepEqual([await stateOf(world, path), (await findRow(world, path)).extended_at], ['gathering', null])
  assert.equal(typedIn(await world.page(ana, path), 'days') ?? '', '')

  await world.submit(ana, path, `${path}/closing`)
  assert.equal(await stateOf(world, path), 'closed')
})
