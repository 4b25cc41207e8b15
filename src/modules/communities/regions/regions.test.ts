import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { areaId, plantMap } from './builders.ts'
import { regionOf } from './reads.ts'

let world: World
let ira: Actor
let jai: Actor
before(async () => {
  world = await openWorld()
  ;({ ira, jai } = await plantMap(world))
})
after(() => world.close())

const MAP = '/network/regions'
const GOA = `${MAP}/IN-GA`

async function day(offset: number): Promise<string> {
  const { rows } = await sql<{ on: string }>`select network_today() + ${offset}::int as on`.execute(world.db)
  return rows[0]?.on ?? ''
}

const change = (by: Actor, code: string, region_id: number, since: string) =>
  world.submit(by, `${MAP}/${code}`, `${MAP}/${code}`, { region_id: String(region_id), since })

async function rowsOf(code: string) {
  const rows = world.db
    .selectFrom('region_area')
    .select(['community_id', 'since', 'until'])
    .where('area_id', '=', await areaId(world, code))
  return rows.orderBy('since').execute()
}

test('any member reads the map; what is in no region stands at its top, and the suggestion is for the administrator', async () => {
  const { ben, fay, gus } = world
  for (const member of [ben, fay]) {
    const page = words(await world.page(member, MAP))
    assert.match(page, /Without a region Goa .*North .*Delhi .*Punjab .*South .*Karnataka/)
    assert.doesNotMatch(page, /suggested|Choose its region/)
  }
  assert.match(words(await world.page(ira, MAP)), /Without a region Goa South suggested Choose its region/)
  assert.equal((await world.request(gus, MAP)).status, 404)
  assert.match((await world.request(null, MAP)).headers.get('location') ?? '', /^\/sign-in/)
  assert.equal(await regionOf(world.db, await areaId(world, 'IN-GA')), null)
})

test('only the administrator of the network changes it: a coordinator, a member and a stranger do not', async () => {
  const { ana, ben, gus } = world
  for (const [other, status] of [
    [ana, 403],
    [ben, 403],
    [gus, 404],
  ] as const) {
    assert.doesNotMatch(await world.page(other, GOA), /<select/)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    const sent = await world.send(other, GOA, { csrf, region_id: '1', since: await day(0), version: '1' })
    assert.equal(sent.status, status)
  }
  assert.deepEqual(await rowsOf('IN-GA'), [])
})

test('a change ends the row before on the day before, and both stay to be read', async () => {
  const { north, south } = world
  const first = await day(-400)

  assert.equal((await change(ira, 'IN-DL', south.id, await day(0))).status, 303)

  assert.deepEqual(await rowsOf('IN-DL'), [
    { community_id: north.id, since: first, until: await day(-1) },
    { community_id: south.id, since: await day(0), until: null },
  ])
  const delhi = await areaId(world, 'IN-DL')
  assert.equal(await regionOf(world.db, delhi), south.id)
  assert.equal(await regionOf(world.db, delhi, await day(-1)), north.id)
  assert.match(words(await world.page(world.ben, `${MAP}/IN-DL`)), /Belongs to South\..*South .* open North/)
})

test('a day to come is planned and shown, begins by itself, and a later plan takes its place', async () => {
  const { north, south } = world
  const punjab = await areaId(world, 'IN-PB')
  await change(ira, 'IN-PB', south.id, await day(10))
  assert.equal(await regionOf(world.db, punjab), north.id)
  assert.match(words(await world.page(world.ben, MAP)), /Punjab .*South, \d+ \w+ \d{4}/)

  await change(ira, 'IN-PB', south.id, await day(5))
  assert.equal((await rowsOf('IN-PB')).length, 2)

  await world.travel('6 days')
  assert.equal(await regionOf(world.db, punjab), south.id)
  await sql`update session set seen_at = app_now()`.execute(world.db)
  assert.match(words(await world.page(world.ben, `${MAP}/IN-PB`)), /Belongs to South/)
})

