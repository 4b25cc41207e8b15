import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { plantMember, plantPerson, plantRole } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { answer, ask, forget, type Kept, newest, openKept, REASON, verbs, wordsOf } from './builders.ts'

let world: Kept
before(async () => {
  world = await openKept()
})
beforeEach(() => forget(world))
after(() => world.close())

const endings = async () =>
  (await sql<{ ending: string | null }>`select ending from break_glass order by id`.execute(world.db)).rows.map(
    ({ ending }) => ending,
  )
const csrfOf = async (who: Kept['gus']) =>
  /name="csrf" value="([^"]+)"/.exec(await world.page(who, '/me/mail'))?.[1] ?? ''

test('the second person agrees: at that moment the room is open, and all are told who, why and until when', async () => {
  await ask(world, world.gus, { hours: '1' })
  assert.equal((await answer(world, world.hal, 'yes')).status, 303)
  await world.work()

  assert.deepEqual(await verbs(world), ['asked', 'agreed', 'opened'])
  const home = wordsOf(await world.page(world.dee, '/communities/north'))
  assert.match(home, /Gus can read this room under break-glass/)
  assert.match(home, /Hal has agreed/)
  assert.ok(home.includes(REASON))
  const letter = await world.lastMailTo(world.ana)
  assert.match(letter.subject, /Gus reads North under break-glass/)
  assert.ok(letter.text.replace(/\s+/g, ' ').includes(REASON))
  assert.match((await world.lastMailTo(world.gus)).subject, /North is open to you until/)
  assert.equal((await world.mailsTo(world.dee)).filter(({ subject }) => /break-glass/.test(subject)).length, 0)
  assert.doesNotMatch(await world.page(world.eve, '/communities/north'), /can read this room/)
  assert.equal((await world.request(world.gus, '/communities/north/talk')).status, 200)
})

test('where nobody coordinates, every member is told by mail', async () => {
  await sql`update role set until = app_now() where person_id = ${world.ana.id}`.execute(world.db)
  await ask(world, world.gus)
  await answer(world, world.hal, 'yes')
  await world.work()
  await sql`update role set until = null where person_id = ${world.ana.id}`.execute(world.db)

  for (const one of [world.ana, world.ben, world.cho, world.dee, world.rao])
    assert.match((await world.lastMailTo(one)).subject, /Gus reads North under break-glass/, one.name)
})

test('the second person refuses: nothing opens, who asked is told, the members see nothing of it', async () => {
  await ask(world, world.gus)
  await answer(world, world.hal, 'no')
  await world.work()

  assert.deepEqual(await verbs(world), ['asked', 'refused'])
  assert.match((await world.lastMailTo(world.gus)).subject, /Hal has refused: North stays closed/)
  assert.equal((await world.request(world.gus, '/communities/north/talk')).status, 404)
  assert.doesNotMatch(await world.page(world.ben, '/communities/north/break-glass'), /Gus/)
  assert.equal((await world.request(world.ben, await newest(world))).status, 404)
})

test('nobody is both: who asked cannot agree, nor a member, a neighbour, or whoever came to the office later', async () => {
  await ask(world, world.gus)
  const path = await newest(world)
  const late = await plantPerson(world.db, 'Ida')
  await plantMember(world.db, late.id, world.network.id)
  await world.travel('1 second')
  await sql`insert into role (person_id, community_id, role, since) values (${late.id}, ${world.network.id}, 'administrator', app_now())`.execute(
    world.db,
  )
  for (const [who, status] of [
    [world.gus, 403],
    [late, 403],
    [world.ana, 404],
    [world.eve, 404],
  ] as const) {
    const csrf = await csrfOf(who)
    assert.equal((await world.send(who, `${path}/answer`, { csrf, answer: 'yes' })).status, status, who.name)
  }
  assert.doesNotMatch(await world.page(world.gus, path), /I agree/)
  assert.deepEqual(await verbs(world), ['asked'])
  await sql`delete from role where person_id = ${late.id}`.execute(world.db)
})

test('of two who answer at once one counts; a second answer changes nothing', async () => {
  const ida = await plantPerson(world.db, 'Iva')
  await plantMember(world.db, ida.id, world.network.id)
  await plantRole(world.db, ida.id, world.network.id, 'administrator')
  await ask(world, world.gus)
  const both = await Promise.all([answer(world, world.hal, 'yes'), answer(world, ida, 'no')])

  assert.deepEqual(both.map(({ status }) => status).sort(), [303, 409])
  assert.ok([2, 3].includes((await verbs(world)).length))
  await sql`delete from role where person_id = ${ida.id}`.execute(world.db)
})

test('a request that nobody answered in time has lapsed; it can be made anew', async () => {
  await ask(world, world.gus)
  const path = await newest(world)
  const csrf = await csrfOf(world.hal)
  await world.travel('49 hours')
  const late = await world.send(world.hal, `${path}/answer`, { csrf, answer: 'yes' })

  assert.equal(late.status, 409)
  assert.match(await late.text(), /has lapsed, and nothing was opened/)
  await world.work()
  assert.deepEqual(await endings(), ['lapsed'])
  assert.equal((await ask(world, world.gus)).status, 303)
})

test('who lost her office meanwhile gets nothing by a late yes', async () => {
  await ask(world, world.gus)
  const csrf = await csrfOf(world.hal)
  await sql`update role set until = app_now() where person_id = ${world.gus.id}`.execute(world.db)
  const late = await world.send(world.hal, `${await newest(world)}/answer`, { csrf, answer: 'yes' })
  await sql`update role set until = null where person_id = ${world.gus.id}`.execute(world.db)

  assert.equal(late.status, 409)
  assert.match(await late.text(), /does not keep the network any more/)
  assert.deepEqual(await verbs(world), ['asked'])
})

test('who asked withdraws it, and it is over', async () => {
  await ask(world, world.gus)
  const path = await newest(world)
  await world.submit(world.gus, path, `${path}/ending`)

  assert.deepEqual(await endings(), ['withdrawn'])
  assert.deepEqual(await verbs(world), ['asked', 'withdrawn'])
  assert.doesNotMatch(await world.page(world.hal, path), /I agree/)
})

test('without her second factor the second person sees nothing and agrees to nothing', async () => {
  await ask(world, world.gus)
  await sql`update session set proven_at = null where person_id = ${world.hal.id}`.execute(world.db)
  const path = await newest(world)
  const get = await world.request(world.hal, path, { redirect: 'manual' })
  const post = await world.send(world.hal, `${path}/answer`, { csrf: await csrfOf(world.hal), answer: 'yes' })
  await sql`update session set proven_at = 'infinity' where person_id = ${world.hal.id}`.execute(world.db)

  assert.equal(get.status, 303)
  assert.equal(post.status, 303)
  assert.deepEqual(await verbs(world), ['asked'])
})
