import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import { openTalk, path, settle, words } from '../builders.ts'
import { listPosts, type Thread } from '../reads.ts'

let world: World
let thread: Thread
before(async () => {
  world = await openWorld()
  const { db, ana, cho, dee } = world
  for (const one of [cho, dee]) {
    await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', one.id).execute()
  }
  thread = await openTalk(world, ana, 'Who knows roofs?', 'Roofs')
})
after(() => world.close())

const write = (by: Actor, body: string, more: Record<string, string> = {}) =>
  world.submit(by, path(thread), `${path(thread)}/posts`, { body, ...more })
const countMails = async (actor: Actor) => (await world.mailsTo(actor)).length
const today = async (actor: Actor) => words(await world.page(actor, '/today'))

test('whoever is named gets one letter at once, is told on Today, and answers by a mail reply', async () => {
  const { ana, cho, dee, ben } = world
  const before = [await countMails(cho), await countMails(dee), await countMails(ben)]

  await write(ana, 'What do you say, @Cho?')
  await settle(world)

  const after = [await countMails(cho), await countMails(dee), await countMails(ben)]
  assert.deepEqual(after, [(before[0] ?? 0) + 1, before[1], (before[2] ?? 0) + 1])
  const letter = await world.lastMailTo(cho)
  assert.match(letter.text, /Ana asks you by name\..*What do you say, @Cho\?.*because Ana asks you by name/s)
  assert.doesNotMatch((await world.lastMailTo(ben)).text, /asks you by name/)
  assert.match(await today(cho), /Ana asks you by name: Roofs/)
  assert.doesNotMatch(await today(dee), /asks you by name/)

  await world.reply(cho, 'Tin, and a good gutter.', letter)
  await settle(world)

  assert.doesNotMatch(await today(cho), /asks you by name/)
  const bodies = (await listPosts(world.db, await ana.viewer(), thread)).map(({ body }) => body)
  assert.equal(bodies.at(-1), 'Tin, and a good gutter.')
})

test('the one word “done” by mail, or one press on the page, makes it go and posts nothing', async () => {
  const { ana, cho, db } = world
  await write(ana, '@Cho please look again')
  await settle(world)
  const count = (await listPosts(db, await ana.viewer(), thread)).length

  await world.reply(cho, 'Done')
  await settle(world)
  assert.doesNotMatch(await today(cho), /asks you by name/)
  assert.equal((await listPosts(db, await ana.viewer(), thread)).length, count)

  await write(ana, 'And once more, @cho')
  await settle(world)
  assert.match(await today(cho), /asks you by name/)
  const [, key] = /action="\/posts\/(\w+)\/mention"/.exec(await world.page(cho, path(thread))) ?? []
  await world.submit(cho, path(thread), `/posts/${key}/mention`)
  assert.doesNotMatch(await today(cho), /asks you by name/)
})

test('who has stopped the mail or muted it gets no letter, and is told on Today', async () => {
  const { ana, dee, cho, db } = world
  await db.updateTable('membership').set({ delivery: 'web' }).where('person_id', '=', dee.id).execute()
  await world.submit(cho, path(thread), `${path(thread)}/wish`, { wish: 'mute' })
  const before = [await countMails(dee), await countMails(cho)]

  await write(ana, '@Dee and @Cho, what now?')
  await settle(world)

  assert.deepEqual([await countMails(dee), await countMails(cho)], before)
  assert.match(await today(dee), /Ana asks you by name/)
  await world.submit(cho, path(thread), `${path(thread)}/wish`, { wish: 'none' })
  await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', dee.id).execute()
})

test('nobody is told who may not read it: neighbours, strangers, outside members of a room for staff', async () => {
  const { ana, ben, eve, gus, dee, db, north } = world
  await db.updateTable('membership').set({ class: 'external' }).where('person_id', '=', dee.id).execute()
  await db.updateTable('room').set({ staff_only: true }).where('community_id', '=', north.id).execute()

  await write(ana, '@Eve, @Gus and @Dee should not hear of this, @Ben should')
  await settle(world)

  const rows = await db
    .selectFrom('mention')
    .innerJoin('post', 'post.id', 'post_id')
    .select('person_id')
    .where('body', 'like', '@Eve%')
    .execute()
  assert.deepEqual(rows, [{ person_id: ben.id }])
  for (const one of [eve, gus]) assert.deepEqual(await world.mailsTo(one), [])
  await db.updateTable('membership').set({ class: 'internal' }).where('person_id', '=', dee.id).execute()
  await db.updateTable('room').set({ staff_only: false }).where('community_id', '=', north.id).execute()
})

