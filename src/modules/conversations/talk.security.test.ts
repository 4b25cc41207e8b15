import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { findCommunity } from '../communities/index.ts'
import { startTalk } from './index.ts'

let world: World
let path: string
before(async () => {
  world = await openWorld()
  const north = await findCommunity(world.db, 'north')
  const { key } = await startTalk(world.db, await world.ben.viewer(), north, { title: 'Pumps', body: 'Who has one?' })
  path = `/communities/north/talk/${key}`
  await world.travel('6 minutes')
  await world.work()
})
after(() => world.close())

const csrfOf = async (actor: Actor) =>
  /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me/mail'))?.[1] ?? ''
const postKey = async () =>
  (await world.db.selectFrom('post').select('key').orderBy('id').executeTakeFirstOrThrow()).key

test('draft, bookmark and edit send nobody to another site and touch nothing of another', async () => {
  const { ben, cho, fay, db } = world
  const csrf = await csrfOf(cho)
  const key = await postKey()
  for (const next of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'javascript:alert(1)',
  ]) {
    const answer = await world.send(cho, '/me/bookmarks', { csrf, kind: 'post', key, next })
    const to = new URL(answer.headers.get('location') ?? '/', 'http://copse.test')
    assert.deepEqual([answer.status, to.origin], [303, 'http://copse.test'], next)
  }
  for (const [place, status] of [
    ['//evil.example/x', 409],
    ['north/../../x', 409],
    ['south/talk', 404],
    ['north/talk?x=1', 409],
  ] as const)
    assert.equal((await world.send(cho, '/drafts', { csrf, place, title: 'x', body: 'y' })).status, status, place)

  await world.send(ben, '/drafts', { csrf: await csrfOf(ben), place: 'north/talk', title: 'Half', body: 'Half of it.' })
  const draft = await db.selectFrom('draft').select(['key', 'version']).executeTakeFirstOrThrow()
  await world.send(cho, '/drafts', {
    csrf,
    place: 'north/talk',
    title: 'x',
    body: 'Taken',
    draft: draft.key,
    version: String(draft.version),
  })
  await world.send(cho, `/me/drafts/${draft.key}/removal`, { csrf })
  const kept = await db.selectFrom('draft').select('body').where('person_id', '=', ben.id).execute()
  assert.deepEqual(kept, [{ body: 'Half of it.' }])

  for (const other of [cho, fay]) {
    const fields = { csrf: await csrfOf(other), body: 'Not hers.', edition: '1' }
    assert.equal((await world.send(other, `/posts/${key}/edit`, fields)).status, 404)
  }
  assert.match(await world.page(ben, path), /Who has one\?/)
})

test('a thread goes nowhere where somebody would read it who could not, nor by a coordinator of one side', async () => {
  const { ana, eve, ben, db, south } = world
  for (const [actor, status] of [
    [ana, 403],
    [eve, 404],
    [ben, 403],
  ] as const) {
    const answer = await world.send(actor, `${path}/move`, { csrf: await csrfOf(actor), to: 'south' })
    assert.equal(answer.status, status, actor.name)
  }
  await plantMember(db, ana.id, south.id)
  await plantRole(db, ana.id, south.id, 'coordinator')
  const answer = await world.send(ana, `${path}/move`, { csrf: await csrfOf(ana), to: 'south' })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /cannot be moved to South/)
  assert.equal((await world.request(world.fay, path)).status, 404)
})

test('everyone is asked by no member and by no forged number, on the page and by mail', async () => {
  const { dee, cho, db } = world
  const fields = { csrf: await csrfOf(dee), body: 'Hear me, @everyone', everyone: '5' }
  assert.equal((await world.send(dee, `${path}/posts`, fields)).status, 422)
  await world.reply(cho, 'Hear me, @everyone', await world.lastMailTo(cho))
  await world.work()
  const toAll = await db.selectFrom('post').select('id').where('to_everyone', '=', true).execute()
  assert.deepEqual(toAll, [])
})

test('a member who was put out has an open page, and no word goes in or out by it any more', async () => {
  const { cho, db, north } = world
  const csrf = await csrfOf(cho)
  const letter = await world.lastMailTo(cho)
  await db
    .updateTable('membership')
    .set({ state: 'removed' })
    .where('person_id', '=', cho.id)
    .where('community_id', '=', north.id)
    .execute()
  const posts = async () => (await db.selectFrom('post').select('id').execute()).length
  const before = await posts()

  assert.equal((await world.request(cho, path)).status, 404)
  assert.equal((await world.request(cho, '/communities/north/files')).status, 404)
  assert.equal((await world.request(cho, '/communities/north/mentions?q=b')).status, 404)
  for (const [action, fields] of [
    [`${path}/posts`, { body: 'One more.' }],
    ['/communities/north/talk', { title: 'New', body: 'One more.' }],
    ['/drafts', { place: 'north/talk', title: 'x', body: 'y' }],
    ['/communities/north/talk/preview', { title: 'x', body: '@Ben' }],
  ] as const)
    assert.equal((await world.send(cho, action, { csrf, ...fields })).status, 404, action)
  await world.reply(cho, 'One more by mail.', letter)
  await world.work()
  assert.equal(await posts(), before)
})
