import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { openSession } from '../people/index.ts'
import { plantAskedSize, plantLarger } from './size.ts'

const MEMBERS = 60

let world: World
before(async () => {
  world = await openWorld()
  await plantAskedSize(world.db, ['--demo'])
  await plantLarger(world.db, MEMBERS)
})
after(() => world.close())

const counts = async () => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from person) as people, (select count(*)::int from community) as communities,
      (select count(*)::int from post) as posts, (select count(*)::int from search_entry) as entries`.execute(world.db)
  return rows[0]
}

test('so many invented members stand beside those who were there, in the same network', async () => {
  const { rows: people } = await sql`select invented, count(*)::int as count from person group by 1 order by 1`.execute(
    world.db,
  )
  const { rows: networks } = await sql`select count(*)::int as count from community where parent_id is null`.execute(
    world.db,
  )

  assert.deepEqual(people, [
    { invented: false, count: 8 },
    { invented: true, count: MEMBERS },
  ])
  assert.deepEqual(networks, [{ count: 1 }])
  assert.equal((await counts())?.posts, MEMBERS * 10)
})

test('planting twice changes nothing', async () => {
  const before = await counts()

  await plantLarger(world.db, 2 * MEMBERS)

  assert.deepEqual(await counts(), before)
})

test('all indexes stand as before', async () => {
  const { rows } = await sql<{ name: string }>`
    select indexname as name from pg_indexes where tablename in ('post', 'person', 'search_entry')
      and indexname in ('search_room', 'person_words', 'search_words') order by 1`.execute(world.db)

  assert.deepEqual(
    rows.map(({ name }) => name),
    ['person_words', 'search_room', 'search_words'],
  )
})

test('an invented member reads her community, and what comes after has numbers of its own', async () => {
  const { rows } = await sql<{ id: number; slug: string; thread: string; title: string }>`
    select person_id as id, slug, thread.key as thread, title
    from thread join room on room.id = room_id and is_default join slug on slug.community_id = thread.community_id
    join membership on membership.community_id = thread.community_id where kind = 'talk' and last_number > 1 limit 1`.execute(
    world.db,
  )
  const [{ id, slug, thread, title } = { id: 0, slug: '', thread: '', title: '' }] = rows
  const member = { ...world.ben, cookie: `copse=${await openSession(world.db, id, 'test')}` }

  const page = await world.page(member, `/communities/${slug}/talk/${thread}`)
  const written = await world.submit(world.ben, '/communities/north/talk', '/communities/north/talk', {
    title: 'A thread of today',
    body: 'It stands beside the invented ones.',
  })

  assert.ok(page.includes(title), page.slice(0, 500))
  assert.equal(written.status, 303)
})

test('a size that is none, or without a demonstration, is refused with a sentence', async () => {
  await assert.rejects(plantAskedSize(world.db, ['--size', '1000']), {
    message: '--size makes the demonstration larger: name --demo as well.',
  })
  for (const given of [
    ['--demo', '--size'],
    ['--demo', '--size', '7'],
  ])
    await assert.rejects(plantAskedSize(world.db, given), {
      message: '--size: so many members more, one of 1000, 10000, 100000',
    })
})
