import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { findCommunity } from '../reads.ts'
import { invite } from './actions.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a yes with a condition is no yes: it is answered with what to write, and a plain one joins', async () => {
  const { ana, eve, db } = world
  const north = await findCommunity(db, 'north')
  await invite(db, await ana.viewer(), north, { name: 'Eve', address: eve.address, why: '', once: undefined })
  await world.work()
  const invitation = await world.lastMailTo(eve)

  await world.reply(eve, 'Yes, if my boss agrees', invitation)
  await world.work()
  assert.equal(await isMember(), false)
  assert.match((await world.lastMailTo(eve)).text, /reply with YES or NO\s+alone/)

  await world.reply(eve, 'Yes please\nEve', invitation)
  await world.work()
  assert.equal(await isMember(), true)
})

async function isMember(): Promise<boolean> {
  const memberships = world.db.selectFrom('membership').select('person_id').where('person_id', '=', world.eve.id)
  return (await memberships.where('community_id', '=', world.north.id).executeTakeFirst()) !== undefined
}
