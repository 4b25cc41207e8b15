import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { type Id, sql } from '../../platform/db.ts'
import { correctPosting, recordPosting, type Work } from './postings.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const collector: Work = {
  designation: 'Collector',
  organisation: 'District of Pune',
  sector_id: null,
  area_id: null,
  since: '2025-04-01',
}
const secretary: Work = {
  ...collector,
  designation: 'Secretary',
  organisation: 'Water Department',
  since: '2026-07-15',
}

test('a new posting ends the one before on the day before, and the person follows', async () => {
  const { db, ben } = world
  await recordPosting(db, await ben.viewer(), ben.id, collector, 'self')

  assert.equal(await recordPosting(db, await ben.viewer(), ben.id, secretary, 'self'), true)

  assert.deepEqual(await postingsOf(ben.id), [
    ['Collector', '2025-04-01', '2026-07-14'],
    ['Secretary', '2026-07-15', null],
  ])
  assert.deepEqual(await workOf(ben.id), { designation: 'Secretary', organisation: 'Water Department' })
  assert.equal(await countFacts(ben.id, 'posting.changed'), 2)
})

test('the same posting again changes nothing and records nothing', async () => {
  const { db, cho } = world
  await recordPosting(db, await cho.viewer(), cho.id, collector, 'administrator')

  assert.equal(await recordPosting(db, await cho.viewer(), cho.id, { ...collector }, 'administrator'), false)

  assert.deepEqual(await postingsOf(cho.id), [['Collector', '2025-04-01', null]])
  assert.equal(await countFacts(cho.id, 'posting.changed'), 1)
})

test('a new posting that is said to begin before the old one still ends it', async () => {
  const { db, dee } = world
  await recordPosting(db, await dee.viewer(), dee.id, secretary, 'self')

  await recordPosting(db, await dee.viewer(), dee.id, collector, 'administrator')

  assert.deepEqual(await postingsOf(dee.id), [
    ['Secretary', '2026-07-15', '2026-07-15'],
    ['Collector', '2025-04-01', null],
  ])
})

test('correcting a typo begins nothing', async () => {
  const { db, fay } = world
  await recordPosting(db, await fay.viewer(), fay.id, { ...collector, organisation: 'District of Pnue' }, 'self')

  await correctPosting(db, await fay.viewer(), fay.id, collector)

  assert.deepEqual(await postingsOf(fay.id), [['Collector', '2025-04-01', null]])
  assert.deepEqual(await workOf(fay.id), { designation: 'Collector', organisation: 'District of Pune' })
  assert.equal(await countFacts(fay.id, 'posting.changed'), 1)
})

test('two changes at once leave one current posting', async () => {
  const { db, eve } = world
  const viewer = await eve.viewer()

  await Promise.all(
    [collector, secretary].map((work) =>
      db.transaction().execute((tx) => recordPosting(tx, viewer, eve.id, work, 'self')),
    ),
  )

  const postings = await postingsOf(eve.id)
  assert.equal(postings.length, 2)
  assert.equal(postings.filter(([, , until]) => until === null).length, 1)
})

async function postingsOf(person_id: Id) {
  const rows = await world.db
    .selectFrom('posting')
    .select(['designation', 'since', 'until'])
    .where('person_id', '=', person_id)
    .orderBy('id')
    .execute()
  return rows.map(({ designation, since, until }) => [designation, since, until])
}

function workOf(person_id: Id) {
  return world.db
    .selectFrom('person')
    .select(['designation', 'organisation'])
    .where('id', '=', person_id)
    .executeTakeFirst()
}

async function countFacts(person_id: Id, verb: string) {
  const { count } = await world.db
    .selectFrom('activity')
    .select(sql<number>`count(*)`.as('count'))
    .where('verb', '=', verb)
    .where('subject_id', '=', person_id)
    .executeTakeFirstOrThrow()
  return count
}
