import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { findCommunity } from '../reads.ts'
import { invite } from './actions.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function inviteTo(slug: string, by: World['ana'], address: string) {
  const community = await findCommunity(world.db, slug)
  const person_id = await invite(world.db, await by.viewer(), community, {
    ...{ name: 'Ina', address, why: '', once: undefined },
  })
  const { key } = await world.db
    .selectFrom('invitation')
    .select('key')
    .where('person_id', '=', person_id)
    .where('community_id', '=', community.id)
    .executeTakeFirstOrThrow()
  return `/invitations/${key}`
}

const sessionIn = (answer: Response) => /copse=[^;]{20,}/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? null

test('the form of an invitation opens one session, however often it is sent and to whichever invitation', async () => {
  const own = await inviteTo('north', world.ana, 'ina@example.org')
  const ofEve = await inviteTo('north', world.ana, world.eve.address)
  const fields = { ...hiddenFields(await world.page(null, own), own), answer: 'yes' }

  assert.notEqual(sessionIn(await world.send(null, own, fields)), null)
  assert.equal(sessionIn(await world.send(null, own, fields)), null)
  assert.equal(sessionIn(await world.send(null, ofEve, fields)), null)
})
