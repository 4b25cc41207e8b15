import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import { type Id, sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { recordPosting } from '../index.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db } = world
  await db
    .insertInto('area')
    .values([
      { code: 'IN', name: '{"en":"India"}' },
      { code: 'IN-UP', name: '{"en":"Uttar Pradesh"}' },
    ])
    .execute()
  await sql`update area set parent_id = 1 where code = 'IN-UP'`.execute(db)
  await db
    .insertInto('term')
    .values([
      { kind: 'service', key: 'ias', name: '{"en":"IAS"}' },
      { kind: 'cadre', key: 'up', name: '{"en":"UP cadre"}' },
      { kind: 'sector', key: 'health', name: '{"en":"Health"}' },
    ])
    .execute()
  await db.insertInto('cohort').values({ key: 'c1', name: '{"en":"Cohort One"}' }).execute()
  await describe(world.ben, 'Benjamin Mehta')
  await describe(world.fay, 'Fay Mehta')
})
after(() => world.close())

/** A person of whom everything is said. */
async function describe({ id, viewer }: Actor, name: string) {
  const { db } = world
  await db
    .updateTable('person')
    .set({ name, service_id: 1, cadre_id: 2, languages: ['mr'] })
    .where('id', '=', id)
    .execute()
  const work = { designation: 'Collector', organisation: 'Jal Sansthan', sector_id: 3, area_id: 2, since: null }
  await recordPosting(db, await viewer(), id, work, 'self')
  await db.insertInto('declared_topic').values({ person_id: id, topic_id: 1 }).execute()
  await db.insertInto('cohort_person').values({ person_id: id, cohort_id: 1 }).execute()
}

const found = async (actor: Actor, query: string) => {
  const page = await world.page(actor, `/people${query}`)
  const titles = page.matchAll(/<p class="entry-title"[^>]*><a href="\/people\/[^"]+"[^>]*>([^<]+)</g)
  return [...titles].map(([, name]) => name)
}

test('whoever can be asked is found with place, organisation and topics, one step from her profile', async () => {
  const text = words(await world.page(world.cho, '/people?topic=1'))

  assert.match(text, /One person .* Benjamin Mehta Ask me about Water Jal Sansthan · Uttar Pradesh/)
  assert.match(await world.page(world.cho, '/people?topic=1'), new RegExp(`href="/people/${world.ben.key}"`))
})

test('each filter finds those who fit, among those she may know', async () => {
  for (const query of [
    ...['name=mehta', 'name=BENJ+mehta', 'topic=1', 'service=1', 'cadre=2', 'sector=3', 'organisation=sansthan'],
    ...['place=2', 'place=1', 'cohort=1', 'language=mr', 'name=mehta&topic=1&place=2&cohort=1'],
  ])
    assert.deepEqual(await found(world.cho, `?${query}`), ['Benjamin Mehta'], query)
  for (const query of [
    'topic=2',
    'service=2',
    'cadre=1',
    'sector=9',
    'organisation=%25',
    'place=99',
    'cohort=9',
    'language=ta',
  ])
    assert.deepEqual(await found(world.cho, `?${query}`), [], query)
})

test('a misspelled name is forgiven, and it is said so', async () => {
  assert.deepEqual(await found(world.cho, '?name=mehra'), ['Benjamin Mehta'])
  assert.match(
    words(await world.page(world.cho, '/people?name=mehra')),
    /Nobody is called “mehra”. These names are close/,
  )
  assert.deepEqual(await found(world.cho, '?name=xyzzy'), [])
})

test('only people she shares a community with are there, and none who is suspended or erased', async () => {
  const { db, cho, eve, gus, dee } = world
  assert.deepEqual(await found(cho, ''), ['Ana', 'Benjamin Mehta', 'Cho', 'Dee', 'Rao'])
  assert.deepEqual(await found(eve, ''), ['Eve', 'Fay Mehta'])
  assert.deepEqual(await found(gus, ''), [])
  assert.deepEqual(await found(gus, '?name=mehra'), [])
  assert.match((await world.request(null, '/people')).headers.get('location') ?? '', /^\/sign-in/)

  for (const state of ['suspended', 'erased', 'invited'] as const) {
    await db.updateTable('person').set({ state }).where('id', '=', dee.id).execute()
    assert.deepEqual(await found(cho, ''), ['Ana', 'Benjamin Mehta', 'Cho', 'Rao'], state)
    assert.deepEqual(await found(cho, '?name=dee'), [])
  }
  await db.updateTable('person').set({ state: 'active' }).where('id', '=', dee.id).execute()
})

test('who is on no list of a community they share is found by nobody but herself, and her page opens all the same', async () => {
  const { db, ben, cho, dee, network } = world
  const listed = (value: boolean, one: Actor) =>
    db.updateTable('membership').set({ listed: value }).where('person_id', '=', one.id).execute()
  await listed(false, dee)
  assert.deepEqual(await found(cho, '?name=dee'), [])
  assert.deepEqual(await found(cho, '?name=dea'), [])
  assert.deepEqual(await found(dee, '?name=dee'), ['Dee'])
  assert.equal((await world.request(cho, `/people/${dee.key}`)).status, 200)

  for (const one of [dee, ben]) await plantMember(db, one.id, network.id)
  assert.deepEqual([await found(ben, '?name=dee'), await found(cho, '?name=dee')], [['Dee'], []])
  await db.deleteFrom('membership').where('community_id', '=', network.id).execute()
  await listed(true, dee)
})

test('nonsense in the address is left out', async () => {
  assert.equal((await found(world.cho, '?topic=abc&after=x&language=<x>&place=-1')).length, 5)
  assert.equal((await found(world.cho, '?after=0000000000000000')).length, 5)
})

test('a long list goes on page by page, forward and back, and each page costs the same', async () => {
  const { db, north } = world
  const ids: Id[] = []
  for (let nth = 0; nth < 60; nth++) ids.push((await plantPerson(db, `Zed${String(nth).padStart(2, '0')}`)).id)
  for (const id of ids) await plantMember(db, id, north.id)
  const one = await countStatements(() => world.page(world.cho, '/people?name=ana'))
  assert.equal(await countStatements(() => world.page(world.cho, '/people?name=zed')), one)

  const pages: string[][] = []
  let path = '?name=zed'
  for (;;) {
    pages.push((await found(world.cho, path)) as string[])
    const next = /href="\/people(\?[^"]*after=[^"]*)"/.exec(await world.page(world.cho, `/people${path}`))?.[1]
    if (!next) break
    path = next.replaceAll('&amp;', '&')
  }

  assert.deepEqual(
    pages.map((page) => page.length),
    [25, 25, 10],
  )
  assert.deepEqual(pages.flat(), [...pages.flat()].sort())
  const back = /href="\/people(\?[^"]*before=[^"]*)"/.exec(await world.page(world.cho, `/people${path}`))?.[1] ?? ''
  assert.deepEqual(await found(world.cho, back.replaceAll('&amp;', '&')), pages[1])
})
