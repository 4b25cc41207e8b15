import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { agree, ask, pass, postQuery, respond, setMoment, shape, startOver, words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

const today = async (reader: Actor) => words(await world.page(reader, '/today'))

test('nothing waits, and that is said', async () => {
  assert.match(await today(world.ben), /What needs you, Ben\. Nothing waits for you\./)
})

test('the first page is for all; Today is for who is signed in', async () => {
  assert.match(words(await world.page(null, '/')), /Communities.*North.*South/)
  assert.equal((await world.request(world.ben, '/')).headers.get('location'), '/today')
  assert.match((await world.request(null, '/today')).headers.get('location') ?? '', /^\/sign-in/)
})

test('each step of a query waits for the one whose turn it is, and for nobody else', async () => {
  const { ana, rao, ben, cho, eve, fay, gus, db } = world
  const others = [cho, eve, fay, gus]
  const path = await ask(world, ben)
  const turn = async (whose: Actor[], line: RegExp) => {
    for (const one of whose) assert.match(await today(one), line, one.name)
    for (const one of [ana, rao, ben, ...others].filter((actor) => !whose.includes(actor)))
      assert.doesNotMatch(await today(one), line, one.name)
  }
  await turn([ana, rao], /To shape: How do I get/)

  await shape(world, path)
  await turn([ben], /Your yes is wanted: How did you keep/)
  assert.match(await world.page(ben, '/today'), new RegExp(`href="${path}/agreement"`))

  await db.insertInto('declared_topic').values({ person_id: cho.id, topic_id: 1 }).execute()
  await agree(world, ben, path)
  await turn([cho], /A query in your topics: How did you keep/)

  await respond(world, cho, path, 'I know this.')
  await pass(world)
  await turn([], /A query in your topics/)
  await setMoment(world, '2026-03-17T09:00+05:30')
  await world.work()
  await turn([ana, rao], /To compile: How did you keep/)
})

test('what is being asked stands below, for members of that community alone', async () => {
  const { ben, cho, eve } = world
  await postQuery(world, ben, { title: 'Who paints the tanks?' })

  assert.match(await today(cho), /Being asked .*Who paints the tanks\?/)
  assert.doesNotMatch(await today(eve), /Who paints/)
})

test('an outside member learns nothing of a query in a room for staff', async () => {
  const { ben, cho, db, north } = world
  await db.insertInto('declared_topic').values({ person_id: cho.id, topic_id: 2 }).execute()
  await postQuery(world, ben, { title: 'Who teaches in June?', topics: ['2'] })
  assert.match(await today(cho), /Who teaches in June/)

  await db.updateTable('membership').set({ class: 'external' }).where('person_id', '=', cho.id).execute()
  await db.updateTable('room').set({ staff_only: true }).where('community_id', '=', north.id).execute()

  assert.doesNotMatch(await today(cho), /Who teaches in June/)
  await db.updateTable('membership').set({ class: 'internal' }).where('person_id', '=', cho.id).execute()
  await db.updateTable('room').set({ staff_only: false }).where('community_id', '=', north.id).execute()
})

test('Today asks the database no more for three things than for one', async () => {
  const { ana, db, north } = world
  const [hema, ila, jai] = await Promise.all(['Hema', 'Ila', 'Jai'].map((name) => plantPerson(db, name)))
  for (const one of [hema, ila, jai] as Actor[]) await plantMember(db, one.id, north.id)
  await ask(world, hema as Actor)
  await world.page(ana, '/today')
  const one = await countStatements(() => world.page(ana, '/today'))
  await ask(world, ila as Actor)
  await ask(world, jai as Actor)

  assert.equal((await today(ana)).split('To shape:').length - 1, 3)
  assert.equal(await countStatements(() => world.page(ana, '/today')), one)
})
