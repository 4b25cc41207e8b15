import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { plantMap } from './builders.ts'

let world: World
let ira: Actor
before(async () => {
  world = await openWorld()
  ;({ ira } = await plantMap(world))
  await plantInstitutions('IN-PB', 'One')
  await plantInstitutions('IN-KA', 'Far')
})
after(() => world.close())

async function plantInstitutions(code: string, ...names: string[]) {
  for (const name of names)
    await sql`insert into institution (key, name, area_id)
      select ${name.toLowerCase()}, ${JSON.stringify({ en: `Institute ${name}` })}::jsonb, id from area where code = ${code}`.execute(
      world.db,
    )
}

const home = async (reader: Actor | null, region = 'north') => words(await world.page(reader, `/communities/${region}`))

test('the page of a region names the institutions in its areas, to whoever is signed in', async () => {
  const { ben, fay, gus } = world
  for (const reader of [ben, fay, gus])
    assert.match(await home(reader), /Training institutions one in this region Institute One Punjab/)
  assert.match(await home(fay, 'south'), /Institute Far Karnataka/)
  assert.doesNotMatch(await home(ben), /Institute Far/)
  assert.doesNotMatch(await home(null), /Training institutions/)
})

test('the register leads from the place of each to its region, for whoever may read the map', async () => {
  const { ben, gus } = world
  assert.match(await world.page(ben, '/institutions'), /<a href="\/network\/regions\/IN-PB">Punjab<\/a>/)
  const outside = await world.page(gus, '/institutions')
  assert.match(words(outside), /Institute One Punjab/)
  assert.doesNotMatch(outside, /network\/regions/)
})

test('when its area goes to another region the institution goes along', async () => {
  const { ben, south } = world
  const path = '/network/regions/IN-PB'
  const { rows } = await sql<{ on: string }>`select network_today() as on`.execute(world.db)
  await world.submit(ira, path, path, { region_id: String(south.id), since: rows[0]?.on ?? '' })
  assert.doesNotMatch(await home(ben), /Institute One/)
  assert.match(await home(ben, 'south'), /2 in this region/)
})

test('three institutions ask the database no more than one', async () => {
  await plantInstitutions('IN-DL', 'Two')
  await home(world.ben)
  const one = await countStatements(() => home(world.ben))
  await plantInstitutions('IN-DL', 'Three', 'Four')
  assert.equal(await countStatements(() => home(world.ben)), one)
})
