import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openEmptyWorld } from '../../../test/world.ts'
import { setTime } from '../../platform/clocks.ts'
import { sql } from '../../platform/db.ts'
import { lookAroundToken } from './first-run.ts'
import { plantDemonstration } from './plant.ts'
import { readYears } from './year.ts'

/** A Monday at dawn: two days without work lie behind. */
const AT = new Date('2026-03-02T06:00:00+05:30')

let world: Awaited<ReturnType<typeof openEmptyWorld>>
before(async () => {
  world = await openEmptyWorld()
  await setTime(world.db, AT)
  await plantDemonstration(world.db)
})
after(() => world.close())

type Row = { slug: string; published: number; talk: number; items: number }

test('each region has had a year: queries with their replies, talk, and a library', async () => {
  const { rows } = await sql<Row>`select slug.slug,
      (select count(*)::int from query where query.community_id = slug.community_id and state in ('published', 'archived')) as published,
      (select count(*)::int from thread where thread.community_id = slug.community_id and kind = 'talk') as talk,
      (select count(*)::int from item where item.community_id = slug.community_id and kind <> 'consolidated_reply') as items
    from slug where slug in ('north', 'south', 'east', 'west', 'north-east') order by slug`.execute(world.db)
  const told = readYears().map(({ community, queries, talk, items }) => ({
    ...{ slug: community, talk: talk.length, items: items.length },
    published: queries.length + (community === 'north' ? 1 : 0),
  }))

  assert.deepEqual(
    rows,
    told
      .sort((one, other) => one.slug.localeCompare(other.slug))
      .map(({ slug, published, talk, items }) => ({ slug, published, talk, items })),
  )
})

test('every word of the year is said by somebody who was there, at its own time', async () => {
  const { rows } = await sql<{ count: number; early: number }>`select count(*)::int as count,
      count(*) filter (where post.at < membership.since)::int as early
    from post join thread on thread.id = thread_id
    join membership on membership.person_id = post.author_id and membership.community_id = thread.community_id
    where post.state = 'distributed'`.execute(world.db)

  assert.ok((rows[0]?.count ?? 0) > 80)
  assert.equal(rows[0]?.early, 0)
})

test('of the past only the letters of two working days are still to be sent', async () => {
  const { rows } = await sql<{ old: number; kept: number }>`select
      count(*) filter (where send_after < '2026-02-26 00:00 Asia/Kolkata')::int as old, count(*)::int as kept
    from outbox where state = 'waiting' and send_after <= ${AT}`.execute(world.db)

  assert.equal(rows[0]?.old, 0)
  assert.ok((rows[0]?.kept ?? 0) > 10, `${rows[0]?.kept}`)
})

test('what the last weeks left stands open: somebody asks to come in, a move, a tie, groups, terms and things kept', async () => {
  const { rows } = await sql<Record<string, number>>`select
      (select count(*)::int from application where decided_at is null) as applications,
      (select count(*)::int from community where type in ('interest', 'crisis')) as groups,
      (select count(*)::int from community_link where kind = 'part_of') as opened,
      (select count(*)::int from role where ends_on is not null) as terms,
      (select count(*)::int from connection where answer is null) as asked,
      (select count(*)::int from connection where answer = 'yes') as agreed,
      (select count(*)::int from collection where is_starter) as starters,
      (select count(*)::int from collection_entry) as kept`.execute(world.db)

  assert.deepEqual(rows[0], {
    applications: 2,
    groups: 2,
    opened: 4,
    terms: 3,
    asked: 1,
    agreed: 1,
    starters: 2,
    kept: 8,
  })
})

test('the map of the regions holds since before anybody came, and nothing of it since today', async () => {
  const { rows } = await sql<{ late: number; areas: number }>`select count(*)::int as areas,
      count(*) filter (where since >= (select min(since)::date from membership))::int as late from region_area`.execute(
    world.db,
  )

  assert.deepEqual(rows[0], { areas: 35, late: 0 })
})

test('whoever borrows the eyes of the administrator sees what she keeps, and the rooms of one community alone', async () => {
  const doors = `/look-around/${lookAroundToken()}`
  const answer = await world.submit(null, doors, doors, { handle: 'latika' })
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const statusOf = async (path: string) => (await world.request(null, path, { headers: { cookie } })).status

  for (const path of [
    '/today',
    '/network/system',
    '/network/convening-body',
    '/network/regions/IN-GA',
    '/communities/north/talk',
  ])
    assert.equal(await statusOf(path), 200, path)
  assert.equal(await statusOf('/communities/west/talk'), 404)
  assert.match(
    await (await world.request(null, '/network/regions', { headers: { cookie } })).text(),
    /Goa[\s\S]*West suggested/,
  )
})

test('after the first work, whoever has a posting in another region is asked whether she moves', async () => {
  await world.work()
  const { rows } = await sql<{
    name: string
    from: string
    to: string
  }>`select person.name, one.slug as from, other.slug as to
    from transfer join person on person.id = person_id
    join slug one on one.community_id = from_id join slug other on other.community_id = to_id where answered_at is null`.execute(
    world.db,
  )

  assert.deepEqual(rows, [{ name: 'Bashir Ahmad Lone', from: 'north', to: 'west' }])
})
