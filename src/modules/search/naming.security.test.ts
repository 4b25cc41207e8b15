import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { openTalk, path } from '../conversations/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db, ana, eve, fay, north, south } = world
  for (const one of [eve, fay]) await plantMember(db, one.id, north.id)
  await plantMember(db, ana.id, south.id)
  await plantRole(db, ana.id, south.id, 'coordinator')
})
after(() => world.close())

/** How many contributions somebody finds by these words, with what narrows them. */
async function count(text: string, more = '') {
  const html = await world.page(world.fay, `/search?q=${text}${more}`)
  return [...html.matchAll(/href="[^"]*#post-\d+"/g)].length
}

test('who wrote is not found out by a search for her where the room has come to name nobody (ASVS 8.2.3)', async () => {
  const { db, ben, north } = world
  await openTalk(world, ben, 'The gratings rust within a year.', 'Gratings')
  assert.deepEqual([await count('gratings'), await count('gratings', '&by=Ben')], [1, 1])

  await db.updateTable('room').set({ attribution: 'unattributed' }).where('community_id', '=', north.id).execute()

  assert.deepEqual([await count('gratings'), await count('gratings', '&by=Ben')], [1, 0])
  assert.deepEqual([await count('gratings', '&by=Cho'), await count('gratings', '&by=Ben&community=north')], [0, 0])
  await db.updateTable('room').set({ attribution: 'named' }).where('community_id', '=', north.id).execute()
})

test('nor where her words were moved into a room that names organisations only', async () => {
  const { db, ana, south } = world
  const thread = await openTalk(world, ana, 'The culverts silt up in July.', 'Culverts')
  await db.updateTable('room').set({ attribution: 'organisation' }).where('community_id', '=', south.id).execute()
  assert.equal(await count('culverts', '&by=Ana'), 1)

  const answer = await world.submit(ana, `${path(thread)}/order`, `${path(thread)}/move`, { to: 'south' })

  assert.equal(answer.headers.get('location'), `${path(thread, 'south')}?saved`)
  assert.deepEqual([await count('culverts'), await count('culverts', '&by=Ana')], [1, 0])
})
