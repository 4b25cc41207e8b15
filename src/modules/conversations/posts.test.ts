import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { NotAllowed, NotFound } from '../../platform/errors.ts'
import { path, say, talk } from './builders.ts'
import { findPost, findThread, listPosts, withdrawPost } from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('twenty who write at once get the numbers 2 to 21', async () => {
  const { ana, ben } = world
  const thread = await talk(world, ana)

  const added = await Promise.all(Array.from({ length: 20 }, (_, i) => say(world, ben, thread, `Words ${i}`)))

  const numbers = added.map(({ number }) => number).sort((a, b) => a - b)
  assert.deepEqual(
    numbers,
    Array.from({ length: 20 }, (_, i) => i + 2),
  )
})

test('a post is seen by its author alone until its two minutes are over', async () => {
  const { ana, ben } = world
  const thread = await talk(world, ana, 'Who has built with bamboo?')
  assert.match(await world.page(ana, path(thread)), /bamboo/)
  assert.match(await world.page(ana, path(thread)), /Only you see this so far/)
  assert.doesNotMatch(await world.page(ben, path(thread)), /bamboo/)

  await world.travel('2 minutes')
  await world.work()

  assert.match(await world.page(ben, path(thread)), /Ana.*Office of Ana.*bamboo/s)
})

test('what was taken back in time is gone, and its number stays', async () => {
  const { ana, ben, db } = world
  const thread = await talk(world, ana, 'Words of the first')
  const second = await say(world, ana, thread, 'A word too many')
  await say(world, ana, thread, 'Words of the third')

  const answer = await world.submit(ana, path(thread), `/posts/${second.key}/withdrawal`)
  await world.travel('3 minutes')
  await world.work()

  assert.equal(answer.status, 303)
  const page = await world.page(ben, path(thread))
  assert.match(page, /Words of the first.*Contribution 2 was taken back.*Words of the third/s)
  const row = await db.selectFrom('post').select(['state', 'body', 'body_html']).where('id', '=', second.id).execute()
  assert.deepEqual(row, [{ state: 'withdrawn', body: null, body_html: null }])
})

test('what was withdrawn later is kept from page, search and mail', async () => {
  const { ana, ben, db } = world
  const thread = await talk(world, ana, 'Peacock feathers')
  const [first] = await listPosts(db, await ana.viewer(), thread)
  await world.travel('3 minutes')
  await world.work()
  const entries = () => db.selectFrom('search_entry').select('kind').where('title', '=', thread.title).execute()
  assert.match(await world.page(ben, path(thread)), /Peacock/)
  const before = (await entries()).length

  await withdrawPost(db, await ana.viewer(), first as never)

  assert.doesNotMatch(await world.page(ben, path(thread)), /Peacock/)
  assert.equal((await entries()).length, before - 1)
  assert.equal((await findPost(db, await ben.viewer(), first?.key ?? '')).body, null)
})

test('nobody takes back what another has written', async () => {
  const { ana, ben, db } = world
  const thread = await talk(world, ana)
  const [first] = await listPosts(db, await ana.viewer(), thread)
  await world.travel('3 minutes')
  await world.work()

  await assert.rejects(async () => withdrawPost(db, await ben.viewer(), first as never), NotAllowed)
})

test('an outsider, a neighbour and a stranger do not learn that a thread, a post or a file exists', async () => {
  const { ana, ben, eve, gus, db } = world
  const thread = await talk(world, ana)
  const file = new File(['A list'], 'list.txt', { type: 'text/plain' })
  await world.submit(ana, path(thread), `${path(thread)}/posts`, { body: 'With a file', files: file })
  const [, post] = await listPosts(db, await ana.viewer(), thread)
  const attachment = post?.attachments[0]
  const places = [`/posts/${post?.key}`, `/files/${attachment?.key}/list.txt`, path(thread)]
  for (const place of places.slice(0, 2)) {
    assert.equal((await world.request(ben, place)).status, 404, `${place}, as it waits`)
  }

  await world.travel('3 minutes')
  await world.work()

  for (const place of places) {
    assert.ok((await world.request(ben, place)).status < 400, place)
    for (const outsider of [eve, gus]) assert.equal((await world.request(outsider, place)).status, 404, place)
    assert.match((await world.request(null, place)).headers.get('location') ?? '', /^\/sign-in\?/, place)
  }
})

