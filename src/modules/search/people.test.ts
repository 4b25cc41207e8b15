import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db, ben } = world
  const about = 'I look after hand pumps in the hills.'
  await db
    .updateTable('person')
    .set({ about, designation: 'Overseer', organisation: 'Jal Nigam' })
    .where('id', '=', ben.id)
    .execute()
  const water = await db.selectFrom('topic').select('id').where('key', '=', 'water').executeTakeFirstOrThrow()
  await db.insertInto('declared_topic').values({ person_id: ben.id, topic_id: water.id }).execute()
  await db
    .updateTable('community')
    .set({ purpose: JSON.stringify({ en: 'Clean springs for every village', hi: 'हर गाँव के लिए साफ झरने' }) })
    .where('id', '=', world.north.id)
    .execute()
})
after(() => world.close())

const found = async (reader: Actor | null, text: string, more = '') =>
  words(await world.page(reader, `/search?q=${encodeURIComponent(text)}${more}`)).replace(/^.*Communities (?=\S)/, '')
const people = (html: string) => [...html.matchAll(/href="\/people\/([^"]+)"/g)].map(([, key]) => key)
const named = async (reader: Actor | null, text: string) => {
  const html = await world.page(reader, `/search?kind=person&q=${encodeURIComponent(text)}`)
  return people(html.slice(html.indexOf('<main'))).filter((key) => key !== undefined)
}

test('a member finds a colleague by name, place of work, words of hers and a topic she can be asked about', async () => {
  const { dee, ben } = world
  for (const text of ['Ben', 'jal nigam', 'hand pumps', 'water', 'पानी'])
    assert.deepEqual(await named(dee, text), [ben.key], text)
  assert.match(await found(dee, 'water'), /Can be asked about Water/)
  assert.match(await found(dee, 'pumps'), /In what she or he says of the work/)
})

test('a designation that she does not show finds nobody', async () => {
  const { db, dee, ben } = world
  assert.deepEqual(await named(dee, 'overseer'), [])
  await db.updateTable('person').set({ show_designation: true }).where('id', '=', ben.id).execute()
  assert.deepEqual(await named(dee, 'overseer'), [ben.key])
})

test('a misspelt name finds the one that is near', async () => {
  const { db, dee, cho } = world
  await db.updateTable('person').set({ name: 'Chodhury Meenakshi' }).where('id', '=', cho.id).execute()
  assert.deepEqual(await named(dee, 'Meenakshi'), [cho.key])
  assert.deepEqual(await named(dee, 'Chodhary Meenaksi'), [cho.key])
  assert.match(await found(dee, 'Chodhary Meenaksi'), /A similar name/)
})

test('the neighbour, a stranger and who is not signed in find nobody of North', async () => {
  const { eve, fay, gus } = world
  for (const reader of [eve, fay, gus, null])
    for (const text of ['Ben', 'jal nigam', 'hand pumps', 'water']) assert.deepEqual(await named(reader, text), [])
})

test('who is no longer listed, or has left, is not found from the next request on', async () => {
  const { db, dee, ben, north } = world
  const set = (change: { listed?: boolean; state?: string }) =>
    db
      .updateTable('membership')
      .set(change)
      .where('person_id', '=', ben.id)
      .where('community_id', '=', north.id)
      .execute()
  await set({ listed: false })
  assert.deepEqual(await named(dee, 'Ben'), [])
  assert.deepEqual(await named(ben, 'Ben'), [ben.key])
  await set({ listed: true, state: 'left' })
  assert.deepEqual(await named(dee, 'Ben'), [])
  await set({ state: 'member' })
  assert.deepEqual(await named(dee, 'Ben'), [ben.key])
})

test('a community is found by its name and by the words of its charter in each language, by everybody', async () => {
  for (const reader of [world.dee, world.gus, null])
    for (const text of ['north', 'springs', 'spring', 'झरने', 'झरना'])
      assert.match(
        await world.page(reader, `/search?q=${encodeURIComponent(text)}`),
        /href="\/communities\/north"[^>]*>North</,
        text,
      )
  assert.match(await found(null, 'springs'), /Clean springs for every village In its charter/)
  assert.match(await found(null, 'north'), /In its name/)
})
