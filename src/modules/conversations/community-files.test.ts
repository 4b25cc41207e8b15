import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { openTalk, path, settle, words } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function send(names: string[]) {
  const thread = await openTalk(world, world.ana, 'Here they are', 'Drawings')
  const files = names.map((name) => new File([`Words of ${name}`], name, { type: 'text/plain' }))
  await world.submit(world.ana, path(thread), `${path(thread)}/posts`, { body: 'With files', files: files as never })
  return thread
}

test('the files of a community stand with the newest first, with their size and where they belong', async () => {
  const { ben } = world
  assert.match(await world.page(ben, '/communities/north/files'), /No files have been sent here yet/)
  const thread = await send(['plan.txt', 'map.txt'])
  assert.doesNotMatch(await world.page(ben, '/communities/north/files'), /plan\.txt/)
  await settle(world)

  const page = await world.page(ben, '/communities/north/files')
  assert.match(words(page), /map\.txt.*kB.*Drawings.*plan\.txt/)
  assert.match(page, new RegExp(`href="${path(thread)}#post-2"`))
})

test('an outsider and a stranger find no list of files', async () => {
  assert.equal((await world.request(world.eve, '/communities/north/files')).status, 404)
  assert.match((await world.request(null, '/communities/north/files')).headers.get('location') ?? '', /^\/sign-in/)
})

test('the list asks the database no more for many than for one, and goes on where it ends', async () => {
  const { ben, db, north } = world
  const one = await countStatements(() => world.page(ben, '/communities/north/files'))
  for (let i = 0; i < 4; i++) await send(Array.from({ length: 10 }, (_, n) => `sheet-${i}-${n}.txt`))
  await settle(world)

  assert.equal(await countStatements(() => world.page(ben, '/communities/north/files')), one)
  const page = await world.page(ben, '/communities/north/files')
  const [, before] = /\?before=(\w+)/.exec(page) ?? []
  assert.match(await world.page(ben, `/communities/north/files?before=${before}`), /plan\.txt/)
  assert.doesNotMatch(page, /plan\.txt/)
  const rows = await db.selectFrom('attachment').select('community_id').distinct().execute()
  assert.deepEqual(rows, [{ community_id: north.id }])
})

test('how much can be sent is said before, in the reader’s own words', async () => {
  const { ana, db } = world
  assert.match(await world.page(ana, '/communities/north/talk'), /At most 10 files, 20 MB together\./)
  await db.updateTable('person').set({ language: 'hi' }).where('id', '=', ana.id).execute()

  assert.match(await world.page(ana, '/communities/north/talk'), /20 मे॰बा॰|20 MB|20 मेगाबाइट/)
  await db.updateTable('person').set({ language: 'en' }).where('id', '=', ana.id).execute()
})