test('the longest whole name counts, with or without brackets; an address or a part of a name does not', async () => {
  const { ana, db, north } = world
  const rao = await plantPerson(db, 'Ben Rao')
  await plantMember(db, rao.id, north.id)

  await write(ana, 'Ask @[Ben Rao] or write to x@cho.example, not @Chorus')

  const rows = await db
    .selectFrom('mention')
    .innerJoin('post', 'post.id', 'post_id')
    .select(['person_id', 'body'])
    .where('body', 'like', 'Ask @Ben Rao%')
    .execute()
  assert.deepEqual(
    rows.map(({ person_id }) => person_id),
    [rao.id],
  )
})

test('where two members share a name, the writer chooses, and her words come back until she has', async () => {
  const { ana, db, north } = world
  const [one, other] = [await plantPerson(db, 'Ila Sen'), await plantPerson(db, 'Ila  Sen')]
  await db
    .updateTable('person')
    .set({ name: 'Ila Sen', organisation: 'Office of Water' })
    .where('id', '=', other.id)
    .execute()
  for (const each of [one, other]) await plantMember(db, each.id, north.id)

  const asked = await write(ana, 'Over to @Ila Sen')
  assert.equal(asked.status, 422)
  assert.match(words(await asked.text()), /Choose who is meant.*Over to @Ila Sen.*Which Ila Sen\?.*Office of Water/)
  const taken = await write(ana, 'Over to @Ila Sen', { told: other.key })

  assert.equal(taken.status, 303)
  const rows = await db.selectFrom('mention').select('person_id').where('person_id', 'in', [one.id, other.id]).execute()
  assert.deepEqual(rows, [{ person_id: other.id }])
})

test('everyone is told at once only by a coordinator who has confirmed how many they are', async () => {
  const { ana, ben, dee } = world
  const refused = await write(ben, 'Hello @everyone')
  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /Only a coordinator can ask everyone/)

  const asked = await write(ana, 'Read this today, @everyone')
  assert.equal(asked.status, 422)
  const [, count = ''] = /name="everyone" value="(\d+)"/.exec(await asked.text()) ?? []
  const before = await countMails(dee)
  const taken = await write(ana, 'Read this today, @everyone', { everyone: count })
  await settle(world)

  assert.equal(count, '8')
  assert.equal(taken.status, 303)
  assert.equal(await countMails(dee), before + 1)
  assert.match((await world.lastMailTo(dee)).text, /because a coordinator of North asks all members/)
})

test('members are offered by the beginning of any of their names, to members only', async () => {
  const { ana, eve, db } = world
  const ask = async (by: Actor, q: string) =>
    world.request(by, `/communities/north/mentions?q=${encodeURIComponent(q)}`)
  await db.updateTable('membership').set({ listed: false }).where('person_id', '=', world.dee.id).execute()

  assert.deepEqual(
    [...(await (await ask(ana, 'ra')).text()).matchAll(/data-name="([^"]*)"/g)].map(([, name]) => name),
    ['Ben Rao', 'Rao'],
  )
  assert.equal(await (await ask(ana, 'dee')).text(), '')
  assert.equal(await (await ask(ana, '%')).text(), '')
  assert.equal((await ask(eve, 'ra')).status, 404)
})

test('nobody settles for another, and a post that is not there is not found', async () => {
  const { ana, ben, cho, eve, db } = world
  await write(ana, 'A last one, @Cho')
  await settle(world)
  const post = (await listPosts(db, await ana.viewer(), thread)).at(-1)
  const form = async (by: Actor) => hiddenFields(await world.page(by, '/today'), '/sign-out')

  await world.send(ben, `/posts/${post?.key}/mention`, await form(ben))
  assert.equal((await world.send(eve, `/posts/${post?.key}/mention`, await form(eve))).status, 404)

  assert.match(await today(cho), /Ana asks you by name/)
})
