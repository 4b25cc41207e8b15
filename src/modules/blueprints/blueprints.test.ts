import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openEmptyWorld } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { readBlueprint } from './files.ts'
import { lookAroundToken, makeFirstRunToken } from './first-run.ts'
import { plantBlueprint, plantDemonstration, plantDocument } from './plant.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>

let world: World
before(async () => {
  world = await openEmptyWorld()
})
after(() => world.close())

test('before anything is planted only the link from the terminal opens the doors (ASVS 6.3.2)', async () => {
  const token = await makeFirstRunToken(world.db)

  assert.equal((await world.request(null, '/first/wrong')).status, 404)
  assert.match(
    await world.page(null, `/first/${token}`),
    /Look around a living demonstration[\s\S]*Plant your own network/,
  )
})

test('a document whose clocks stand in no time zone is planted not at all', async () => {
  const document = readBlueprint('cop-el') as { name: string; calendar: object }
  for (const time_zone of ['Moon/Base', '+05:30'])
    await assert.rejects(
      plantDocument(world.db, { ...document, calendar: { ...document.calendar, time_zone } }),
      /There is no such time zone/,
    )
  assert.equal((await countAll()).communities, 0)
})

test('planting CoP-EL twice is planting it once, and Goa belongs to no region', async () => {
  await plantBlueprint(world.db, 'cop-el')
  const first = await countAll()
  await plantBlueprint(world.db, 'cop-el')

  assert.deepEqual(await countAll(), first)
  assert.equal(first.communities, 6)
  const { rows } = await sql<{ code: string }>`select code from area where parent_id is not null
    and not exists (select from region_area where area_id = area.id)`.execute(world.db)
  assert.deepEqual(
    rows.map(({ code }) => code),
    ['IN-GA'],
  )
})

test('the convening body stands apart from the communities, with its contact and policies that anybody reads', async () => {
  const page = await world.page(null, '/network')
  assert.match(page, /Convening body[\s\S]*Capacity Building Commission[\s\S]*mailto:desk@cop-el\.example/)
  for (const [slug, said] of [
    ['use', /What is said here is no order/],
    ['readers', /No office gives reading/],
  ] as const) {
    assert.match(page, new RegExp(`href="/network/policies/${slug}"`))
    assert.match(await world.page(null, `/network/policies/${slug}`), said)
  }
})

async function countAll() {
  const { rows } = await sql<{ communities: number; areas: number; topics: number; holidays: number; rooms: number }>`
    select (select count(*) from community) as communities, (select count(*) from area) as areas, (select count(*) from topic) as topics,
      (select count(*) from holiday) as holidays, (select count(*) from room) as rooms`.execute(world.db)
  return rows[0] as { communities: number; areas: number; topics: number; holidays: number; rooms: number }
}

test('whoever takes the planted network over keeps it, is signed in, and the link is spent', async () => {
  const token = await makeFirstRunToken(world.db)
  const wrong = await world.submit(null, `/first/${token}`, `/first/${token}/network`, {
    name: 'Indu',
    address: 'not an address',
  })
  assert.equal(wrong.status, 422)

  const answer = await world.submit(null, `/first/${token}`, `/first/${token}/network`, {
    name: 'Indu',
    address: 'indu@example.org',
  })

  assert.equal(answer.status, 303)
  assert.match(answer.headers.get('set-cookie') ?? '', /copse=/)
  assert.equal((await world.request(null, `/first/${token}`)).status, 404)
  const roles = await world.db.selectFrom('role').select('role').distinct().orderBy('role').execute()
  assert.deepEqual(
    roles.map(({ role }) => role),
    ['administrator', 'coordinator'],
  )
})

test('the demonstration stands as its files tell it, and planting it again changes nothing', async () => {
  const other = await openEmptyWorld()
  try {
    await plantDemonstration(other.db)
    const states = await statesOf(other)
    const items = await countOf(other, 'item')
    await plantDemonstration(other.db)

    assert.deepEqual(states, ['answered_from_archive', 'closed', 'gathering', 'published', 'shaping', 'submitted'])
    assert.deepEqual(await statesOf(other), states)
    assert.equal(await countOf(other, 'item'), items)
    assert.ok((await countOf(other, 'post')) >= 18 + 18 + 8)
    assert.equal((await other.request(null, '/look-around/wrong')).status, 404)
    assert.match(await other.page(null, `/look-around/${lookAroundToken()}`), /Meenakshi Bhatnagar/)
  } finally {
    await other.close()
  }
})

/** Of North, whose queries are told whole; the year of each region has a test of its own. */
async function statesOf({ db }: World) {
  const rows = await db
    .selectFrom('query')
    .innerJoin('slug', 'slug.community_id', 'query.community_id')
    .select('state')
    .where('slug', '=', 'north')
    .orderBy(sql`state::text`)
    .execute()
  return rows.map(({ state }) => state)
}

async function countOf({ db }: World, table: 'item' | 'post') {
  const { count } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
