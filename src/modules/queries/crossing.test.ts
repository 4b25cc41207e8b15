import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { plantClosed } from '../../../test/support/closed-query.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { countCrossing } from './crossing.tsx'

let world: World
before(async () => {
  world = await openWorld()
  const { ben, cho, dee, rao, ana } = world
  await sql`update person set organisation = case when id = any(${[ben.id, cho.id]}::bigint[]) then 'Water Board' else 'Schools' end`.execute(
    world.db,
  )
  const writers = [cho, dee, rao, ana]
  await plantClosed(world, {
    asker: ben,
    responses: Array.from({ length: 19 }, (_, nth) => ({
      by: writers[nth % 4] ?? cho,
      body: `We did it so, the ${nth}th time.`,
    })),
  })
})
after(() => world.close())

test('answers are counted that went to another organisation; those of her own do not count', async () => {
  const { responses, organisations, people, services } = (await countCrossing(world.db)).thisYear

  assert.deepEqual(
    { responses, organisations, people, services },
    { responses: 19, organisations: 14, people: 4, services: 0 },
  )
})

test('under twenty answers of five people nothing is said; beyond it members read it, and nobody else', async () => {
  assert.doesNotMatch(await world.page(world.ben, '/network'), /Who answers whom/)

  await plantClosed(world, {
    asker: world.dee,
    responses: [
      { by: world.ben, body: 'Ours ran dry.' },
      { by: world.cho, body: 'Ours too.' },
    ],
  })

  assert.match(
    await world.page(world.ben, '/network'),
    /Of 21 answers given by name in the last year, 16 went to somebody of another organisation/,
  )
  assert.doesNotMatch(await world.page(null, '/network'), /Who answers whom/)
})

test('beside a year with enough answers stands the year before', async () => {
  await sql`update post set at = at - interval '1 year'`.execute(world.db)
  assert.doesNotMatch(await world.page(world.ben, '/network'), /Who answers whom/, 'all of it is of the year before')
  const { ana, ben, cho, dee, rao } = world
  const responses = Array.from({ length: 20 }, (_, nth) => ({
    by: [ana, ben, dee, rao][nth % 4] ?? ana,
    body: `So, ${nth}.`,
  }))
  await plantClosed(world, { asker: cho, responses })
  await plantClosed(world, { asker: ana, responses: [{ by: cho, body: 'As she says.' }] })

  const network = await world.page(ben, '/network')
  assert.match(network, /Of 21 answers given by name in the last year, 16 went to somebody of another organisation/)
  assert.match(network, /In the year before, of 21 answers, 16 went to another organisation/)
})
