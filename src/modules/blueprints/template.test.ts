import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'yaml'
import { type Actor, openEmptyWorld, plantMember, plantPerson, proveFor } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { findSender, openSession } from '../people/index.ts'
import { becomeSteward, plantBlueprint, plantDocument, templateOf } from './plant.ts'

type World = Awaited<ReturnType<typeof openEmptyWorld>>

let first: World
let second: World
before(async () => {
  first = await openEmptyWorld()
  second = await openEmptyWorld()
  await plantBlueprint(first.db, 'cop-el')
})
after(async () => {
  await first.close()
  await second.close()
})

test('a network gives a template from which another begins on the same model, with what was changed since', async () => {
  await becomeSteward(first.db, { name: 'Indu', address: 'indu@example.org' })
  await sql`update community set purpose = '{"en": "What we became"}' where id = (select community_id from slug where slug = 'west')`.execute(
    first.db,
  )
  await sql`insert into region_area (community_id, area_id, since) select community_id, area.id, app_now()::date from slug, area
    where slug = 'west' and code = 'IN-GA'`.execute(first.db)

  const template = await templateOf(first.db)
  await plantDocument(second.db, parse(template))

  assert.deepEqual(parse(await templateOf(second.db)), parse(template))
  const west = parse(template).communities.find(({ slug }: { slug: string }) => slug === 'west')
  assert.equal(west.purpose.en, 'What we became')
  assert.equal(parse(template).areas.find(({ code }: { code: string }) => code === 'IN-GA').region, 'west')
  assert.ok(parse(template).activity_plan.length > 0)
})

test('the administrator takes the template from its page, which says how a partner begins; for others there is none', async () => {
  const { id } = await findSender(first.db, 'indu@example.org').then((found) => ({ id: found?.person_id ?? 0 }))
  const indu = { name: 'Indu', cookie: `copse=${await openSession(first.db, id, 'test')}` } as Actor
  await proveFor(first.db, id)
  const other = await plantPerson(first.db, 'Other')
  const { rows } = await sql<{ id: number }>`select id from community order by id limit 1`.execute(first.db)
  await plantMember(first.db, other.id, rows[0]?.id ?? 0)

  const page = await first.page(indu, '/network/template')
  const answer = await first.request(indu, '/network/template.yaml')

  assert.match(page, /--blueprint network-template\.yaml/)
  assert.match(await first.page(indu, '/network'), /href="\/network\/template"/)
  assert.equal(answer.headers.get('content-disposition'), 'attachment; filename="network-template.yaml"')
  assert.equal(await answer.text(), await templateOf(first.db))
  for (const path of ['/network/template', '/network/template.yaml'])
    assert.equal((await first.request(other, path)).status, 404)
})

test('nobody stands in a template', async () => {
  const template = await templateOf(first.db)

  assert.match(template, /What we became/)
  assert.doesNotMatch(template, /\bIndu\b|indu@example\.org/)
})

test('a holiday of some areas is planted for each, and leaves the others working', async () => {
  const { rows } = await sql<{
    code: string
    working: boolean
  }>`select code, is_working_day("on", calendar_id) as working
    from holiday join area on area.id = area_id where "on" = '2026-06-02'`.execute(first.db)

  assert.deepEqual(rows, [{ code: 'IN-TS', working: true }])
})
