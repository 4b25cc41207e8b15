import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { openTalk, path, say, settle, words } from './builders.ts'
import { findPost, listPosts } from './reads.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db, ana, south } = world
  await plantMember(db, ana.id, south.id)
  await plantRole(db, ana.id, south.id, 'coordinator')
})
after(() => world.close())

const move = (by: Actor, thread: { key: string }, to = 'south') =>
  world.submit(by, `${path(thread)}/order`, `${path(thread)}/move`, { to })

/** South becomes a part of North: all its members are members of both. */
async function joinNorth() {
  for (const one of [world.eve, world.fay]) await plantMember(world.db, one.id, world.north.id)
}

test('a move is refused in words where somebody would read it who cannot read it here', async () => {
  const { ana, fay } = world
  const thread = await openTalk(world, ana, 'Northern words')

  const answer = await move(ana, thread)

  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /2 members there cannot read it here/)
  assert.equal((await world.request(fay, path(thread, 'south'))).status, 404)
  assert.equal((await world.request(ana, path(thread))).status, 200)
})

test('moved, it is read there; old addresses lead to it, and a reply by mail still arrives', async () => {
  const { ana, ben, eve, db, south } = world
  await joinNorth()
  const thread = await openTalk(world, ana, 'For the south', 'Wells')
  const [post] = await listPosts(db, await ana.viewer(), thread)
  const file = new File(['A list'], 'list.txt', { type: 'text/plain' })
  await world.submit(ana, path(thread), `${path(thread)}/posts`, { body: 'With a file', files: file })
  await settle(world)
  const letter = await world.lastMailTo(eve)

  const answer = await move(ana, thread)

  assert.equal(answer.headers.get('location'), `${path(thread, 'south')}?saved`)
  assert.equal((await world.request(eve, path(thread))).headers.get('location'), path(thread, 'south'))
  assert.equal(
    (await world.request(eve, `/posts/${post?.key}`)).headers.get('location'),
    `${path(thread, 'south')}#post-1`,
  )
  assert.equal((await world.request(ben, path(thread))).status, 404)
  assert.match(await world.page(eve, '/communities/south/files'), /list\.txt/)
  assert.doesNotMatch(await world.page(ana, '/communities/north/files'), /list\.txt/)
  await world.reply(eve, 'Thirty feet at least.', letter)
  await settle(world)
  assert.match(await world.page(eve, path(thread, 'south')), /Thirty feet/)
  const entries = await db
    .selectFrom('search_entry')
    .innerJoin('room', 'room.id', 'search_entry.room_id')
    .select('community_id')
    .where('search_entry.title', '=', 'Wells')
    .distinct()
    .execute()
  assert.deepEqual(entries, [{ community_id: south.id }])
})

test('only a coordinator of both moves it; to another than the offered it is not moved', async () => {
  const { ana, eve, ben } = world
  const thread = await openTalk(world, ana, 'Stays here')
  const form = async (by: Actor) => hiddenFields(await world.page(by, '/today'), '/sign-out')

  assert.equal((await world.send(ben, `${path(thread)}/move`, { ...(await form(ben)), to: 'south' })).status, 403)
  assert.equal((await world.send(eve, `${path(thread)}/move`, { ...(await form(eve)), to: 'south' })).status, 403)
  assert.equal((await world.request(ben, `${path(thread)}/order`)).status, 404)
  assert.equal((await move(ana, thread, 'network')).status, 403)
  assert.equal((await move(ana, thread, '')).status, 422)
  assert.equal((await world.request(ben, path(thread))).status, 200)
})

test('it is not moved to where people are named who are not named here', async () => {
  const { ana, db, north } = world
  const thread = await openTalk(world, ana, 'Quiet words')
  await db.updateTable('room').set({ attribution: 'organisation' }).where('community_id', '=', north.id).execute()

  const answer = await move(ana, thread)

  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /people would be named there/)
  await db.updateTable('room').set({ attribution: 'named' }).where('community_id', '=', north.id).execute()
})

test('a post for staff alone keeps the thread where more would read it', async () => {
  const { ana, fay, db, north } = world
  const thread = await openTalk(world, ana, 'For staff')
  await db.updateTable('post').set({ staff_only: true }).where('thread_id', '=', thread.id).execute()
  await db
    .updateTable('membership')
    .set({ class: 'external' })
    .where('person_id', '=', fay.id)
    .where('community_id', '=', north.id)
    .execute()

  const answer = await move(ana, thread)

  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /one member there cannot read it here/)
})

test('a closed conversation takes no reply: on its page none is offered, and by mail it is said', async () => {
  const { ana, ben, db } = world
  const thread = await openTalk(world, ana, 'To be closed', 'Gutters')
  const letter = await world.lastMailTo(ben)
  const hidden = hiddenFields(await world.page(ben, path(thread)), `${path(thread)}/posts`)
  await world.submit(ana, `${path(thread)}/order`, `${path(thread)}/closure`)

  const page = await world.page(ben, path(thread))
  assert.match(words(page), /was closed.*To be closed/)
  assert.doesNotMatch(page, /name="body"/)
  assert.equal((await world.send(ben, `${path(thread)}/posts`, { ...hidden, body: 'Late' })).status, 409)
  await world.reply(ben, 'Late by mail', letter)
  await settle(world)

  assert.match((await world.lastMailTo(ben)).text, /“Gutters” is closed/)
  assert.equal((await listPosts(db, await ana.viewer(), thread)).length, 1)
  await world.submit(ana, `${path(thread)}/order`, `${path(thread)}/closure`)
  await say(world, ben, { ...thread, closed_at: null }, 'Again')
  assert.equal((await listPosts(db, await ben.viewer(), thread)).length, 2)
})

test('nobody but a coordinator closes it', async () => {
  const { ana, ben, eve } = world
  const thread = await openTalk(world, ana, 'Open')
  for (const other of [ben, eve]) {
    const hidden = hiddenFields(await world.page(other, '/today'), '/sign-out')
    assert.equal((await world.send(other, `${path(thread)}/closure`, { ...hidden, closed: 'yes' })).status, 403)
  }
  assert.ok(
    await findPost(world.db, await ben.viewer(), (await listPosts(world.db, await ben.viewer(), thread))[0]?.key ?? ''),
  )
})
