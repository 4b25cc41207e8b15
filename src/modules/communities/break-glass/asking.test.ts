import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from '../../../platform/db.ts'
import { ask, forget, type Kept, newest, openKept, PAGE, REASON, verbs, wordsOf } from './builders.ts'

let world: Kept
before(async () => {
  world = await openKept()
})
beforeEach(() => forget(world))
after(() => world.close())

const count = async () => (await sql`select from break_glass`.execute(world.db)).rows.length

test('an administrator asks with a reason and a time; the other one is asked by mail and on Today, and nothing opens', async () => {
  const sent = await ask(world, world.gus)
  await world.work()

  assert.equal(sent.status, 303)
  assert.match(wordsOf(await world.page(world.gus, await newest(world))), /Waits for a second person.*4 hours/)
  const letter = await world.lastMailTo(world.hal)
  assert.match(letter.subject, /Gus asks to read North: do you agree\?/)
  assert.ok(letter.text.replace(/\s+/g, ' ').includes(REASON))
  assert.match(wordsOf(await world.page(world.hal, '/today')), /Gus asks to read the closed room of North/)
  assert.doesNotMatch(wordsOf(await world.page(world.gus, '/today')), /closed room of North/)
  assert.equal((await world.request(world.gus, '/communities/north/talk')).status, 404)
  assert.deepEqual(await verbs(world), ['asked'])
  assert.doesNotMatch(await world.page(world.ben, '/communities/north'), /under break-glass<\/p>/)
})

test('a short reason and no time are sent back with what was typed', async () => {
  const short = await ask(world, world.gus, { reason: 'I want to', hours: '' })

  assert.equal(short.status, 422)
  const page = await short.text()
  assert.match(page, /at least 20 letters/)
  assert.match(page, /Choose for how long/)
  assert.match(page, /I want to/)
  assert.equal((await ask(world, world.gus, { hours: '48' })).status, 422)
  assert.equal(await count(), 0)
})

test('asked twice for the same room, also at once, it is one request', async () => {
  const both = await Promise.all([ask(world, world.gus), ask(world, world.gus)])

  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 422])
  assert.equal(await count(), 1)
  assert.match(await (await ask(world, world.gus)).text(), /You have asked to read this room already/)
})

test('members, coordinators, neighbours and strangers cannot ask; who is no member does not find the page', async () => {
  const form = await world.page(world.gus, PAGE)
  assert.match(form, /Ask a second person/)
  for (const [who, get] of [
    [world.ben, 200],
    [world.ana, 200],
    [world.eve, 404],
    [world.fay, 404],
  ] as const) {
    assert.equal((await world.request(who, PAGE)).status, get, who.name)
    assert.doesNotMatch(await world.page(who, PAGE), /Ask a second person/)
    const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(who, '/me/mail'))?.[1] ?? ''
    const sent = await world.send(who, PAGE, { csrf, reason: REASON, hours: '4' })
    assert.equal(sent.status, get === 404 ? 404 : 403, who.name)
  }
  assert.equal(await count(), 0)
})

test('what she reads already and what is for staff alone is not opened', async () => {
  const { db, north } = world
  await sql`update room set staff_only = true where community_id = ${north.id}`.execute(db)
  assert.match(await (await ask(world, world.gus)).text(), /never opened this way/)
  await sql`update room set staff_only = false, reach = 'network' where community_id = ${north.id}`.execute(db)
  assert.match(await (await ask(world, world.gus)).text(), /You can read this room as it is/)
  await sql`update room set reach = 'community' where community_id = ${north.id}`.execute(db)
  assert.equal(await count(), 0)
})

test('the only administrator is told that a second person is needed, and there is no form', async () => {
  await sql`update role set until = app_now() where person_id = ${world.hal.id}`.execute(world.db)
  const page = await world.page(world.gus, PAGE)

  assert.match(wordsOf(page), /A second person has to agree, and there is nobody yet who could/)
  assert.doesNotMatch(page, /<textarea/)
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const sent = await world.send(world.gus, PAGE, { csrf, reason: REASON, hours: '4' })
  assert.match(await sent.text(), /there is nobody yet who could/)
  assert.equal(await count(), 0)
  await sql`update role set until = null where person_id = ${world.hal.id}`.execute(world.db)
})

test('who keeps the network and has not proven her second factor asks nothing, and is led to prove it', async () => {
  await sql`update session set proven_at = null where person_id = ${world.gus.id}`.execute(world.db)
  const get = await world.request(world.gus, PAGE, { redirect: 'manual' })
  assert.equal(get.status, 303)
  assert.match(get.headers.get('location') ?? '', /^\/me\/second-factor/)
  await sql`update session set proven_at = 'infinity' where person_id = ${world.gus.id}`.execute(world.db)
})
