import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countOnce } from '../../../test/support/statements.ts'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { workClocks } from '../../platform/clocks.ts'
import { sql } from '../../platform/db.ts'
import { atMoment, digestsOf, talk } from './builders.ts'
import { openMorning } from './digest.ts'
import { planDigests, replanDigest } from './digest-plan.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const reads = async (
  name: string,
  time_zone: string,
  wish: { digest_rhythm?: string; digest_weekday?: number } = {},
) => {
  const actor = await plantPerson(world.db, name)
  await world.db
    .updateTable('person')
    .set({ time_zone, ...wish })
    .where('id', '=', actor.id)
    .execute()
  await plantMember(world.db, actor.id, world.north.id)
  await world.db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', actor.id).execute()
  return actor
}

async function nextOf(actor: Actor, from: string): Promise<string | undefined> {
  await atMoment(world, from)
  await replanDigest(world.db, actor.id)
  const plan = await world.db
    .selectFrom('digest_plan')
    .select('due_at')
    .where('person_id', '=', actor.id)
    .executeTakeFirst()
  return plan?.due_at.toISOString().slice(0, 16)
}

test('the morning is that of each member, half hours and summer time included', async () => {
  const zones: [zone: string, from: string, due: string][] = [
    ['Asia/Kolkata', '2026-03-28T12:00Z', '2026-03-29T01:30'],
    ['Asia/Kathmandu', '2026-03-28T12:00Z', '2026-03-29T01:15'],
    ['America/St_Johns', '2026-01-10T12:00Z', '2026-01-11T10:30'],
    ['Europe/London', '2026-03-27T12:00Z', '2026-03-28T07:00'],
    ['Europe/London', '2026-03-28T12:00Z', '2026-03-29T06:00'],
    ['Europe/London', '2026-10-24T12:00Z', '2026-10-25T07:00'],
    ['Australia/Lord_Howe', '2026-04-04T12:00Z', '2026-04-04T20:30'],
    ['Pacific/Kiritimati', '2026-01-10T12:00Z', '2026-01-10T17:00'],
    ['Mars/Olympus', '2026-01-10T12:00Z', '2026-01-11T07:00'],
  ]
  for (const [zone, from, due] of zones) {
    const actor = await reads(`Z${zones.findIndex((one) => one[0] === zone && one[1] === from)}`, zone)
    assert.equal(await nextOf(actor, from), due, zone)
  }
})

test('a rhythm comes on its days: every second day, a weekday that was chosen, the first of a month, never', async () => {
  const friday = await reads('Friday', 'Asia/Kolkata', { digest_rhythm: 'weekly', digest_weekday: 5 })
  const monthly = await reads('Monthly', 'Asia/Kolkata', { digest_rhythm: 'monthly' })
  const second = await reads('Second', 'Asia/Kolkata', { digest_rhythm: 'second_day' })
  const never = await reads('Never', 'Asia/Kolkata', { digest_rhythm: 'never' })

  assert.equal(await nextOf(friday, '2026-01-08T12:00Z'), '2026-01-09T01:30')
  assert.equal(await nextOf(friday, '2026-01-09T01:00Z'), '2026-01-09T01:30')
  assert.equal(await nextOf(friday, '2026-01-09T02:00Z'), '2026-01-16T01:30')
  assert.equal(await nextOf(monthly, '2026-01-31T12:00Z'), '2026-02-01T01:30')
  assert.equal(await nextOf(monthly, '2026-02-01T02:00Z'), '2026-03-01T01:30')
  assert.equal(await nextOf(second, '2026-01-08T12:00Z'), '2026-01-10T01:30')
  assert.equal(await nextOf(never, '2026-01-08T12:00Z'), undefined)
})

test('a morning is opened in as many statements for many as for one, and once for each and day', async () => {
  await emptyPlan()
  await atMoment(world, '2026-06-01T12:00Z')
  const one = await reads('Alone', 'Asia/Kolkata')
  await planDigests(world.db, one.id)
  const alone = await countStatements('2026-06-02T02:00Z')
  const many = await Promise.all(Array.from({ length: 12 }, (_, nth) => reads(`Many${nth}`, 'Asia/Kolkata')))
  await planDigests(world.db)
  const together = await countStatements('2026-06-03T02:00Z')

  assert.equal(together, alone)
  const rows = await world.db
    .selectFrom('digest')
    .select('on')
    .where(
      'person_id',
      'in',
      many.map(({ id }) => id),
    )
    .execute()
  assert.deepEqual([...new Set(rows.map(({ on }) => on))], ['2026-06-03'])
  assert.equal(rows.length, 12)
})

test('two workers at once, and one that is cut short, leave nobody out and give nobody two', async () => {
  await emptyPlan()
  await atMoment(world, '2026-07-01T12:00Z')
  const people = await Promise.all(Array.from({ length: 9 }, (_, nth) => reads(`Side${nth}`, 'Asia/Kolkata')))
  await planDigests(world.db)
  await talk(world, world.ana, 'Side by side', 'Nobody twice.')
  await setTimeOnly('2026-07-02T02:00Z')
  const { db } = world
  const cut = db.transaction().execute(async (tx) => {
    await openMorning.work(sealed(tx), 0, 0).catch(() => {})
    throw new Error('cut short')
  })
  await assert.rejects(cut, /cut short|transaction/)
  assert.equal(await countDigests('2026-07-02'), 0)

  await Promise.all([workClocks(db, [openMorning]), openMorning.work(db, 0, 0), openMorning.work(db, 0, 0)])
  await world.work()

  assert.equal(await countDigests('2026-07-02'), people.length)
  for (const person of people) assert.equal((await digestsOf(world, person)).length, 1, person.name)
})

test('what was planned and not opened while the program was away is opened when it is back, once', async () => {
  await emptyPlan()
  await atMoment(world, '2026-08-01T12:00Z')
  const late = await reads('Late', 'Asia/Kolkata')
  await planDigests(world.db, late.id)
  await talk(world, world.ana, 'In the meantime', 'It is kept.')
  await atMoment(world, '2026-08-04T15:00Z')

  const [digest, ...more] = await digestsOf(world, late)
  assert.deepEqual(more, [])
  assert.match(digest?.text ?? '', /It is kept/)
})

const setTimeOnly = (moment: string) =>
  sql`update time_shift set shift = ${moment}::timestamptz - now()`.execute(world.db)

async function emptyPlan() {
  await world.db.deleteFrom('digest_plan').execute()
  await world.db.updateTable('membership').set({ delivery: 'each' }).execute()
}

async function countDigests(on: string): Promise<number> {
  const rows = await world.db.selectFrom('digest').select('id').where('on', '=', on).execute()
  return rows.length
}

/** The work opens its own transaction: inside another it stands for one that never commits. */
function sealed(tx: unknown) {
  return Object.assign(Object.create(tx as object), {
    transaction: () => ({ execute: (act: (inner: unknown) => unknown) => act(tx) }),
  })
}

async function countStatements(moment: string): Promise<number> {
  await setTimeOnly(moment)
  return countOnce(() => openMorning.work(world.db, 0, 0))
}
