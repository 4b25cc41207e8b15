import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantCommunity, type World } from '../../../test/world.ts'
import { type Id, sql } from '../../platform/db.ts'
import { search } from '../../platform/search.ts'
import { indexForSearch } from '../../platform/search-entry.ts'
import { nobody } from '../../platform/viewer.ts'

const REACHES = ['people', 'community', 'network', 'public'] as const
const STATES = ['distributed', 'distributed', 'distributed', 'waiting', 'withdrawn', 'held'] as const
const WORLDS = 6
const POSTS = 60

let world: World
let readers: (Actor | null)[]
before(async () => {
  world = await openWorld()
  const { ana, ben, cho, eve, fay, gus } = world
  readers = [ana, ben, cho, eve, fay, gus, null]
})
after(() => world.close())

/** The same numbers each time, so that what fails fails again. */
function dice(seed: number) {
  let state = seed
  return <T>(of: readonly T[]): T => {
    state = (state * 1103515245 + 12345) % 2147483648
    return of[Math.floor((state / 2147483648) * of.length)] as T
  }
}

test('over rooms, posts and memberships of every kind, each finds exactly what the one rule lets her find (ASVS 8.2.2)', async () => {
  for (let seed = 1; seed <= WORLDS; seed++) {
    await plantChance(seed)
    for (const reader of readers) {
      const [found, allowed] = [await findEverything(reader, `alpha${seed}`), await listAllowed(reader, seed)]
      assert.deepEqual(found, allowed, `world ${seed}, ${reader?.name ?? 'not signed in'}`)
    }
  }
  const counts = await Promise.all(readers.map((reader) => listAllowed(reader, 1)))
  assert.ok(new Set(counts.map(({ length }) => length)).size > 2, 'the readers differ')
})

test('the rooms that are searched are those that may_read opens at their widest', async () => {
  for (const reader of readers) {
    const id = reader?.id ?? null
    const { rows } = await sql<{ mine: Id[]; rule: Id[] }>`
      select array(select readable_rooms(${id}::bigint) order by 1) as mine,
        array(select id from room where may_read(${id}::bigint, id, 'public', false) order by 1) as rule`.execute(
      world.db,
    )
    assert.deepEqual(rows[0]?.mine, rows[0]?.rule, reader?.name)
  }
})

test('consent withdrawn holds at the next request: who leaves, or is suspended, finds nothing more (ASVS 8.3.2)', async () => {
  const { db, ben } = world
  const before_ = await findEverything(ben, 'alpha1')
  await db.updateTable('person').set({ state: 'suspended' }).where('id', '=', ben.id).execute()
  const suspended = await listAllowed(ben, 1)
  assert.deepEqual(await findEverything(ben, 'alpha1'), suspended)
  await db.updateTable('person').set({ state: 'active' }).where('id', '=', ben.id).execute()

  await db.updateTable('membership').set({ state: 'left' }).where('person_id', '=', ben.id).execute()
  const after_ = await findEverything(ben, 'alpha1')
  assert.ok(before_.length > after_.length && suspended.length === 0)
  assert.deepEqual(after_, await listAllowed(ben, 1))
})

/** All pages of the answer, through the platform's own door. */
async function findEverything(reader: Actor | null, text: string): Promise<Id[]> {
  const viewer = reader ? { ...nobody('page'), person: { id: reader.id } as never } : nobody('page')
  const ids: Id[] = []
  for (let older: string | undefined, page = 0; page < 50; page++) {
    const found = await search(world.db, viewer, { text }, older)
    ids.push(...found.matches.map(({ subject_id }) => subject_id))
    if (!found.older) break
    older = found.older
  }
  assert.equal(new Set(ids).size, ids.length, 'nothing stands on two pages')
  return ids.sort((one, other) => one - other)
}

async function listAllowed(reader: Actor | null, seed: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select subject_id as id from search_entry where snippet = ${`alpha${seed}`}
      and may_find(${reader?.id ?? null}::bigint, kind, subject_id, room_id) order by 1`.execute(world.db)
  return rows.map(({ id }) => id)
}

async function plantChance(seed: number) {
  const { db, north, south, network, ana, ben, cho, eve, fay, gus } = world
  const pick = dice(seed * 7919)
  const { id: calendar_id } = await db.selectFrom('calendar').select('id').executeTakeFirstOrThrow()
  const third = await plantCommunity(db, calendar_id, network.id, `third-${seed}`, `Third ${seed}`)
  for (const { id } of [ana, ben, cho, eve, fay, gus])
    await db
      .insertInto('membership')
      .values({
        person_id: id,
        community_id: third.id,
        state: pick(['member', 'invited', 'left', 'removed']),
        class: pick(['internal', 'external']),
      })
      .execute()
  const rooms = []
  for (const community_id of [north.id, south.id, third.id, third.id, third.id]) {
    const room = { community_id, reach: pick(REACHES), staff_only: pick([true, false, false]) }
    rooms.push(await db.insertInto('room').values(room).returning(['id', 'community_id']).executeTakeFirstOrThrow())
  }
  for (const room of rooms)
    for (const { id } of [ana, ben, eve, fay])
      if (pick([true, false])) await db.insertInto('room_person').values({ room_id: room.id, person_id: id }).execute()
  for (let nth = 0; nth < POSTS; nth++) await plantPost(seed, pick, pick(rooms))
}

async function plantPost(seed: number, pick: ReturnType<typeof dice>, room: { id: Id; community_id: Id }) {
  const { db } = world
  const { id: thread_id } = await db
    .insertInto('thread')
    .values({ community_id: room.community_id, room_id: room.id, kind: 'talk', title: 'Of chance' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { id } = await db
    .insertInto('post')
    .values({
      ...{ thread_id, number: 1, attribution: 'named', reach: pick(REACHES), staff_only: pick([true, false, false]) },
      ...{ body: `alpha${seed}`, via: 'page', state: pick(STATES), distribute_at: sql<Date>`app_now()` },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const entry = {
    kind: 'post',
    subject_id: id,
    room_id: room.id,
    language: 'en',
    title: 'Of chance',
    text: `alpha${seed}`,
  }
  await indexForSearch(db, entry)
}
