import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { endStreams } from '../../../platform/streams.ts'
import { openTalk, path, say, settle, talk } from '../builders.ts'
import { openNews, openPage, until } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
afterEach(endStreams)
after(() => world.close())

const ageSession = (person_id: number, column: string, by: string) =>
  sql`update session set ${sql.ref(column)} = app_now() - ${by}::interval where person_id = ${person_id}`.execute(
    world.db,
  )
const RIGHT_ENDS = 1000
/** A machine that is busy with other tests is not slow in this. */
const SLACK = 1500

test('an open page learns of what is new once it is distributed, in the reader’s language, and where it stands', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana)
  await sql`update person set language = 'hi' where id = ${cho.id}`.execute(world.db)
  const [page, hindi] = [await openPage(world, ben, path(thread)), await openPage(world, cho, path(thread))]
  const post = await say(world, ana, thread, 'Second')
  await pause(900)
  assert.equal(page.told.length, 0)

  await settle(world)

  assert.ok(await until(() => page.told.length > 0 && hindi.told.length > 0, SLACK))
  assert.deepEqual(page.told, [{ words: 'One new contribution', href: `/posts/${post.key}` }])
  assert.equal(hindi.told[0]?.words, 'एक नया योगदान')
  const answer = await world.request(ben, page.told[0]?.href ?? '')
  assert.equal(answer.headers.get('location'), `${path(thread)}#post-2`)
})

test('what comes later than its number is new too; what stands on the page, and her own words, are not', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana)
  await say(world, ana, thread, 'Second, which waits longer')
  await sql`update clock set due_at = due_at + interval '1 hour' where worked_at is null`.execute(world.db)
  await say(world, cho, thread, 'Third')
  await settle(world)
  const page = await openPage(world, ben, path(thread))
  await say(world, ben, thread, 'Fourth, her own')
  await settle(world)
  await pause(900)
  assert.equal(page.told.length, 0)

  await settle(world, '2 hours')

  assert.ok(await until(() => page.told.length > 0, SLACK))
  assert.equal(page.told[0]?.words, 'One new contribution')
})

test('a post that its reader may not read is not told of', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana)
  await sql`update membership set class = 'external' where person_id = ${cho.id}`.execute(world.db)
  const [inside, outside] = [await openPage(world, ben, path(thread)), await openPage(world, cho, path(thread))]
  await say(world, ana, thread, 'For staff')
  await sql`update post set staff_only = true where thread_id = ${thread.id} and number = 2`.execute(world.db)

  await settle(world)

  assert.ok(await until(() => inside.told.length > 0, SLACK))
  await pause(800)
  assert.deepEqual(outside.told, [])
  await sql`update membership set class = 'internal' where person_id = ${cho.id}`.execute(world.db)
})

test('it is there for whoever may read the thread, and for nobody else', async () => {
  const { ana, eve, gus } = world
  const thread = await openTalk(world, ana)
  const address = `/threads/${thread.key}/news?after=1&seen=`

  for (const other of [eve, gus]) assert.equal((await openNews(world, other, address)).status, 404)
  assert.equal((await world.request(null, address)).headers.get('location')?.split('?')[0], '/sign-in')
  assert.equal((await openNews(world, ana, '/threads/0123456789abcdef/news')).status, 404)
  assert.equal((await openNews(world, ana, `${address}x,-1&after=nonsense`)).status, 200)
})

test('ASVS 7.3.1, 7.3.2, 8.3.2: within a second of a right that ends, so does the stream', async () => {
  const ends: [string, (reader: Actor, thread: { id: number }) => Promise<unknown>][] = [
    ['she has left', ({ id }) => sql`update membership set state = 'left' where person_id = ${id}`.execute(world.db)],
    ['she was suspended', ({ id }) => sql`update person set state = 'suspended' where id = ${id}`.execute(world.db)],
    ['she has signed out', (reader) => world.submit(reader, '/me', '/sign-out')],
    ['her session has rested too long', ({ id }) => ageSession(id, 'seen_at', '60 days')],
    ['her session is too old', ({ id }) => ageSession(id, 'created_at', '180 days')],
    [
      'the thread was moved',
      (_, { id }) =>
        sql`update thread set room_id = (select id from room where community_id = ${world.south.id}), community_id = ${world.south.id} where id = ${id}`.execute(
          world.db,
        ),
    ],
  ]
  for (const [name, end] of ends) {
    const reader = await plantPerson(world.db, `Reader ${name}`.replaceAll(' ', '-'))
    await plantMember(world.db, reader.id, world.north.id)
    const thread = await openTalk(world, world.ana, name)
    const page = await openPage(world, reader, path(thread))
    await pause(800)
    assert.equal(page.endedAt, 0, name)

    await end(reader, thread)
    const at = Date.now()

    assert.ok(await until(() => page.endedAt > 0, RIGHT_ENDS + SLACK), name)
    assert.ok(page.endedAt - at < RIGHT_ENDS + SLACK, name)
  }
})

test('one person has six such pages at most; one that she closes makes room', async () => {
  const { ana, ben } = world
  const thread = await openTalk(world, ana)
  const pages = []
  for (let nth = 0; nth < 6; nth++) pages.push(await openPage(world, ben, path(thread)))
  assert.equal((await openPage(world, ben, path(thread))).status, 409)
  assert.equal((await openPage(world, ana, path(thread))).status, 200)

  pages[0]?.close()

  assert.equal((await openPage(world, ben, path(thread))).status, 200)
})

test('a page without script says the same when it is loaded again; whoever is not signed in has no stream', async () => {
  const { ana, ben } = world
  const thread = await talk(world, ana)
  await sql`update room set reach = 'public' where community_id = ${world.north.id}`.execute(world.db)
  await sql`update post set reach = 'public' where thread_id = ${thread.id}`.execute(world.db)
  await settle(world)

  assert.match(await world.page(ben, path(thread)), /1 new: go to the first/)
  const page = await world.page(null, path(thread))
  assert.match(page, /The first words/)
  assert.doesNotMatch(page, /copse-news/)
})
