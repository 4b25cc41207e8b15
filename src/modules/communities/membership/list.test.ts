import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { listMembers, type MemberFilter } from './list.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const LIST = '/communities/north/members'
const all: MemberFilter = { name: '', place: '', organisation: '', class: '', page: 1 }

test('who takes herself off the list is on it no more, nor in its file, and stays a member', async () => {
  const { ana, ben, cho } = world
  assert.match(words(await world.page(cho, LIST)), /Ben/)
  await world.submit(ben, '/communities/north/membership', '/communities/north/membership/listing', {})
  assert.doesNotMatch(words(await world.page(cho, LIST)), /Office of Ben/)
  const file = await (await world.request(ana, `${LIST}.csv`)).text()
  assert.match(file, /Cho/)
  assert.doesNotMatch(file, /Ben/)
  assert.equal((await world.request(ben, LIST)).status, 200)

  await world.submit(ben, '/communities/north/membership', '/communities/north/membership/listing', { listed: 'yes' })
  assert.match(words(await world.page(cho, LIST)), /Office of Ben/)
})

test('the file is for who coordinates this community', async () => {
  const { ben, eve, gus } = world
  for (const other of [ben, eve, gus]) assert.equal((await world.request(other, `${LIST}.csv`)).status, 404)
})

test('the list is filtered by name, place, organisation and class; signs mean themselves', async () => {
  const { ben, dee, db } = world
  const { id } = await db
    .insertInto('area')
    .values({ code: 'IN-HP', name: '{"en":"Himachal Pradesh","hi":"हिमाचल प्रदेश"}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('person').set({ area_id: id, organisation: 'PWD 100%' }).where('id', '=', dee.id).execute()
  await db.updateTable('membership').set({ class: 'external' }).where('person_id', '=', dee.id).execute()
  for (const query of ['name=DE', 'place=himachal', 'place=हिमाचल', 'organisation=100%25', 'class=external']) {
    const page = words(await world.page(ben, `${LIST}?${query}`))
    assert.match(page, /One member is listed here/, query)
    assert.match(page, /Dee PWD 100%/, query)
  }
  assert.match(words(await world.page(ben, `${LIST}?name=%25`)), /Nobody is listed who fits/)
})

test('a list of 8,000 comes in pages, each in a moment', async () => {
  const { ben, db, north } = world
  await sql`with more as (insert into person (name, state, organisation) select 'Member ' || lpad(n::text, 5, '0'), 'active', 'Block ' || n
      from generate_series(1, 8000) n returning id)
    insert into membership (person_id, community_id, state, since) select id, ${north.id}::bigint, 'member', app_now() from more`.execute(
    db,
  )
  await sql`analyze person, membership`.execute(db)
  const first = words(await world.page(ben, LIST))
  assert.match(first, /More than 500 members are listed here/)
  assert.match(first, /Next page/)
  assert.match(words(await world.page(ben, `${LIST}?name=Member+000`)), /1 to 50 of 99/)
  const last = words(await world.page(ben, `${LIST}?page=161`))
  assert.match(last, /Member 08000 .*Previous page/)
  assert.doesNotMatch(last, /Member 07995|Next page/)

  const times: number[] = []
  for (let nth = 0; nth < 15; nth++) {
    const from = performance.now()
    await listMembers(db, north.id, { ...all, page: nth + 1 })
    times.push(performance.now() - from)
  }
  const median = times.sort((a, b) => a - b)[7] ?? 0
  assert.ok(median < 60, `${median} ms`)
  process.stdout.write(`# a page of 8,000 members: ${median.toFixed(1)} ms\n`)
})
