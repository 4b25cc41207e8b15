import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantPerson, plantRole, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { erasePerson } from '../../platform/erasing/index.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('where somebody who was erased had decided, sent a file or read a room, a former member stands', async () => {
  const { db, ana, gus, north, network } = world
  const ivy = await plantPerson(db, 'Ivy')
  for (const { id } of [gus, ivy]) {
    await plantMember(db, id, network.id)
    await plantRole(db, id, network.id, 'administrator')
  }
  await sql`insert into application (community_id, person_id, answers, class, proven_at, decided_at, decision, by_id)
    values (${north.id}, ${world.fay.id}, '[]', 'internal', app_now(), app_now(), 'accepted', ${ivy.id})`.execute(db)
  await sql`insert into batch (kind, community_id, why, file_name, by_id)
    values ('invitations', ${north.id}, 'The new ones', 'new.csv', ${ivy.id})`.execute(db)
  await sql`insert into break_glass (reader_id, second_id, room_id, community_id, reason, hours, language, asked_at, lapses_at, opened_at, until)
    select ${ivy.id}, ${gus.id}, id, community_id, 'A complaint came to us.', 4, 'en', app_now(), app_now() + interval '1 day', app_now(), app_now() + interval '4 hours'
    from room where community_id = ${north.id}`.execute(db)
  const { rows } = await sql<{ key: string }>`select key from application`.execute(db)
  const pages: [typeof ana, string][] = [
    [ana, `/communities/north/applications/${rows[0]?.key}`],
    [ana, '/communities/north/invitations/files'],
    [ana, '/communities/north/break-glass'],
    [gus, '/network/break-glass'],
  ]
  for (const [reader, path] of pages) assert.match(words(await world.page(reader, path)), /\bIvy\b/, path)

  await erasePerson(db, ivy.id)

  for (const [reader, path] of pages) {
    const text = words(await world.page(reader, path))
    assert.match(text, /A former member/, path)
    assert.doesNotMatch(text, /\bIvy\b/, path)
  }
})