test('a thread of another community is not found here, even by its own key', async () => {
  const { ana, eve, db } = world
  const thread = await talk(world, eve)
  await world.travel('3 minutes')
  await world.work()

  assert.equal((await world.request(eve, `/communities/south/talk/${thread.key}`)).status, 200)
  assert.equal((await world.request(ana, path(thread))).status, 404)
  assert.equal((await world.request(eve, path(thread))).status, 404)
  await assert.rejects(async () => findThread(db, await ana.viewer(), thread.key), NotFound)
  await assert.rejects(() => say(world, ana, thread, 'Over the fence'), NotAllowed)
})

test('the page asks the database no more for three posts than for one', async () => {
  const { ana, ben, cho, db } = world
  const one = await talk(world, ana)
  const three = await talk(world, ana)
  await say(world, ben, three, 'Second')
  await say(world, cho, three, 'Third')
  await world.travel('3 minutes')
  await world.work()
  const viewer = await ben.viewer()

  assert.equal(await countStatements(() => listPosts(db, viewer, one)), 2)
  assert.equal(await countStatements(() => listPosts(db, viewer, three)), 2)
})

test('a file is sent so that it can never act as a page of ours (ASVS 3.2.1, 4.1.1, 5.4.1, 5.4.2)', async () => {
  const { ana, db } = world
  const thread = await talk(world, ana)
  const html = new File(['<script>alert(1)</script>'], '../a<b>.html', { type: 'text/html' })
  const png = new File([Buffer.from('89504e470d0a1a0a', 'hex')], 'map.png', { type: 'text/html' })
  await world.submit(ana, path(thread), `${path(thread)}/posts`, { body: 'Two files', files: [html, png] as never })
  const [, post] = await listPosts(db, await ana.viewer(), thread)

  const ask = () =>
    Promise.all(
      post?.attachments.map(({ key, name }) => world.request(ana, `/files/${key}/${encodeURIComponent(name)}`)) ?? [],
    )
  const answers = await ask()

  const heads = answers.map(({ headers }) => [headers.get('content-type'), headers.get('content-disposition')])
  assert.deepEqual(heads, [
    ['application/octet-stream', "attachment; filename*=UTF-8''a_b_.html"],
    ['image/png', "inline; filename*=UTF-8''map.png"],
  ])
  for (const { headers } of answers) {
    assert.equal(
      headers.get('content-security-policy'),
      "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
  }
  assert.equal(await answers[0]?.text(), '<script>alert(1)</script>')

  await sql`update attachment set type = E'image/png\nX-Mine: 1'`.execute(db)
  const types = (await ask()).map(({ status, headers }) => [status, headers.get('content-type')])
  assert.deepEqual(types, Array(2).fill([200, 'application/octet-stream']))
})

test('an eleventh file, or nothing at all, is refused in words and keeps what was typed (ASVS 5.2.1)', async () => {
  const { ana, db } = world
  const thread = await talk(world, ana)
  const files = Array.from({ length: 11 }, (_, i) => new File(['x'], `${i}.txt`, { type: 'text/plain' }))

  const many = await world.submit(ana, path(thread), `${path(thread)}/posts`, { body: 'Many', files: files as never })
  const none = await world.submit(ana, path(thread), `${path(thread)}/posts`, { body: ' ' })

  assert.equal(many.status, 422)
  assert.match(await many.text(), /At most 10 files.*<textarea[^>]*>\s*Many</s)
  assert.equal(none.status, 422)
  assert.match(await none.text(), /Write what you want to say/)
  assert.equal((await listPosts(db, await ana.viewer(), thread)).length, 1)
})

test('a form sent twice posts once', async () => {
  const { ana, db } = world
  const thread = await talk(world, ana)
  const page = await world.page(ana, path(thread))
  const { hiddenFields } = await import('../../../test/world.ts')
  const fields = { ...hiddenFields(page, `${path(thread)}/posts`), body: 'Only once' }

  await world.send(ana, `${path(thread)}/posts`, fields)
  await world.send(ana, `${path(thread)}/posts`, fields)

  const bodies = (await listPosts(db, await ana.viewer(), thread)).map(({ body }) => body)
  assert.deepEqual(bodies, ['The first words.', 'Only once'])
})
