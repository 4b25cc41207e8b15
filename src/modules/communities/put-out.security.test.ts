import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { type Id, sql } from '../../platform/db.ts'
import { clear, DOOR, membershipOf, setDoor } from './doors/builders.ts'
import { postHerself } from './placement/builders.ts'
import { proposePosting } from './placement/proposing.ts'
import { areaId, plantMap } from './regions/builders.ts'

let world: World
let ira: Actor
let jai: Actor
before(async () => {
  world = await openWorld()
  ;({ ira, jai } = await plantMap(world))
})
after(() => world.close())
beforeEach(() => clear(world))

const INVITING = '/communities/north/invitation'
const TRANSFER = '/me/transfer'

/** As the act of putting out will leave it. */
function putOut({ id }: Actor, community_id: Id) {
  return world.db
    .insertInto('membership')
    .values({ person_id: id, community_id, state: 'removed' })
    .onConflict((oc) => oc.columns(['person_id', 'community_id']).doUpdateSet({ state: 'removed' }))
    .execute()
}

async function stateOf({ id }: Actor, community_id: Id) {
  const rows = world.db.selectFrom('membership').select('state').where('person_id', '=', id)
  return (await rows.where('community_id', '=', community_id).executeTakeFirst())?.state
}

async function tokenOf(actor: Actor) {
  return hiddenFields(await world.page(actor, '/me/mail'), '/sign-out').csrf ?? ''
}

test('an invitation from before lets nobody in again who was put out since; one that her coordinator sends does', async () => {
  const { ana, ben, gus, north } = world
  const invited = { name: 'Gus', address: gus.address, why: 'Come.' }
  await world.submit(ben, INVITING, INVITING, invited)
  await world.work()
  const before = await world.lastMailTo(gus)
  await putOut(gus, north.id)

  await world.reply(gus, 'YES', before)
  await world.work()
  assert.equal(await membershipOf(world, gus), 'removed internal')
  assert.match((await world.lastMailTo(gus)).text, /This invitation is not open any more/)

  await world.submit(ana, INVITING, INVITING, invited)
  await world.work()
  await world.reply(gus, 'YES', await world.lastMailTo(gus))
  await world.work()
  assert.equal(await membershipOf(world, gus), 'member internal')
})

test('a move to a region that has put her out since it was asked moves nothing, by page and by mail', async () => {
  const { db, north, south } = world
  for (const way of ['page', 'mail']) {
    const one = await plantPerson(db, `Moved${way}`)
    await plantMember(db, one.id, north.id)
    await postHerself(world, one, 'IN-KA')
    await putOut(one, south.id)
    if (way === 'page') await world.submit(one, TRANSFER, TRANSFER, { answer: 'yes' })
    else await world.reply(one, 'YES')
    await world.work()
    assert.deepEqual([await stateOf(one, south.id), await stateOf(one, north.id)], ['removed', 'member'], way)
  }
})

test('a posting that the administrator notes asks nobody into a region that put her out, and is kept', async () => {
  const { db, cho, south } = world
  await putOut(cho, south.id)
  const posting = { designation: null, organisation: 'Water', area_id: await areaId(world, 'IN-KA'), since: null }
  await db.transaction().execute(async (tx) => proposePosting(tx, await ira.viewer(), cho.id, posting))
  await world.submit(cho, TRANSFER, TRANSFER, { answer: 'yes' })
  await world.work()
  assert.equal(await stateOf(cho, south.id), 'removed')
  const now = db.selectFrom('posting').select('organisation').where('person_id', '=', cho.id).where('until', 'is', null)
  assert.deepEqual(await now.execute(), [{ organisation: 'Water' }])
})

test('what is closed takes nobody in by an invitation or a yes of before, and is picked up by nobody', async () => {
  const { ana, db, fay, gus, south, eve } = world
  await world.submit(eve, '/communities/south/invitation', '/communities/south/invitation', {
    ...{ name: 'Gus', address: gus.address, why: 'Come.' },
  })
  await world.work()
  const invitation = await world.lastMailTo(gus)
  await db.updateTable('community').set({ state: 'closed' }).where('id', '=', south.id).execute()
  await world.reply(gus, 'YES', invitation)
  await world.work()
  assert.equal(await stateOf(gus, south.id), undefined)
  assert.equal((await world.send(fay, '/communities/south/care', { csrf: await tokenOf(fay) })).status, 409)
  const again = { name: 'Ana', address: ana.address, why: '', csrf: await tokenOf(eve) }
  assert.equal((await world.send(eve, '/communities/south/invitation', again)).status, 409)
  await db.updateTable('community').set({ state: 'active' }).where('id', '=', south.id).execute()
})

test('the network itself is picked up by no member, however quiet it is', async () => {
  const { db, ben, network } = world
  await plantMember(db, ben.id, network.id)
  await sql`update community set created_at = app_now() - interval '200 days' where id = ${network.id}`.execute(db)
  assert.equal((await world.send(ben, '/communities/network/care', { csrf: await tokenOf(ben) })).status, 403)
  const roles = db.selectFrom('role').select('role').where('person_id', '=', ben.id)
  assert.deepEqual(await roles.execute(), [])
})

test('of two administrators who go at one moment one stays, and the last one lays nothing down', async () => {
  const leave = async (actor: Actor) =>
    world.send(actor, '/communities/network/membership/removal', { csrf: await tokenOf(actor) })
  const answers = await Promise.all([leave(ira), leave(jai)])
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
  const states = [await stateOf(ira, world.network.id), await stateOf(jai, world.network.id)]
  assert.deepEqual(states.sort(), ['left', 'member'])

  const last = (await stateOf(ira, world.network.id)) === 'member' ? ira : jai
  const role = world.db.selectFrom('role').select('key').where('person_id', '=', last.id).where('until', 'is', null)
  const { key } = await role.executeTakeFirstOrThrow()
  const path = `/communities/network/roles/${key}/removal`
  assert.equal((await world.send(last, path, { csrf: await tokenOf(last) })).status, 409)
  assert.equal((await world.request(last, '/network/convening-body')).status, 200)
})

test('an open door does not let her in either', async () => {
  const { db, north } = world
  await setDoor(world, 'open')
  const one = await plantPerson(db, 'Uma')
  await putOut(one, north.id)
  await world.submit(one, DOOR, DOOR)
  assert.equal(await membershipOf(world, one), 'removed internal')
})
