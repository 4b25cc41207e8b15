import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantPerson, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const status = async (path: string) => (await world.request(world.ana, path)).status

test('ASVS 16.5.3: a community whose words are in no shape that we know leaves the list of the others standing', async () => {
  await sql`update community set name = '[]', purpose = '5', norms = '{"en":"Be kind."}' where id = ${world.south.id}`.execute(
    world.db,
  )

  const paths = [
    '/communities?q=north',
    '/communities/similar?q=north',
    '/search/suggestions?q=nor',
    '/communities/south',
  ]
  for (const path of paths) assert.equal(await status(path), 200, path)
  assert.match(await world.page(world.ana, '/communities?q=north'), /North/)
})

test('ASVS 16.5.3: a request that cannot be read leaves those of others in the table', async () => {
  for (const [name, answers] of [
    ['Ida', '5'],
    ['Jan', '[{"question":"Why?","answer":"For wells."}]'],
  ] as const) {
    const { id } = await plantPerson(world.db, name)
    await sql`insert into application (community_id, person_id, class, answers, proven_at)
      values (${world.north.id}, ${id}, 'internal', ${answers}::jsonb, app_now())`.execute(world.db)
  }

  const table = await world.page(world.ana, '/communities/north/applications.csv')

  assert.match(table, /Ida/)
  assert.match(table, /Jan.*For wells\./)
})
