import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { openWorld, plantMember, type World } from '../../../test/world.ts'
import { openTalk, path, say, settle, talk, words } from './builders.ts'
import { listTalk, listUnread } from './talk-list.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const list = '/communities/north/talk'

test('the talk of a community stands with the latest first, and says what is new for the reader', async () => {
  const { ana, ben, cho } = world
  const sheds = await openTalk(world, ana, 'Who has built with bamboo?', 'Sheds')
  await openTalk(world, ben, 'Tin is loud.', 'Roofs')
  assert.match(words(await world.page(cho, list)), /Roofs 1 new.*Sheds 1 new/)

  await say(world, ben, sheds, 'I have.')
  await settle(world)

  assert.match(words(await world.page(cho, list)), /Sheds 2 new · 2 contributions.*Roofs 1 new/)
  const own = words(await world.page(ben, list))
  assert.match(own, /Sheds 1 new/)
  assert.doesNotMatch(own, /Roofs 1 new/)
  assert.match(own, /Readable by the 5 members of North/)
})

test('a conversation that can still be taken back is seen by the one who began it alone', async () => {
  const { ana, ben } = world
  await talk(world, ana, 'Said in haste', 'Hasty words')

  assert.match(await world.page(ana, list), /Hasty words/)
  assert.doesNotMatch(await world.page(ben, list), /Hasty words/)
  await settle(world)
  assert.match(await world.page(ben, list), /Hasty words/)
})

test('an outsider and a neighbour find no talk here; whoever is not signed in is asked to sign in', async () => {
  const { eve, gus } = world

  for (const outsider of [eve, gus]) assert.equal((await world.request(outsider, list)).status, 404)
  assert.match((await world.request(null, list)).headers.get('location') ?? '', /^\/sign-in\?next=/)
})

test('an open room is read by anybody, and written in by members', async () => {
  const { ana, gus, db, north } = world
  const thread = await openTalk(world, ana, 'Open to all.', 'Open words')
  await db.updateTable('room').set({ reach: 'public' }).where('community_id', '=', north.id).execute()
  await db.updateTable('post').set({ reach: 'public' }).where('thread_id', '=', thread.id).execute()

  assert.match(await world.page(null, list), /Open words/)
  const page = await world.page(gus, path(thread))
  assert.match(page, /Open to all.*You are looking in/s)
  assert.doesNotMatch(page, /name="body"/)
  const { hiddenFields } = await import('../../../test/world.ts')
  const hidden = hiddenFields(await world.page(gus, '/me'), '/sign-out')
  const answer = await world.send(gus, `${path(thread)}/posts`, { ...hidden, body: 'From outside' })
  assert.equal(answer.status, 403)
  await db.updateTable('room').set({ reach: 'community' }).where('community_id', '=', north.id).execute()
})

test('one page holds the talk of all her communities, and what she has not read', async () => {
  const { ana, ben, eve, db, south } = world
  await plantMember(db, ben.id, south.id)
  await openTalk(world, eve, 'Deeper than before.', 'Wells')
  await openTalk(world, ana, 'Solar ones last.', 'Pumps')

  assert.match(words(await world.page(ben, '/talk')), /North Pumps 1 new.*South Wells 1 new/)
  assert.doesNotMatch(await world.page(ana, '/talk'), /Wells/)
  assert.deepEqual(
    (await listUnread(db, await ben.viewer(), 2)).map(({ title }) => title),
    ['Pumps', 'Wells'],
  )
  await world.submit(ben, '/talk', '/talk/reading')
  assert.match(words(await world.page(ben, '/talk?show=unread')), /You have read everything/)
  assert.match(words(await world.page(ben, '/talk')), /Pumps one contribution/)
  await db
    .updateTable('membership')
    .set({ state: 'left' })
    .where('community_id', '=', south.id)
    .where('person_id', '=', ben.id)
    .execute()
})

test('a long list goes on below the last line of its page', async () => {
  const { cho, db, north } = world
  const viewer = await cho.viewer()
  const all = (await listTalk(db, viewer, { communities: [north.id] })).lines

  const first = await listTalk(db, viewer, { communities: [north.id], limit: 2 })
  const second = await listTalk(db, viewer, { communities: [north.id], limit: 2, before: first.lines[1]?.key })

  assert.equal(first.more, true)
  assert.deepEqual(
    [...first.lines, ...second.lines].map(({ title }) => title),
    all.slice(0, 4).map(({ title }) => title),
  )
})

test('the list asks the database no more for many than for one', async () => {
  const { fay, eve } = world
  await world.page(fay, '/communities/south/talk')
  const one = await countStatements(() => world.page(fay, '/communities/south/talk'))
  await openTalk(world, eve, 'More', 'Second')
  await openTalk(world, eve, 'More', 'Third')

  assert.equal(await countStatements(() => world.page(fay, '/communities/south/talk')), one)
  assert.ok(one <= 8, `${one} statements`)
})
