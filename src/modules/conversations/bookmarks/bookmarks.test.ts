import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { openTalk, path, words } from '../builders.ts'
import { listPosts } from '../reads.ts'

let world: World
let key: string
before(async () => {
  world = await openWorld()
  const thread = await openTalk(world, world.ana, 'Worth finding again', 'Sheds')
  key = (await listPosts(world.db, await world.ana.viewer(), thread))[0]?.key ?? ''
})
after(() => world.close())

const keep = (by: Actor, note: string) => world.submit(by, `/posts/${key}/bookmark`, '/me/bookmarks', { note })

test('a post is kept with a note, found again with where it stands, and dropped', async () => {
  const { ben } = world
  const answer = await keep(ben, 'For the plan of March')

  assert.match(answer.headers.get('location') ?? '', /\/communities\/north\/talk\/\w+#post-1/)
  assert.match(words(await world.page(ben, '/me/bookmarks')), /North Sheds For the plan of March/)
  assert.match(await world.page(ben, answer.headers.get('location') ?? ''), /Bookmarked/)
  await keep(ben, 'For April')
  assert.match(words(await world.page(ben, '/me/bookmarks')), /For April/)
  assert.equal((await world.db.selectFrom('bookmark').select('key').execute()).length, 1)

  const [action = ''] = /\/me\/bookmarks\/\w+\/removal/.exec(await world.page(ben, '/me/bookmarks')) ?? []
  await world.submit(ben, '/me/bookmarks', action)
  assert.match(await world.page(ben, '/me/bookmarks'), /You have no bookmarks/)
})

test('nobody sees or drops what another keeps, and nobody keeps what she cannot see', async () => {
  const { ben, cho, eve, db } = world
  await keep(ben, 'A private note')
  const bookmark = await db.selectFrom('bookmark').select('key').executeTakeFirst()
  const form = async (by: Actor) => hiddenFields(await world.page(by, '/today'), '/sign-out')

  assert.doesNotMatch(await world.page(cho, '/me/bookmarks'), /private note/)
  await world.send(cho, `/me/bookmarks/${bookmark?.key}/removal`, await form(cho))
  assert.equal((await world.request(eve, `/posts/${key}/bookmark`)).status, 404)
  assert.equal((await world.send(eve, '/me/bookmarks', { ...(await form(eve)), kind: 'post', key })).status, 404)
  assert.equal((await world.send(ben, '/me/bookmarks', { ...(await form(ben)), kind: 'nothing', key })).status, 404)
  assert.equal((await db.selectFrom('bookmark').select('key').execute()).length, 1)
})

test('what is gone is said to be gone, and its note stays', async () => {
  const { ana, ben } = world
  await world.submit(ana, `/posts/${key}`, `/posts/${key}/withdrawal`).catch(async () => {
    const answer = await world.request(ana, `/posts/${key}`)
    await world.submit(ana, answer.headers.get('location') ?? '', `/posts/${key}/withdrawal`)
  })

  const page = words(await world.page(ben, '/me/bookmarks'))
  assert.match(page, /This is not there any more\. A private note/)
  assert.doesNotMatch(page, /Sheds/)
})

test('a note too long is refused in words', async () => {
  const { ben } = world
  const form = hiddenFields(await world.page(ben, '/today'), '/sign-out')

  const answer = await world.send(ben, '/me/bookmarks', { ...form, kind: 'post', key, note: 'x'.repeat(2001) })

  assert.equal(answer.status, 409)
})

test('a bookmark leads back to our own pages only', async () => {
  const { ben, ana } = world
  const thread = await openTalk(world, ana, 'Another')
  const [post] = await listPosts(world.db, await ana.viewer(), thread)
  const form = hiddenFields(await world.page(ben, path(thread)), '/sign-out')

  const answer = await world.send(ben, '/me/bookmarks', {
    ...form,
    kind: 'post',
    key: post?.key ?? '',
    next: '//evil.example',
  })

  assert.equal(answer.headers.get('location'), '/me/bookmarks')
})
