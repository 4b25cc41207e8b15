import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import { setTime } from '../../../platform/clocks.ts'
import {
  ask,
  findRow,
  letterTo,
  monday,
  pass,
  postQuery,
  respond,
  setMoment,
  shape,
  startOver,
  words,
} from '../builders.ts'

let world: World
let members: Actor[]
before(async () => {
  world = await openWorld()
  members = await Promise.all(['Hema', 'Ila', 'Jai', 'Kim'].map((name) => plantPerson(world.db, name)))
  for (const { id } of members) await plantMember(world.db, id, world.north.id)
})
after(() => world.close())
beforeEach(() => startOver(world))

const DESK = '/communities/north/desk'
const desk = async (reader = world.ana) => words(await world.page(reader, DESK))

test('the desk is clear, and says so', async () => {
  assert.match(await desk(), /No open query\. .*The desk is clear\. New questions come here, and you get a mail\./)
})

test('coordinators and researchers of the community have a desk; nobody else knows of one', async () => {
  const { ana, rao, ben, eve, fay, gus } = world
  for (const one of [ana, rao]) assert.equal((await world.request(one, DESK)).status, 200)
  for (const other of [ben, eve, fay, gus]) assert.equal((await world.request(other, DESK)).status, 404)
  assert.match((await world.request(null, DESK)).headers.get('location') ?? '', /^\/sign-in/)
  assert.equal((await world.request(eve, '/communities/south/desk')).status, 200)
  await world.db.updateTable('role').set({ until: monday }).where('person_id', '=', rao.id).execute()
  assert.equal((await world.request(rao, DESK)).status, 404, 'her role has ended')
  await world.db.updateTable('role').set({ until: null }).where('person_id', '=', rao.id).execute()
})

test('what waits stands in its group, the urgent first, then the oldest, with the day it is promised', async () => {
  const [hema, ila, jai] = members as [Actor, Actor, Actor]
  await ask(world, hema, { text: 'First of all: who repairs hand pumps?' })
  await world.travel('2 hours')
  await ask(world, ila, { text: 'Second of all: who tests the water?' })
  await world.travel('2 hours')
  await ask(world, jai, { text: 'Third, and urgent: who has chlorine?', urgency: 'urgent' })

  const page = await desk()

  assert.match(page, /3 open queries\./)
  assert.match(page, /To shape .*urgent.*Third.*First.*Second/)
  assert.match(page, /First of all: who repairs hand pumps\? Hema .* 2 Mar .* 3 Mar/)
})

test('each step of a query stands where the next act is', async () => {
  const { ana, ben, cho } = world
  const path = await postQuery(world, ben)
  const entry = async () => {
    const html = await world.page(ana, DESK)
    return [words(html), new RegExp(`href="${path}(/\\w+)?"`).exec(html)?.[1]]
  }
  assert.match(await desk(), /Gathering responses .*Nobody has answered yet: see whom to call\. Ben .*no response/)
  assert.equal((await entry())[1], '/nudges')

  await respond(world, cho, path, 'We pay the fitter.')
  await pass(world)
  assert.match(await desk(), /one response/)
  assert.equal((await entry())[1], undefined)
  await setMoment(world, '2026-03-10T09:00+05:30')
  await world.work()
  assert.match(await desk(), /Half-time: see who may know and has not answered/)
  assert.equal((await entry())[1], '/nudges')
  await setMoment(world, '2026-03-17T09:00+05:30')
  await world.work()
  assert.match(await desk(), /To compile .*due 24 Mar.*one response/)
  assert.equal((await entry())[1], '/compile')
  assert.match((await letterTo(world, ana, /Ready to compile/)).text, /There is one\./)
})

test('changes asked of a parked query bring it back to be shaped', async () => {
  const { ben } = world
  const path = await ask(world, ben)
  await shape(world, path)
  await setMoment(world, '2026-03-12T09:00+05:30')
  await world.work()
  assert.match(await desk(), /Parked How did you keep/)

  await world.submit(ben, `${path}/agreement`, `${path}/agreement`, { answer: 'changes', words: 'Shorter, please.' })

  assert.match(await desk(), /To shape How did you keep.*The asker wants changes/)
  assert.doesNotMatch(await desk(), /Parked/)
  assert.equal((await findRow(world, path)).state, 'parked')
})

test('the desk asks the database no more for three queries than for one', async () => {
  const [hema, ila, jai] = members as [Actor, Actor, Actor]
  const { ana } = world
  await setTime(world.db, monday)
  await ask(world, hema)
  await world.page(ana, DESK)
  const one = await countStatements(() => world.page(ana, DESK))
  await ask(world, ila)
  await ask(world, jai)

  assert.equal(await countStatements(() => world.page(ana, DESK)), one)
})
