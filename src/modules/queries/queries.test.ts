import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { type Actor, hiddenFields, openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { findRow, pass, postQuery, respond, startOver, words } from './builders.ts'
import { moves, posted, readable } from './moves.ts'

let world: World
let members: Actor[]
before(async () => {
  world = await openWorld()
  members = await Promise.all(['Hema', 'Ila', 'Jai', 'Kim'].map((name) => plantPerson(world.db, name)))
  for (const { id } of members) await plantMember(world.db, id, world.north.id)
  await world.db.updateTable('community').set({ posting_budget: 9 }).where('id', '=', world.north.id).execute()
})
after(() => world.close())
beforeEach(() => startOver(world))

const LIST = '/communities/north/queries'

test('the list names what is asked, with how many answered and until when; the open ones first', async () => {
  const [hema, ila] = members as [Actor, Actor]
  const closed = await postQuery(world, hema, { title: 'Who cleaned the tanks?' })
  await respond(world, world.cho, closed, 'The group did.')
  await pass(world)
  await world.submit(world.ana, closed, `${closed}/closing`)
  await postQuery(world, ila, { title: 'Who paints the tanks?', topics: ['2'] })

  const page = words(await world.page(world.dee, LIST))
  assert.match(
    page,
    /Who paints the tanks\? .*no response yet · reply by Monday 16 March.*Who cleaned the tanks\?.*one response/,
  )
  const filtered = words(await world.page(world.dee, `${LIST}?topic=schools`))
  assert.match(filtered, /Who paints the tanks/)
  assert.doesNotMatch(filtered, /Who cleaned/)
  assert.match(words(await world.page(world.dee, '/communities/north')), /Who paints the tanks.*Who cleaned/)
})

test('what is not out stands in no list, and a list stands for members alone', async () => {
  const { ana, cho, eve, fay, gus } = world
  const [hema] = members as [Actor]
  const path = await postQuery(world, hema, { title: 'Who counts the taps?' })
  assert.match(await world.page(cho, LIST), /Who counts the taps/)
  for (const other of [eve, fay, gus]) {
    assert.equal((await world.request(other, LIST)).status, 404)
    assert.doesNotMatch(await world.page(other, '/communities/north'), /Who counts the taps/)
  }

  const { id } = await findRow(world, path)
  for (const state of ['draft', 'submitted', 'shaping', 'parked', 'queued', 'declined', 'redirected'] as const) {
    await world.db.updateTable('query').set({ state, posted_at: null }).where('id', '=', id).execute()
    for (const reader of [ana, cho]) assert.doesNotMatch(await world.page(reader, LIST), /Who counts the taps/, state)
    assert.equal((await world.request(cho, path)).status, 404, state)
  }
})

test('a query is not found below another community, even by its own key', async () => {
  const { ana, ben, cho, eve, south, db } = world
  const path = await postQuery(world, ben)
  const elsewhere = path.replace('/north/', '/south/')
  await plantMember(db, cho.id, south.id)

  assert.equal((await world.request(cho, path)).status, 200)
  for (const reader of [ana, ben, cho, eve]) assert.equal((await world.request(reader, elsewhere)).status, 404)
  const { csrf = '' } = hiddenFields(await world.page(cho, '/me/mail'), '/sign-out')
  assert.equal((await world.send(cho, `${elsewhere}/responses`, { csrf, body: 'Over the fence' })).status, 404)
})

test('an asker who has left keeps her query, and reads nothing more of what is said in the room', async () => {
  const { cho, db, north } = world
  const lia = await plantPerson(db, 'Lia')
  await plantMember(db, lia.id, north.id)
  const path = await postQuery(world, lia, { title: 'Who mends the pumps?' })
  await respond(world, cho, path, 'A fitter from the next block.')
  await pass(world)
  assert.match(await world.page(lia, path), /A fitter from the next block/)

  await world.submit(lia, '/communities/north/membership', '/communities/north/membership/removal')
  const answer = await world.request(lia, path)

  assert.equal(answer.status, 200)
  const page = await answer.text()
  assert.match(words(page), /Who mends the pumps\?/)
  assert.doesNotMatch(page, /A fitter|copse-news/)
})

test('a query in a room for staff is not there for an outside member', async () => {
  const { ben, cho, dee, north, db } = world
  const path = await postQuery(world, ben)
  const set = (person: Actor, to: 'internal' | 'external') =>
    db.updateTable('membership').set({ class: to }).where('person_id', '=', person.id).execute()
  await set(cho, 'external')
  assert.equal((await world.request(cho, path)).status, 200)
  await db.updateTable('room').set({ staff_only: true }).where('community_id', '=', north.id).execute()

  assert.equal((await world.request(cho, path)).status, 404)
  assert.doesNotMatch(await world.page(cho, LIST), /water committees/)
  assert.equal((await world.request(dee, path)).status, 200)
  await db.updateTable('room').set({ staff_only: false }).where('community_id', '=', north.id).execute()
  await set(cho, 'internal')
})

test('the list asks the database no more for three queries than for one', async () => {
  const [hema, ila, jai] = members as [Actor, Actor, Actor]
  await postQuery(world, hema)
  await world.page(world.dee, LIST)
  const one = await countStatements(() => world.page(world.dee, LIST))
  await postQuery(world, ila)
  await postQuery(world, jai)

  assert.equal((await world.page(world.dee, LIST)).split('reply by Monday').length - 1, 3)
  assert.equal(await countStatements(() => world.page(world.dee, LIST)), one)
})

test('each state can be reached, and each act leads to a state that there is', () => {
  const states = Object.keys(moves)
  const reached = new Set(Object.values(moves).flatMap((acts) => Object.values(acts)))
  assert.deepEqual(
    [...reached].filter((state) => !states.includes(state)),
    [],
  )
  assert.deepEqual(
    states.filter((state) => !reached.has(state as never)),
    ['draft'],
  )
  assert.ok(posted.every((state) => readable.includes(state)))
})