test('to no region is a change as any other', async () => {
  await change(ira, 'IN-KA', 0, await day(0))
  assert.equal(await regionOf(world.db, await areaId(world, 'IN-KA')), null)
  await change(ira, 'IN-KA', world.south.id, await day(0))
  assert.equal(await regionOf(world.db, await areaId(world, 'IN-KA')), world.south.id)
})

test('what has held is not written anew', async () => {
  const before = await rowsOf('IN-DL')
  const answer = await change(ira, 'IN-DL', world.north.id, await day(-100))
  assert.equal(answer.status, 409)
  assert.match(await answer.text(), /The map says already where Delhi belonged on that day/)
  assert.deepEqual(await rowsOf('IN-DL'), before)
})

test('of two administrators the later one sees what the other did and her own wish, and may save it all the same', async () => {
  const { north, south } = world
  const today = await day(0)
  const opened = hiddenFields(await world.page(jai, GOA), GOA)
  await change(ira, 'IN-GA', south.id, today)

  const answer = await world.send(jai, GOA, { ...opened, region_id: String(north.id), since: today })

  const page = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(words(page), /Your change is not saved yet\. Ira: Goa, from no region to South/)
  assert.match(page, new RegExp(`<option value="${north.id}" selected`))
  assert.equal(await regionOf(world.db, await areaId(world, 'IN-GA')), south.id)

  const again = await world.send(jai, GOA, { ...hiddenFields(page, GOA), region_id: String(north.id), since: today })
  assert.equal(again.status, 303)
  assert.deepEqual(await rowsOf('IN-GA'), [{ community_id: north.id, since: today, until: null }])
})

test('twenty changes at once leave one region a day, and each that was taken is in the history', async () => {
  const { north, south } = world
  const hidden = hiddenFields(await world.page(ira, GOA), GOA)
  const before = await countFacts()
  const answers = await Promise.all(
    Array.from({ length: 20 }, async (_, nth) =>
      world.send(nth % 2 ? ira : jai, GOA, {
        ...(nth % 2 ? hidden : hiddenFields(await world.page(jai, GOA), GOA)),
        once: `once-key-${nth}`,
        region_id: String(nth % 2 ? south.id : north.id),
        since: await day(nth),
      }),
    ),
  )
  const taken = answers.filter(({ status }) => status === 303).length
  assert.ok(taken >= 1 && taken < 20, `${taken}`)
  assert.equal((await countFacts()) - before, taken)
  const { rows } = await sql<{
    twice: number
  }>`select count(*)::int as twice from region_area one join region_area other
    on one.area_id = other.area_id and one.since < other.since and other.since <= coalesce(one.until, 'infinity')`.execute(
    world.db,
  )
  assert.equal(rows[0]?.twice, 0)
})

async function countFacts() {
  const facts = await world.db.selectFrom('activity').select('id').where('verb', '=', 'region.changed').execute()
  return facts.length
}

test('a wrong day or region comes back as it was typed', async () => {
  const answer = await world.submit(ira, GOA, GOA, { region_id: 'x', since: 'soon' })
  const page = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(page, /Choose a region/)
  assert.match(page, /value="soon"/)
  const unknown = await change(ira, 'IN-GA', 999_999, await day(0))
  assert.equal(unknown.status, 404)
  assert.equal((await world.request(ira, `${MAP}/IN-XX`)).status, 404)
})

test('the map asks the database no more for more areas', async () => {
  await world.page(ira, MAP)
  const before = await countStatements(() => world.page(ira, MAP))
  await sql`insert into area (code, name, parent_id) select code, '{"en":"More"}', (select id from area where code = 'IN')
    from unnest(array['IN-A1', 'IN-A2', 'IN-A3']) code`.execute(world.db)
  assert.equal(await countStatements(() => world.page(ira, MAP)), before)
})
