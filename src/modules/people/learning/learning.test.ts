import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { plantPeople } from '../plant.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db, ben, fay } = world
  const document = {
    areas: [{ code: 'IN-UK', name: { en: 'Uttarakhand' } }],
    institutions: [
      {
        key: 'sirt',
        name: { en: 'State Institute', hi: 'राज्य संस्थान' },
        area: 'IN-UK',
        site: 'https://sirt.example.org/',
      },
      { key: 'lbsnaa', name: { en: 'National Academy' }, tier: 'central', area: 'IN-UK' },
    ],
    programmes: [
      {
        key: 'cmctp',
        name: { en: 'Mid-career programme' },
        about: { en: 'Six weeks on districts.' },
        institution: 'lbsnaa',
        materials: [{ title: { en: 'The reader', hi: 'पाठ' }, href: 'https://example.org/reader' }],
      },
    ],
    cohorts: [
      {
        key: 'cmctp-2001',
        name: { en: 'CMCTP 2001' },
        programme: 'cmctp',
        starts_on: '2001-01-08',
        ends_on: '2001-02-16',
      },
      { key: 'cmctp-2002', name: { en: 'CMCTP 2002' }, programme: 'cmctp', starts_on: '2002-01-07' },
    ],
  }
  await plantPeople(db, { document, communities: new Map(), people: new Map() })
  await db
    .insertInto('cohort_person')
    .values([ben, fay].map(({ id }) => ({ person_id: id, cohort_id: 1 })))
    .execute()
})
after(() => world.close())

test('the register names institutions with place and programmes, central ones first', async () => {
  const text = words(await world.page(world.cho, '/institutions'))

  assert.match(
    text,
    /Central institutions National Academy Mid-career programme Uttarakhand State institutions State Institute/,
  )
  assert.match(text, /sirt\.example\.org/)
})

test('a programme keeps its materials and its cohorts, the newest first', async () => {
  const page = await world.page(world.cho, '/programmes/cmctp')

  assert.match(words(page), /Mid-career programme Six weeks on districts\. National Academy Materials The reader/)
  assert.match(words(page), /CMCTP 2002 7 Jan 2002 CMCTP 2001 8 Jan 2001 to 16 Feb 2001/)
  assert.match(page, /href="https:\/\/example\.org\/reader"/)
})

test('of a cohort each sees those she shares a community with', async () => {
  const { cho, eve, gus } = world
  const seen = async (actor: typeof cho) => words(await world.page(actor, '/cohorts/cmctp-2001'))

  assert.match(await seen(cho), /Ben/)
  assert.doesNotMatch(await seen(cho), /Fay/)
  assert.match(await seen(eve), /Fay/)
  assert.doesNotMatch(await seen(eve), /Ben/)
  assert.match(await seen(gus), /None of them shares a community with you yet/)
})

test('what there is not is not found, and who is not signed in is asked to', async () => {
  for (const path of ['/programmes/none', '/cohorts/none'])
    assert.equal((await world.request(world.cho, path)).status, 404)
  for (const path of ['/institutions', '/programmes/cmctp', '/cohorts/cmctp-2001'])
    assert.match((await world.request(null, path)).headers.get('location') ?? '', /^\/sign-in/)
})
