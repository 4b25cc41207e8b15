import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { openTalk, path, say, settle, words } from './builders.ts'
import { findPost, findThread, listPosts, type Thread } from './reads.ts'

let world: World
let long: Thread
before(async () => {
  world = await openWorld()
  long = await openTalk(world, world.ana, 'The first words.', 'A long one')
  await sql`insert into post (thread_id, number, author_id, attribution, reach, staff_only, body, body_html, via, state, distribute_at)
    select ${long.id}, n, ${world.ben.id}, 'named', 'community', false, 'Words ' || n, '<p>Words ' || n || '</p>', 'page', 'distributed', app_now()
    from generate_series(2, 1000) n`.execute(world.db)
  await sql`update thread set last_number = 1000, shown_up_to = 1000 where id = ${long.id}`.execute(world.db)
  await world.db
    .updateTable('post')
    .set({ body: `# Walls\n${'word '.repeat(400)}`, body_html: '<h1>Walls &amp; roofs</h1><p>long</p>' })
    .where('thread_id', '=', long.id)
    .where('number', '=', 3)
    .execute()
})
after(() => world.close())

test('a thread of a thousand posts is read in pages of fifty, and no page is longer than another', async () => {
  const { cho } = world
  const [first, last] = [await world.page(cho, path(long)), await world.page(cho, `${path(long)}?page=20`)]

  assert.match(words(first), /Words 50 .*1 to 50 of 1000/)
  assert.doesNotMatch(first, /Words 51\b/)
  assert.match(words(last), /Words 951 .*Words 1000/)
  assert.doesNotMatch(last, /Words 950\b/)
  assert.ok(first.length < 200_000, `${first.length} letters`)
  assert.equal((await world.request(cho, `${path(long)}?page=999`)).status, 200)
})

test('the page asks the database at most ten times, however long the thread is', async () => {
  const { cho } = world
  const short = await openTalk(world, world.ana, 'Only this.', 'A short one')
  await world.page(cho, path(short))

  const one = await countStatements(() => world.page(cho, path(short)))
  const thousand = await countStatements(() => world.page(cho, path(long)))

  assert.equal(thousand, one)
  assert.ok(one <= 10, `${one} statements`)
})

test('a long thread has a table of contents, with the headings of what is long; a short one has none', async () => {
  const { ana, cho } = world
  const short = await openTalk(world, ana, 'Only this.')

  assert.match(words(await world.page(cho, path(long))), /Contents 1 Ana .* 3 Ben .* Walls & roofs/)
  assert.doesNotMatch(await world.page(cho, path(short)), /class="contents"/)
})

test('the address of a post leads to its page for ever', async () => {
  const { cho, db } = world
  const posts = await listPosts(db, await cho.viewer(), long, { from: 120, to: 120 })
  const answer = await world.request(cho, `/posts/${posts[0]?.key}`)

  assert.equal(answer.headers.get('location'), `${path(long)}?page=3#post-120`)
})

test('what is just written at the end of a full page stands on it until it is distributed', async () => {
  const { ana, db } = world
  const answer = await world.submit(ana, path(long), `${path(long)}/posts`, { body: 'The next one' })

  assert.equal(answer.headers.get('location'), `${path(long)}?page=21#post-1001`)
  assert.match(await world.page(ana, `${path(long)}?page=21`), /The next one/)
  await settle(world)
  assert.match(await world.page(world.ben, `${path(long)}?page=21`), /The next one/)
  assert.equal((await findThread(db, await ana.viewer(), long.key)).shown_up_to, 1001)
})

test('a quotation stands in the composer, under the name its writer has there, below what was begun', async () => {
  const { ana, ben, db } = world
  const thread = await openTalk(world, ana, 'One line\n\nand another')
  const [post] = await listPosts(db, await ben.viewer(), thread)

  const page = await world.page(ben, `${path(thread)}?quote=${post?.key}`)

  assert.match(page, /<textarea[^>]*>\s*Ana wrote:\n&gt; One line\n&gt;\n&gt; and another/)
  const { key } = await findPost(db, await ben.viewer(), post?.key ?? '')
  assert.equal((await world.request(ben, `${path(long)}?quote=${key}`)).status, 200)
  assert.doesNotMatch(await world.page(ben, `${path(long)}?quote=${key}`), /<textarea[^>]*>\s*Ana wrote/)
})

test('words shown before they are sent are not sent', async () => {
  const { ana, ben, db } = world
  const thread = await openTalk(world, ana, 'Look first')
  const { hiddenFields } = await import('../../../test/world.ts')
  const hidden = hiddenFields(await world.page(ana, path(thread)), `${path(thread)}/posts`)

  const answer = await world.send(ana, '/communities/north/talk/preview', {
    ...hidden,
    body: 'What about **this**, @Ben?',
  })

  assert.match(words(await answer.text()), /What about this .*One person is told at once; 5 people read it/)
  assert.equal((await listPosts(db, await ben.viewer(), thread)).length, 1)
})

test('a neighbour does not find the pages of a thread, nor a preview', async () => {
  const { eve } = world

  assert.equal((await world.request(eve, `${path(long)}?page=2`)).status, 404)
  const { hiddenFields } = await import('../../../test/world.ts')
  const hidden = hiddenFields(await world.page(eve, '/communities/south/talk'), '/communities/south/talk')
  assert.equal((await world.send(eve, '/communities/north/talk/preview', { ...hidden, body: 'x' })).status, 404)
})

test('three who write at once each stand there once', async () => {
  const { ana, ben, cho, dee, db } = world
  const thread = await openTalk(world, ana, 'All at once')

  await Promise.all([ben, cho, dee].map((one) => say(world, one, thread, `From ${one.name}`)))
  await settle(world)

  assert.deepEqual(
    (await listPosts(db, await ana.viewer(), thread)).map(({ number }) => number),
    [1, 2, 3, 4],
  )
})
