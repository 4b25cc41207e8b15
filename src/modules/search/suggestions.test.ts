import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { openTalk } from '../conversations/builders.ts'
import { monday, pass, postQuery, setMoment } from '../queries/builders.ts'
import type { Suggestion } from './suggestions.ts'

const TITLE = 'How did you paint the water tanks of Kotdwar?'

let world: World
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
  await postQuery(world, world.ben, { title: TITLE })
  await pass(world)
})
after(() => world.close())

const suggested = async (reader: Actor | null, text: string) => {
  const answer = await world.request(reader, `/search/suggestions?q=${encodeURIComponent(text)}`)
  return ((await answer.json()) as Suggestion[]).map(({ words }) => words)
}

test('titles, people and communities are suggested by the beginning of any of their words', async () => {
  for (const text of ['wat', 'water ta', 'Kotd', 'HOW DID'])
    assert.deepEqual(await suggested(world.dee, text), [TITLE], text)
  assert.deepEqual(await suggested(world.dee, 'be'), ['Ben'])
  assert.deepEqual(await suggested(world.dee, 'nor'), ['North'])
})

test('what a reader may not find is not suggested to her', async () => {
  const { eve, fay, gus } = world
  for (const reader of [eve, fay, gus, null])
    for (const text of ['wat', 'kotd', 'ben']) assert.deepEqual(await suggested(reader, text), [])
})

test('one letter, no letter and odd signs suggest nothing', async () => {
  for (const text of ['', 'w', '%', '(((', '\\', "'; drop", '*:*', '[[', '🙂🙂'])
    assert.deepEqual(await suggested(world.dee, text), [], text)
})

test('her own titles come first and the newest of them, however many newer ones stand where she may not read', async () => {
  const { db, north, south, dee, fay } = world
  const other = 'Which water pump lasts in the hills?'
  await openTalk(world, world.ben, 'Ours broke.', other)
  await sql`insert into search_entry (kind, subject_id, room_id, at, language, title, opens, words)
    select 'item', 1000000 + nth, room.id, app_now() + interval '1 minute', 'en', 'Water of others', true, ''
    from room, generate_series(1, 2100) nth where community_id = ${south.id} and is_default`.execute(db)

  assert.deepEqual(await suggested(dee, 'water'), [other, TITLE])
  assert.deepEqual(await suggested(fay, 'pump'), [])

  // With so many rooms to read they have no branch each any more.
  await sql`insert into room (community_id) select ${north.id}::bigint from generate_series(1, 20)`.execute(db)
  assert.deepEqual(await suggested(dee, 'water'), [other, TITLE])
  assert.deepEqual(await suggested(fay, 'pump'), [])
})
