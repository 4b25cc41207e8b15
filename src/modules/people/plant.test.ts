import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import {
  addToCohort,
  findCohort,
  findPeopleByAddress,
  listAreaNames,
  listCohorts,
  matchArea,
  plantPerson,
} from './index.ts'
import { plantPeople } from './plant.ts'
import { homeAreaOf, listTerms, matchTerm } from './terms.ts'

const document = {
  areas: [
    { code: 'IN', name: { en: 'India', hi: 'भारत' } },
    { code: 'IN-UP', name: { en: 'Uttar Pradesh', hi: 'उत्तर प्रदेश' } },
    { code: 'IN-JK', name: { en: 'Jammu & Kashmir', hi: 'जम्मू और कश्मीर' } },
  ],
  services: [{ key: 'ias', name: { en: 'Indian Administrative Service' } }],
  cadres: [{ key: 'up', name: { en: 'Uttar Pradesh' }, area: 'IN-UP' }],
  sectors: [{ key: 'water', name: { en: 'Water', hi: 'पानी' } }],
  institutions: [
    { key: 'lbsnaa', name: { en: 'Academy' }, tier: 'central', area: 'IN-UP', site: 'https://example.org' },
  ],
  programmes: [
    {
      key: 'cmctp',
      name: { en: 'CMCTP' },
      institution: 'lbsnaa',
      materials: [{ title: { en: 'Reader' }, href: 'https://example.org/reader' }],
    },
  ],
  cohorts: [{ key: 'cmctp-2001', name: { en: 'CMCTP 2001' }, programme: 'cmctp', starts_on: '2001-01-08' }],
}

let world: World
before(async () => {
  world = await openWorld()
  await plant()
})
after(() => world.close())

test('planting again changes nothing', async () => {
  await plant()

  const { db } = world
  assert.deepEqual(
    (await listTerms(db, 'sector')).map(({ key }) => key),
    ['water'],
  )
  assert.deepEqual(
    (await listCohorts(db)).map(({ key, title }) => [key, title]),
    [['cmctp-2001', 'CMCTP 2001']],
  )
})

test('a planted person has her posting, her lists, her cohorts and two addresses', async () => {
  const { db, ana } = world
  const planted = { name: 'Hema', language: 'hi', designation: 'Collector', organisation: 'District', area: 'IN-UP' }
  const id = await plantPerson(db, {
    ...planted,
    ...{ service: 'ias', cadre: 'up', sector: 'water', cohorts: ['cmctp-2001'], languages: ['hi', 'en'] },
    ...{
      since: '2026-01-05',
      addresses: ['hema@gov.example', 'hema@home.example'],
      topics: ['water'],
      state: 'active',
    },
  })

  assert.equal(await homeAreaOf(db, id), matchArea(await listAreaNames(db), 'IN-UP')?.id)
  assert.equal(await homeAreaOf(db, ana.id), null)
  const found = await findPeopleByAddress(db, ['HEMA@home.example', 'nobody@example.org', 'ana@example.org'])
  assert.deepEqual([...found].sort(), [
    ['ana@example.org', { person_id: ana.id, name: 'Ana', state: 'active' }],
    ['hema@home.example', { person_id: id, name: 'Hema', state: 'active' }],
  ])
  const cohort = await findCohort(db, await ana.viewer(), 'cmctp-2001')
  await addToCohort(db, cohort.id, id)
  const there = await db.selectFrom('cohort_person').selectAll().where('person_id', '=', id).execute()
  assert.deepEqual(there, [{ cohort_id: cohort.id, person_id: id }])
  const posting = await db.selectFrom('posting').selectAll().where('person_id', '=', id).executeTakeFirstOrThrow()
  assert.deepEqual([posting.designation, posting.since, posting.until], ['Collector', '2026-01-05', null])
})

test('a place is known by its code and by its name in any language, however it is written', async () => {
  const areas = await listAreaNames(world.db)
  const codeOf = (text: string) => matchArea(areas, text)?.code ?? null

  assert.deepEqual(
    [
      'IN-UP',
      'in-up',
      'U.P.',
      'uttar  pradesh',
      'उत्तर प्रदेश',
      'Jammu and Kashmir',
      'J.K.',
      'jammu & kashmir',
      'Pradesh',
      '',
    ].map(codeOf),
    ['IN-UP', 'IN-UP', 'IN-UP', 'IN-UP', 'IN-UP', 'IN-JK', 'IN-JK', 'IN-JK', null, null],
  )
  assert.equal(matchTerm(await listTerms(world.db, 'service'), 'I.A.S.')?.key, 'ias')
})

function plant() {
  return plantPeople(world.db, { document, communities: new Map(), people: new Map() })
}
