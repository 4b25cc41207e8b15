import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { areaId, plantMap } from '../regions/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMap(world)
  const delhi = await areaId(world, 'IN-DL')
  await sql`insert into posting (person_id, organisation, area_id, source) values (${world.ben.id}, 'Water', ${delhi}, 'self')`.execute(
    world.db,
  )
})
after(() => world.close())

async function correct(fields: Record<string, string>) {
  const answer = await world.submit(world.ben, '/me/work', '/me/work', { organisation: 'Water', ...fields })
  assert.equal(answer.status, 303)
  await world.work()
}

test('a posting that is corrected to another region asks whether she moves; corrected back, it asks no more', async () => {
  const { ben } = world
  await correct({ area_id: String(await areaId(world, 'IN-PB')) })
  assert.deepEqual(await world.mailsTo(ben), [])

  await correct({ area_id: String(await areaId(world, 'IN-KA')) })
  assert.match((await world.lastMailTo(ben)).subject, /Shall we move you from North to South\?/)
  assert.match(words(await world.page(ben, '/today')), /Shall we move you/)
  await correct({ area_id: String(await areaId(world, 'IN-KA')), organisation: 'Waters' })
  assert.equal((await world.mailsTo(ben)).length, 1)

  await correct({ area_id: String(await areaId(world, 'IN-DL')) })

  assert.doesNotMatch(words(await world.page(ben, '/today')), /Shall we move you/)
  assert.equal((await world.mailsTo(ben)).length, 1)
})
