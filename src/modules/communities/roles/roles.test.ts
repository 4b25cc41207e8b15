import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import {
  type Actor,
  hiddenFields,
  openWorld,
  plantMember,
  plantPerson,
  plantRole,
  type World,
} from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { clear, verbsOf } from '../doors/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await clear(world)
  await world.db.deleteFrom('role').where('role', 'not in', ['coordinator', 'researcher']).execute()
})

const PAGE = '/communities/north/roles'
const appoint = (who: string, fields: Record<string, string | string[]> = {}, by: Actor = world.ana) =>
  world.submit(by, PAGE, PAGE, { who, role: 'facilitator', ...fields })

async function day(days: number): Promise<string> {
  const { rows } = await sql<{ on: string }>`select (app_now()::date + ${days}::int)::text as on`.execute(world.db)
  return rows[0]?.on ?? ''
}

async function rolesOf({ id }: Actor): Promise<string[]> {
  const rows = await world.db
    .selectFrom('role')
    .select('role')
    .where('person_id', '=', id)
    .where('until', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ role }) => role)
}

test('a member is named with term and duties, hears of it by mail, and stands on the page', async () => {
  const { ben } = world
  const ends_on = await day(90)
  const answer = await appoint('ben@example.org', { role: 'convenor', ends_on, duties: ['initiate', 'support'] })
  await world.work()

  assert.equal(answer.headers.get('location'), `${PAGE}?saved`)
  const letter = await world.lastMailTo(ben)
  assert.match(letter.subject, /You are named for North: Convenor/)
  assert.match(letter.text, /Initiate: bring people together.*Support:/s)
  assert.match(words(await world.page(world.cho, PAGE)), /Convenor Ben .*Initiate: bring people together/)
})

test('NO as a reply gives the role back, and the one who named her is told', async () => {
  const { ana, ben } = world
  await appoint('Ben')
  await world.work()
  assert.deepEqual(await rolesOf(ben), ['facilitator'])

  await world.reply(ben, 'No, sorry')
  await world.work()

  assert.deepEqual(await rolesOf(ben), [])
  assert.match((await world.lastMailTo(ana)).subject, /Ben cannot take the role in North: Facilitator/)
})

test('appointed again, the term is changed and there is one role; of two at once likewise', async () => {
  const { ben } = world
  const ends_on = await day(40)
  const fields = hiddenFields(await world.page(world.ana, PAGE), PAGE)
  const other = hiddenFields(await world.page(world.ana, PAGE), PAGE)
  const role = { who: 'Ben', role: 'facilitator' }
  await Promise.all([
    world.send(world.ana, PAGE, { ...fields, ...role, ends_on }),
    world.send(world.ana, PAGE, { ...other, ...role, ends_on }),
  ])
  assert.deepEqual(await rolesOf(ben), ['facilitator'])
})

test('a role ends by itself on its last day, and not when it was prolonged or made endless', async () => {
  const { ben, cho, dee } = world
  await appoint('Ben', { ends_on: await day(5) })
  await appoint('Cho', { ends_on: await day(5) })
  await appoint('Cho', { ends_on: await day(50) })
  await appoint('Dee', { ends_on: await day(5) })
  await appoint('Dee')

  await world.travel('7 days')
  await world.work()

  assert.deepEqual([await rolesOf(ben), await rolesOf(cho), await rolesOf(dee)], [[], ['facilitator'], ['facilitator']])
})

test('a term that ends within thirty days waits for the coordinator and the administrator', async () => {
  const { ana, ben, gus, db, network } = world
  await plantMember(db, gus.id, network.id)
  await plantRole(db, gus.id, network.id, 'administrator')
  await appoint('Ben', { role: 'contact', ends_on: await day(31) })
  assert.doesNotMatch(words(await world.page(ana, '/today')), /The term of Ben/)

  await world.travel('2 days')

  const [hers, kept] = [words(await world.page(ana, '/today')), words(await world.page(gus, '/today'))]
  assert.match(hers, /The term of Ben in North ends: \w+ You look after North\. until/)
  assert.match(kept, /The term of Ben in North ends: \w+ You keep the network\. until/)
  assert.doesNotMatch(words(await world.page(ben, '/today')), /The term of Ben/)
})

