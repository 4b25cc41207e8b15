import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Kysely } from 'kysely'
import { type FreshDatabase, freshDatabase } from '../../test/support/database.ts'
import { openDb, sql, type Tables } from './db.ts'
import { sweepRates, withinRate } from './rates.ts'

let database: FreshDatabase
let db: Kysely<Tables>
before(async () => {
  database = await freshDatabase()
  db = openDb(database.connection, { max: 10 })
})
after(async () => {
  await db.destroy()
  await database.drop()
})

const travel = (seconds: number) =>
  sql`update time_shift set shift = shift + ${seconds} * interval '1 second'`.execute(db)

/** To so many seconds before the next full quarter of an hour. */
async function toEdge(seconds: number) {
  const { rows } = await sql<{
    left: string
  }>`select 900 - extract(epoch from app_now())::bigint % 900 as left`.execute(db)
  await travel(Number(rows[0]?.left) + 900 - seconds)
}

test('ten in a quarter of an hour are ten in any quarter of an hour, also over the edge of one', async () => {
  await toEdge(5)
  const taken: boolean[] = []
  for (let nth = 0; nth < 10; nth++) taken.push(await withinRate(db, 'edge', 10, 15))
  await travel(10)
  for (let nth = 0; nth < 10; nth++) taken.push(await withinRate(db, 'edge', 10, 15))

  assert.deepEqual(taken, [...Array(10).fill(true), ...Array(10).fill(false)])
  assert.equal(await withinRate(db, 'another', 10, 15), true)
  await travel(900)
  assert.equal(await withinRate(db, 'edge', 10, 15), true)
})

test('of many at once so many are taken, and no more', async () => {
  const taken = await Promise.all(Array.from({ length: 40 }, () => withinRate(db, 'at once', 10, 15)))

  assert.equal(taken.filter(Boolean).length, 10)
})

test('what was counted is forgotten after a day, and not before (ASVS 14.2.7)', async () => {
  const isWithin = () => withinRate(db, 'sign-in:cho@example.org', 1, 24 * 60)
  const count = async () =>
    (await db.selectFrom('rate_count').select('key').where('key', 'like', '%@example.org').execute()).length
  await isWithin()
  await travel(22 * 3600)
  await sweepRates(db)
  assert.equal(await isWithin(), false)
  assert.equal(await count(), 2)

  await travel(24 * 3600)
  await sweepRates(db)
  assert.equal(await count(), 0)
  assert.equal(await isWithin(), true)
})
