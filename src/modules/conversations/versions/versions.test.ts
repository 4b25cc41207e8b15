import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { openTalk, path, say, settle, words } from '../builders.ts'
import { listPosts, type Thread } from '../reads.ts'

let world: World
let thread: Thread
before(async () => {
  world = await openWorld()
  thread = await openTalk(world, world.ana, 'Bamboo holds.\n\nTin does not.', 'Sheds')
})
after(() => world.close())

const first = async (reader: Actor, of = thread) => (await listPosts(world.db, await reader.viewer(), of))[0]
const edit = (by: Actor, key: string | undefined, body: string) =>
  world.submit(by, `/posts/${key}/edit`, `/posts/${key}/edit`, { body })
const countMails = async () =>
  (await world.db.selectFrom('outbox').select('id').where('about_kind', '=', 'post').execute()).length

test('the author changes her words; when, and what changed, can be read by all who read the post', async () => {
  const { ana, ben } = world
  const post = await first(ana)
  const mails = await countMails()

  const answer = await edit(ana, post?.key, 'Bamboo holds.\n\nTin is loud.')
  await settle(world)

  assert.equal(answer.status, 303)
  const page = await world.page(ben, path(thread))
  assert.match(words(page), /Tin is loud.*edited \d/)
  assert.doesNotMatch(page, /Tin does not/)
  const versions = await world.page(ben, `/posts/${post?.key}/versions`)
  assert.match(
    versions,
    /As it stands now.*<p>Bamboo holds\.<\/p>.*<del>Tin does not\.<\/del><ins>Tin is loud\.<\/ins>/s,
  )
  assert.match(versions, /Version 1/)
  assert.equal(await countMails(), mails)
})

test('search finds the new words and not the old', async () => {
  const { ana, db } = world
  const post = await first(ana)
  const { sql } = await import('../../../platform/db.ts')
  const finds = async (word: string) =>
    (
      await sql`select from search_entry where kind = 'post' and subject_id = ${post?.id} and words @@ plainto_tsquery('english', ${word})`.execute(
        db,
      )
    ).rows.length

  assert.deepEqual([await finds('loud'), await finds('holds')], [1, 1])
  await edit(ana, post?.key, 'Bamboo bends.')
  assert.deepEqual([await finds('loud'), await finds('bends')], [0, 1])
})

test('what was not distributed yet is changed without a trace, and goes out as it is then', async () => {
  const { ana, ben, db } = world
  const post = await say(world, ana, thread, 'With a mistkae')

  await edit(ana, post.key, 'Without a mistake')
  await settle(world)

  assert.match((await world.lastMailTo(ben)).text, /Without a mistake/)
  assert.deepEqual(await db.selectFrom('post_version').select('version').where('post_id', '=', post.id).execute(), [])
  assert.doesNotMatch(words(await world.page(ben, path(thread))), /Without a mistake edited/)
})

test('of two changes at once the second is shown both, and nothing is overwritten unseen', async () => {
  const { ana, db } = world
  const own = await openTalk(world, ana, 'One')
  const post = await first(ana, own)
  const place = `/posts/${post?.key}/edit`
  const [one, other] = [await world.page(ana, place), await world.page(ana, place)].map((page) =>
    hiddenFields(page, place),
  )
  await world.send(ana, place, { ...one, body: 'Two, of the phone' })

  const answer = await world.send(ana, place, { ...other, body: 'Two, of the desk' })

  assert.equal(answer.status, 409)
  const page = await answer.text()
  assert.match(words(page), /changed since you began.*Two, of the phone.*Two, of the desk/)
  await world.send(ana, place, { ...hiddenFields(page, place), body: 'Three' })
  assert.equal((await first(ana, own))?.body, 'Three')
  const versions = await db
    .selectFrom('post_version')
    .select('body')
    .where('post_id', '=', post?.id ?? 0)
    .orderBy('version')
    .execute()
  assert.deepEqual(
    versions.map(({ body }) => body),
    ['One', 'Two, of the phone'],
  )
})

test('the same form sent twice changes once, and empty words come back', async () => {
  const { ana, db } = world
  const own = await openTalk(world, ana, 'Once')
  const post = await first(ana, own)
  const place = `/posts/${post?.key}/edit`
  const form = { ...hiddenFields(await world.page(ana, place), place), body: 'Changed once' }

  const answers = [await world.send(ana, place, form), await world.send(ana, place, form)]

  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  const kept = await db
    .selectFrom('post_version')
    .select('version')
    .where('post_id', '=', post?.id ?? 0)
    .execute()
  assert.deepEqual(kept, [{ version: 1 }])
  assert.equal((await edit(ana, post?.key, ' ')).status, 422)
})

test('whoever is named by the change is told, and who is not named any more is let go', async () => {
  const { ana, cho, dee, db } = world
  for (const one of [cho, dee])
    await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', one.id).execute()
  const own = await openTalk(world, ana, 'Over to @Cho')
  const post = await first(ana, own)
  const before = (await world.mailsTo(cho)).length

  await edit(ana, post?.key, 'Over to @Dee')
  await settle(world)

  assert.match((await world.lastMailTo(dee)).text, /Ana asks you by name/)
  assert.match(words(await world.page(dee, '/today')), /Ana asks you by name/)
  assert.doesNotMatch(words(await world.page(cho, '/today')), /Ana asks you by name/)
  assert.equal((await world.mailsTo(cho)).length, before)
})

test('nobody changes what another wrote, nor what was withdrawn; a neighbour sees no version', async () => {
  const { ana, ben, eve, db } = world
  const post = await first(ana)
  const form = async (by: Actor) => hiddenFields(await world.page(by, '/today'), '/sign-out')
  const forged = { ...(await form(ben)), body: 'Not hers', edition: '1' }

  assert.equal((await world.request(ben, `/posts/${post?.key}/edit`)).status, 404)
  assert.equal((await world.send(ben, `/posts/${post?.key}/edit`, forged)).status, 404)
  assert.equal((await world.request(eve, `/posts/${post?.key}/versions`)).status, 404)
  await world.submit(ana, path(thread), `/posts/${post?.key}/withdrawal`)
  assert.equal((await world.request(ana, `/posts/${post?.key}/edit`)).status, 404)
  assert.equal((await world.request(ben, `/posts/${post?.key}/versions`)).status, 404)
  assert.ok(
    (
      await db
        .selectFrom('post_version')
        .select('version')
        .where('post_id', '=', post?.id ?? 0)
        .execute()
    ).length > 0,
  )
})

test('where nobody is named, nobody is offered to change anything', async () => {
  const { ben, db, north } = world
  await db.updateTable('room').set({ attribution: 'unattributed' }).where('community_id', '=', north.id).execute()
  await world.submit(ben, path(thread), `${path(thread)}/posts`, { body: 'Frank words' })
  await settle(world)
  const post = (await listPosts(db, await ben.viewer(), thread)).at(-1)

  assert.equal((await world.request(ben, `/posts/${post?.key}/edit`)).status, 404)
  assert.doesNotMatch(await world.page(ben, path(thread)), new RegExp(`/posts/${post?.key}/edit`))
  await db.updateTable('room').set({ attribution: 'named' }).where('community_id', '=', north.id).execute()
})