test('the convenor’s plan for handing over is due before the end, asked for, and then read by members', async () => {
  const { ben, cho } = world
  const ends_on = await day(90)
  await appoint('Ben', { role: 'convenor', ends_on })
  const { key } = await world.db
    .selectFrom('role')
    .select('key')
    .where('role', '=', 'convenor')
    .executeTakeFirstOrThrow()
  const path = `${PAGE}/${key}/handover`
  await world.submit(ben, PAGE, path, { handover: '', handover_due: await day(20) })
  assert.match(words(await world.page(ben, '/today')), /Plan how the work of Ben goes over/)

  assert.equal((await world.submit(ben, PAGE, path, { handover: 'x', handover_due: await day(120) })).status, 409)
  await world.submit(ben, PAGE, path, { handover: 'Cho keeps the calendar.', handover_due: await day(20) })
  assert.doesNotMatch(words(await world.page(ben, '/today')), /Plan how the work/)
  assert.match(await world.page(cho, PAGE), /Cho keeps the calendar\./)
  assert.equal((await verbsOf(world, 'handover.')).length, 2)
})

test('a colleague stands in until a day: the desk is hers at once, and gone after it', async () => {
  const { dee } = world
  const path = `${PAGE}/stand-in`
  assert.equal((await world.request(dee, '/communities/north/desk')).status, 404)

  await world.submit(world.ana, PAGE, path, { stand_in: 'Dee', until: await day(6) })
  await world.work()
  assert.match((await world.lastMailTo(dee)).subject, /You stand in for Ana in North/)
  assert.equal((await world.request(dee, '/communities/north/desk')).status, 200)
  assert.match(words(await world.page(world.cho, PAGE)), /Dee .*Stands in for Ana/)

  await world.travel('8 days')
  await world.work()
  assert.equal((await world.request(dee, '/communities/north/desk')).status, 404)
  assert.deepEqual(await rolesOf(world.ana), ['coordinator'])
})

test('who is no member, unknown or not the only one of the name gets no role, and the form says why', async () => {
  const { db, north, cho } = world
  for (const who of ['Eve', 'nobody@example.org']) {
    const answer = await appoint(who)
    assert.equal(answer.status, 422)
    assert.match(await answer.text(), /No member of this community has this name/)
  }
  const twin = await plantPerson(db, 'Twin')
  await db.updateTable('person').set({ name: 'Cho' }).where('id', '=', twin.id).execute()
  await plantMember(db, twin.id, north.id)
  assert.match(await (await appoint('Cho')).text(), /Several members have this name/)
  assert.deepEqual(await rolesOf(cho), [])
  assert.match(await (await appoint('Ben', { ends_on: '2001-01-01' })).text(), /Choose a day that lies ahead/)
})

test('members, neighbours and strangers name nobody and end no role but their own', async () => {
  const { ben, eve, fay, dee } = world
  await appoint('Dee')
  const { key } = await world.db
    .selectFrom('role')
    .select('key')
    .where('person_id', '=', dee.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  for (const [one, status] of [
    [ben, 403],
    [eve, 404],
    [fay, 404],
    [world.gus, 404],
  ] as const) {
    if (one === world.gus) await world.db.deleteFrom('role').where('person_id', '=', one.id).execute()
    const { csrf = '' } = hiddenFields(await world.page(one, '/me/mail'), '/sign-out')
    assert.equal((await world.send(one, PAGE, { csrf, who: 'Ben', role: 'coordinator' })).status, status, one.name)
    assert.equal(
      (await world.send(one, `${PAGE}/stand-in`, { csrf, stand_in: 'Ben', until: '2099-01-01' })).status,
      status,
    )
    assert.equal((await world.send(one, `${PAGE}/${key}/removal`, { csrf })).status, status)
  }
  assert.deepEqual(await rolesOf(dee), ['facilitator'])
  assert.equal((await world.request(eve, PAGE.replace('north', 'south'))).status, 200)
  const { csrf = '' } = hiddenFields(await world.page(eve, '/me/mail'), '/sign-out')
  assert.equal((await world.send(eve, `/communities/south/roles/${key}/removal`, { csrf })).status, 404)
})

test('a role gives no reading: who leaves reads nothing of it, and her role is over', async () => {
  const { dee } = world
  await appoint('Dee', { role: 'coordinator' })
  assert.equal((await world.request(dee, '/communities/north/newcomers')).status, 200)
  await world.submit(dee, '/communities/north/membership', '/communities/north/membership/removal')
  assert.equal((await world.request(dee, '/communities/north/newcomers')).status, 404)
  assert.deepEqual(await rolesOf(dee), [])
})
