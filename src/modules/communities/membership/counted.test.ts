import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, plantPerson, type World } from '../../../../test/world.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { nobody } from '../../../platform/viewer.ts'
import { findCommunity } from '../reads.ts'
import { addMember, endMembership } from './members.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => sql`delete from membership where person_id > ${world.gus.id}`.execute(world.db))

const toldOf = async (slug: string) => (await findCommunity(world.db, slug)).members

/** What is told of a community, when it is what its memberships say. */
async function count(slug: string): Promise<number> {
  const told = await toldOf(slug)
  const { rows } = await sql<{ count: number }>`select count(*) from membership join slug using (community_id)
    where slug.slug = ${slug} and state = 'member'`.execute(world.db)
  assert.equal(told, rows[0]?.count, slug)
  return told
}

async function plantPeople(many: number): Promise<Id[]> {
  const ids: Id[] = []
  for (let nth = 0; nth < many; nth++) ids.push((await plantPerson(world.db, `Counted ${planted++}`)).id)
  return ids
}
let planted = 0

const join = (db: Db, person_id: Id, community_id: Id) => addMember(db, nobody('page'), person_id, community_id)
const leave = (db: Db, person_id: Id, community_id: Id) => endMembership(db, nobody('page'), person_id, community_id)

test('who joins is counted once, who leaves or is put out is counted no more, who comes back again', async () => {
  const { db, north } = world
  const before = await count('north')
  const [id = 0] = await plantPeople(1)
  for (const twice of [1, 2]) assert.equal(await join(db, id, north.id), twice === 1)
  assert.equal(await count('north'), before + 1)
  for (const twice of [1, 2]) assert.equal(await leave(db, id, north.id), twice === 1)
  assert.equal(await count('north'), before)

  await join(db, id, north.id)
  await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', id).execute()
  assert.equal(await count('north'), before + 1)
  await db.updateTable('membership').set({ state: 'removed' }).where('person_id', '=', id).execute()
  assert.equal(await count('north'), before)
  await db.insertInto('membership').values({ person_id: id, community_id: world.south.id, state: 'asked' }).execute()
  assert.equal(await count('south'), 2)
})

test('who moves is counted where she is', async () => {
  const { db, north, south } = world
  const [id = 0] = await plantPeople(1)
  await join(db, id, north.id)
  const [from, to] = [await count('north'), await count('south')]
  await db.transaction().execute(async (tx) => {
    await leave(tx, id, north.id)
    await join(tx, id, south.id)
  })
  assert.deepEqual([await count('north'), await count('south')], [from - 1, to + 1])
})

test('what is undone was not counted', async () => {
  const { db, north } = world
  const before = await count('north')
  const [id = 0] = await plantPeople(1)
  const undone = db.transaction().execute(async (tx) => {
    await join(tx, id, north.id)
    throw new Error('undone')
  })
  await assert.rejects(undone, /undone/)
  assert.equal(await count('north'), before)
})

test('many who come in one file are counted together', async () => {
  const { db, north } = world
  const before = await count('north')
  const ids = await plantPeople(30)
  await sql`insert into membership (person_id, community_id, state) select unnest(${ids}::bigint[]), ${north.id}::bigint, 'member'`.execute(
    db,
  )
  assert.equal(await count('north'), before + 30)
  await db.deleteFrom('membership').where('person_id', 'in', ids).execute()
  assert.equal(await count('north'), before)
})

test('of many who come and go at once none is lost, and none waits for another', async () => {
  const { db, north, south } = world
  const before = [await count('north'), await count('south')]
  const [first = 0, second = 0, ...others] = await plantPeople(12)
  await db.transaction().execute(async (slow) => {
    await join(slow, first, north.id)
    await join(slow, second, south.id)
    // The first has not ended: each of these ends before it, and in the other order.
    await Promise.all(
      others.map((id) =>
        db.transaction().execute(async (tx) => {
          await join(tx, id, south.id)
          await join(tx, id, north.id)
          if (id % 2 === 0) await leave(tx, id, south.id)
        }),
      ),
    )
    assert.equal(await toldOf('north'), (before[0] ?? 0) + others.length)
  })
  assert.equal(await count('north'), (before[0] ?? 0) + others.length + 1)
  assert.equal(await count('south'), (before[1] ?? 0) + others.length / 2 + 1)
})

test('the rows of a community are taken into one by whoever comes next', async () => {
  const { db, north } = world
  const [id = 0] = await plantPeople(1)
  await sql`insert into member_tally (community_id, members) select ${north.id}::bigint, nth % 2 from generate_series(0, 9) nth`.execute(
    db,
  )
  await sql`select recount_members()`.execute(db)
  await join(db, id, north.id)
  await count('north')
  const { rows } = await sql`select from member_tally where community_id = ${north.id}`.execute(db)
  assert.equal(rows.length, 1)
})

test('counting anew mends what came past the counting', async () => {
  const { db, south } = world
  const before = await count('south')
  await sql`insert into member_tally (community_id, members) values (${south.id}, 17)`.execute(db)
  assert.equal(await toldOf('south'), before + 17)
  await sql`select recount_members()`.execute(db)
  assert.equal(await count('south'), before)
})
