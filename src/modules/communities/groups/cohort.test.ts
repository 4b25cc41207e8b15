import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'

let world: World
let key: string
before(async () => {
  world = await openWorld()
  const { db, ben, cho, fay } = world
  await sql`insert into programme (key, name, about, materials) values ('foundation', '{"en":"Foundation course"}', '{"en":"About"}',
    '[{"title":{"en":"Reader on wells"},"href":"https://example.org/wells"}]')`.execute(db)
  await sql`insert into cohort (key, name, programme_id) select 'c19', '{"en":"Cohort of 2019"}', id from programme`.execute(
    db,
  )
  key = 'c19'
  for (const { id } of [ben, cho, fay])
    await sql`insert into cohort_person (cohort_id, person_id) select id, ${id} from cohort`.execute(db)
})
after(() => world.close())

const START = '/communities/new'
const members = (slug: string) =>
  world.db
    .selectFrom('membership')
    .innerJoin('slug', 'slug.community_id', 'membership.community_id')
    .innerJoin('person', 'person.id', 'person_id')
    .select('person.name')
    .where('slug.slug', '=', slug)
    .where('membership.state', '=', 'member')
    .orderBy('person.name')
    .execute()
    .then((rows) => rows.map(({ name }) => name))

test('who was in a cohort begins a group for it; the others are invited by mail, and in by their own yes alone', async () => {
  const { ben, cho, fay } = world
  assert.match(await world.page(ben, `/cohorts/${key}`), new RegExp(`href="${START}\\?cohort=${key}"`))
  const page = await world.page(ben, `${START}?cohort=${key}`)
  assert.match(words(page), /The others of Cohort of 2019 \(2\) are invited by mail in your name\./)
  assert.match(page, /name="name"[^>]*value="Cohort of 2019"|value="Cohort of 2019"[^>]*name="name"/)

  const answer = await world.submit(ben, `${START}?cohort=${key}`, START, {
    ...{ name: 'Cohort of 2019', purpose: 'We stay in touch about wells.', type: 'interest', address: 'c2019' },
  })
  await world.work()

  assert.equal(answer.headers.get('location'), '/communities/c2019?gathered')
  assert.deepEqual(await members('c2019'), ['Ben'])
  for (const other of [cho, fay]) {
    const { subject, text } = await world.lastMailTo(other)
    assert.match(subject, /Ben invites you to Cohort of 2019/)
    assert.match(text, /We were in Cohort of 2019 together\./)
  }
  await world.reply(fay, 'YES')
  await world.work()
  assert.deepEqual(await members('c2019'), ['Ben', 'Fay'])
})

test('its members see the materials of the programme; others do not', async () => {
  const shown = /Materials of Foundation course.*Reader on wells/
  assert.match(words(await world.page(world.ben, '/communities/c2019')), shown)
  for (const other of [world.dee, null])
    assert.doesNotMatch(words(await world.page(other, '/communities/c2019')), shown)
})

test('who was not in it begins nothing for it, even by its key', async () => {
  const { dee, cho } = world
  assert.doesNotMatch(await world.page(dee, `/cohorts/${key}`), /Begin a group for this cohort/)
  assert.doesNotMatch(words(await world.page(dee, `${START}?cohort=${key}`)), /invited by mail/)
  const before = (await world.mailsTo(cho)).length

  const answer = await world.submit(dee, START, START, {
    ...{ name: 'Not ours', purpose: 'Something else altogether.', type: 'interest', address: 'not-ours', cohort: key },
  })
  await world.work()

  assert.equal(answer.status, 303)
  assert.equal((await world.mailsTo(cho)).length, before)
})
