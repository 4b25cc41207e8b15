import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await sql`insert into area (code, name) values ('IN-KA', '{"en":"Karnataka","hi":"कर्नाटक"}'), ('IN-GA', '{"en":"Goa","hi":"गोवा"}')`.execute(
    world.db,
  )
  const calendar = sql`(select calendar_id from community where parent_id is null)`
  await sql`insert into holiday (calendar_id, "on", area_id, name) values
    (${calendar}, '2026-01-26', null, '{"en":"Republic Day","hi":"गणतंत्र दिवस"}')`.execute(world.db)
  await sql`insert into holiday (calendar_id, "on", area_id, name)
    select ${calendar}, '2026-01-15', id, '{"en":"Makara Sankranti","hi":"मकर संक्रांति"}' from area`.execute(world.db)
})
after(() => world.close())

const PAGE = '/network/calendar?year=2026'

test('every member sees the holidays of all and of single states, by month, with the working days that are left', async () => {
  const page = words(await world.page(world.ben, PAGE))

  // January 2026 has 22 days from Monday to Friday; the holiday of two states takes none of them.
  assert.match(
    page,
    /January 21 working days .*15 January Makara Sankranti Goa, Karnataka .*26 January Republic Day Everywhere February 20 working days/,
  )
  assert.match(await world.page(world.ben, '/network'), /href="\/network\/calendar"/)
})

test('the states stand there in the language of the reader', async () => {
  await world.db.updateTable('person').set({ language: 'hi' }).where('id', '=', world.cho.id).execute()
  assert.match(words(await world.page(world.cho, PAGE)), /मकर संक्रांति गोवा, कर्नाटक/)
})

test('a visitor signs in first, and a year that is none is this year', async () => {
  assert.match((await world.request(null, PAGE)).headers.get('location') ?? '', /^\/sign-in/)
  assert.doesNotMatch(await world.page(null, '/network'), /network\/calendar/)
  assert.match(words(await world.page(world.ben, '/network/calendar?year=never')), /Working calendar 20\d\d/)
})
