import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { add } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('who added something is not found out on her own page where the room has come to name nobody (ASVS 8.2.3)', async () => {
  const { db, ben, dee, north } = world
  const item = await add(world, ben, { title: 'The tank that leaked' })
  const ofBen = () => world.page(dee, `/people/${ben.key}`)
  assert.match(await ofBen(), /The tank that leaked/)

  await db.updateTable('room').set({ attribution: 'unattributed' }).where('community_id', '=', north.id).execute()

  assert.match(await world.page(dee, item), /The tank that leaked/)
  assert.doesNotMatch(await ofBen(), /The tank that leaked/)
})
