import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { findCommunityById } from '../communities/index.ts'
import { openTalk, settle } from './builders.ts'
import { listPosts, startTalk } from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const bodies = async (thread: { id: number }) =>
  (await listPosts(world.db, await world.ana.viewer(), thread)).map(({ body }) => body)

test('each message goes to those who want each, with the name of its writer, and not to the writer', async () => {
  const { ana, ben, eve, gus } = world
  const thread = await openTalk(world, ana, 'Who has built with *bamboo*?')

  const letter = await world.lastMailTo(ben)
  assert.match(letter.subject, /Sheds before the monsoon/)
  assert.match(letter.headers, /^From: .*Ana via North/m)
  assert.match(letter.headers, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m)
  assert.match(letter.text, /Ana \(Office of Ana\) writes:/)
  assert.match(letter.text, /Who has built with/)
  assert.ok(letter.text.includes(`http://copse.test/communities/north/talk/${thread.key}#post-1`))
  assert.match(letter.text, /Readable by the 5 members of North/)
  for (const other of [ana, eve, gus]) assert.deepEqual(await world.mailsTo(other), [])
})

test('a reply is a post in the thread, acknowledged at once and distributed after five minutes', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana, 'Who knows a mason?')
  await world.reply(ben, 'I know one in Gaya.')
  await world.work()

  const acknowledgement = await world.lastMailTo(ben)
  assert.match(acknowledgement.headers, /^Auto-Submitted: auto-replied/m)
  assert.equal(acknowledgement.text.match(/Reply “undo” within five minutes/g)?.length, 1)
  assert.doesNotMatch((await world.lastMailTo(cho)).text, /Gaya/)
  await settle(world)

  assert.deepEqual(await bodies(thread), ['Who knows a mason?', 'I know one in Gaya.'])
  assert.match((await world.lastMailTo(cho)).text, /Ben \(Office of Ben\) writes:\s+I know one in Gaya\./)
})

test('“undo” takes a mailed contribution back while there is time', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana, 'Which cement?')
  await world.reply(ben, 'The grey one, ask my cousin.')
  await world.work()

  await world.reply(ben, 'Undo')
  await settle(world)

  assert.deepEqual(await bodies(thread), ['Which cement?', null])
  assert.match((await world.lastMailTo(ben)).text, /It is gone/)
  assert.doesNotMatch((await world.lastMailTo(cho)).text, /cousin/)
})

test('“undo” after five minutes is answered: it has gone out', async () => {
  const { ana, ben } = world
  const thread = await openTalk(world, ana, 'Which roof?')
  await world.reply(ben, 'Tin roofs are loud.')
  await world.work()
  const acknowledgement = await world.lastMailTo(ben)
  await settle(world)

  await world.reply(ben, 'undo', acknowledgement)
  await world.work()

  assert.match((await world.lastMailTo(ben)).text, /can no longer be undone/)
  assert.deepEqual(await bodies(thread), ['Which roof?', 'Tin roofs are loud.'])
})

test('another word than “undo” to that address posts nothing and says so', async () => {
  const { ana, cho } = world
  const thread = await openTalk(world, ana, 'Which paint?')
  await world.reply(cho, 'White.')
  await world.work()

  await world.reply(cho, 'And two coats of it.')
  await settle(world)

  assert.match((await world.lastMailTo(cho)).text, /reply with the one word/)
  assert.deepEqual(await bodies(thread), ['Which paint?', 'White.'])
})

test('the same mail delivered twice is posted once', async () => {
  const { ana, ben } = world
  const thread = await openTalk(world, ana, 'Which gutter?')
  const letter = await world.lastMailTo(ben)
  await world.reply(ben, 'A wide one.', letter, { messageId: '<one@example.org>' })
  await world.reply(ben, 'A wide one.', letter, { messageId: '<one@example.org>' })
  await settle(world)

  assert.deepEqual(await bodies(thread), ['Which gutter?', 'A wide one.'])
})

test('a letter that waits is not sent for what was withdrawn, nor to whom it no longer is for', async () => {
  const { ana, ben, cho, dee, db } = world
  const before = async () => Promise.all([ben, cho, dee].map(async (one) => (await world.mailsTo(one)).length))
  const counts = await before()
  const viewer = await ana.viewer()
  const community = await findCommunityById(db, world.north.id)
  await startTalk(db, viewer, community, { title: 'Late words', body: 'For some only' })
  await world.travel('3 minutes')
  const { workClocks } = await import('../../platform/clocks.ts')
  await workClocks(
    db,
    world.program.modules.flatMap((module) => module.clocks ?? []),
  )
  await db.updateTable('membership').set({ delivery: 'web' }).where('person_id', '=', cho.id).execute()
  await db.updateTable('membership').set({ state: 'left' }).where('person_id', '=', dee.id).execute()

  await world.work()

  const after = await before()
  assert.deepEqual(
    after.map((count, i) => count - (counts[i] ?? 0)),
    [1, 0, 0],
  )
  await db
    .updateTable('membership')
    .set({ delivery: 'each', state: 'member' })
    .where('community_id', '=', community.id)
    .execute()
})

test('short thanks stand on the page at once and go out in one letter in the evening', async () => {
  const { ana, ben, cho, dee } = world
  const thread = await openTalk(world, ana, 'Here are the drawings.')
  const letter = await world.lastMailTo(ben)
  await world.reply(ben, 'Thank you so much!', letter)
  await world.reply(cho, 'Me too, thanks')
  await settle(world)
  assert.deepEqual((await bodies(thread)).length, 3)
  const before = (await world.mailsTo(dee)).length
  assert.doesNotMatch((await world.lastMailTo(dee)).text, /Thank you so much/)

  await settle(world, '1 day')

  assert.equal((await world.mailsTo(dee)).length, before + 1)
  assert.match((await world.lastMailTo(dee)).text, /Ben: Thank you so much!\s.*Cho: Me too, thanks/s)
})
