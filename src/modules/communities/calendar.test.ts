import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { setTime } from '../../platform/clocks.ts'
import { endOfDay, today, workingDay, workingDayEnd, workingDaysUntil } from './calendar.ts'
import { type Community, findCommunity } from './reads.ts'

let world: World
let north: Community
before(async () => {
  world = await openWorld()
  north = await findCommunity(world.db, 'north')
  const holiday = (on: string, area_id: number | null = null) =>
    world.db.insertInto('holiday').values({ calendar_id: north.calendar_id, on, area_id, name: '{}' }).execute()
  const { id } = await world.db
    .insertInto('area')
    .values({ code: 'IN-UT', name: '{"en":"Uttarakhand"}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await holiday('2026-03-04')
  await holiday('2026-03-06', id)
})
after(() => world.close())

const days = (count: number, from: string) => workingDay(world.db, north, count, from)

test('weekends and holidays that hold for all do not count, one of a single area does', async () => {
  assert.equal(await days(1, '2026-03-02'), '2026-03-03')
  assert.equal(await days(2, '2026-03-02'), '2026-03-05')
  assert.equal(await days(3, '2026-03-02'), '2026-03-06')
  assert.equal(await days(4, '2026-03-02'), '2026-03-09')
  assert.equal(await days(1, '2026-03-06'), '2026-03-09')
  assert.equal(await days(1, '2026-03-07'), '2026-03-09')
  assert.equal(await days(10, '2026-03-02'), '2026-03-17')
})

test('a day is the one of the community, and ends at 23:59 there', async () => {
  await setTime(world.db, new Date('2026-03-02T19:00:00Z'))
  assert.equal(await today(world.db, north), '2026-03-03')
  assert.deepEqual(await workingDayEnd(world.db, north, 1), new Date('2026-03-05T23:59+05:30'))
  assert.deepEqual(await endOfDay(world.db, north, '2026-03-29'), new Date('2026-03-29T18:29:00Z'))

  const berlin = { ...north, time_zone: 'Europe/Berlin' }
  assert.equal(await today(world.db, berlin), '2026-03-02')
  assert.deepEqual(await endOfDay(world.db, berlin, '2026-03-28'), new Date('2026-03-28T22:59:00Z'))
  assert.deepEqual(await endOfDay(world.db, berlin, '2026-03-29'), new Date('2026-03-29T21:59:00Z'), 'summer has begun')
})

test('the working days up to a day are counted as they are given', async () => {
  await setTime(world.db, new Date('2026-03-02T03:30:00Z'))
  for (const [on, count] of [
    ['2026-03-02', 0],
    ['2026-03-03', 1],
    ['2026-03-05', 2],
    ['2026-03-08', 3],
    ['2026-03-17', 10],
    ['2026-02-01', 0],
  ] as const) {
    assert.equal(await workingDaysUntil(world.db, north, on), count, on)
  }
})
