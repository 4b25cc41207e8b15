import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { openTalk, path, say, settle } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const countMails = async (actor: Actor) => (await world.mailsTo(actor)).length

test('a muted conversation sends nothing, all other mail comes', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana, 'Too much of this')
  const answer = await world.submit(ben, path(thread), `${path(thread)}/wish`, { wish: 'mute' })
  const before = [await countMails(ben), await countMails(cho)]

  await say(world, ana, thread, 'And more of it')
  await settle(world)
  await openTalk(world, ana, 'Something else')

  assert.equal(answer.status, 303)
  assert.deepEqual([await countMails(ben), await countMails(cho)], [(before[0] ?? 0) + 1, (before[1] ?? 0) + 2])
  assert.match(await world.page(ben, '/communities/north/talk'), /without mail/)
})

test('a followed conversation comes message by message where all else comes in the digest', async () => {
  const { ana, dee, db } = world
  await db.updateTable('membership').set({ delivery: 'digest' }).where('person_id', '=', dee.id).execute()
  const thread = await openTalk(world, ana, 'Of interest')
  const before = await countMails(dee)
  await world.submit(dee, path(thread), `${path(thread)}/wish`, { wish: 'follow' })

  await say(world, ana, thread, 'The next of it')
  await settle(world)

  assert.equal(await countMails(dee), before + 1)
  assert.match((await world.lastMailTo(dee)).text, /The next of it.*because you follow this conversation/s)
  await world.submit(dee, path(thread), `${path(thread)}/wish`, { wish: 'none' })
  await say(world, ana, thread, 'Not followed any more')
  await settle(world)
  assert.equal(await countMails(dee), before + 1)
})

test('who gets no mail of the community gets none of a conversation she follows', async () => {
  const { ana, dee, db } = world
  const thread = await openTalk(world, ana, 'Followed and stopped')
  await world.submit(dee, path(thread), `${path(thread)}/wish`, { wish: 'follow' })
  await db.updateTable('membership').set({ delivery: 'web' }).where('person_id', '=', dee.id).execute()
  const before = await countMails(dee)

  await say(world, ana, thread, 'Not for her')
  await settle(world)

  assert.equal(await countMails(dee), before)
})

test('the link of a letter shows what it stops and changes nothing; its button stops exactly this conversation', async () => {
  const { ana, cho, db } = world
  const thread = await openTalk(world, ana, 'Stop this one')
  const link = /http:\/\/copse\.test(\/mute\/\S+)/.exec((await world.lastMailTo(cho)).text)?.[1] ?? ''
  const wishes = () =>
    db.selectFrom('thread_wish').select(['wish', 'thread_id']).where('person_id', '=', cho.id).execute()

  assert.match(await world.page(null, link), /Stop the mail of this conversation/)
  assert.deepEqual(await wishes(), [])
  const answer = await world.submit(null, link, link)

  assert.equal(answer.status, 200)
  assert.match(await answer.text(), /You get no mail of this conversation/)
  assert.deepEqual(await wishes(), [{ wish: 'mute', thread_id: thread.id }])
  assert.match(await world.page(null, link), /You get no mail of this conversation/)
})

test('a forged link is not found, nor is that of one who has left', async () => {
  const { ana, cho, db } = world
  await openTalk(world, ana, 'Stop another')
  const link = /http:\/\/copse\.test(\/mute\/\S+)/.exec((await world.lastMailTo(cho)).text)?.[1] ?? ''

  assert.equal((await world.request(null, `${link.slice(0, -1)}${link.endsWith('0') ? '1' : '0'}`)).status, 404)
  await db.updateTable('membership').set({ state: 'left' }).where('person_id', '=', cho.id).execute()
  assert.equal((await world.request(null, link)).status, 404)
  await db.updateTable('membership').set({ state: 'member' }).where('person_id', '=', cho.id).execute()
})

test('an outsider cannot wish for a conversation she does not see, nor anybody for what is not offered', async () => {
  const { ana, ben, eve } = world
  const thread = await openTalk(world, ana, 'Ours')
  const { hiddenFields } = await import('../../../test/world.ts')
  const hidden = hiddenFields(await world.page(eve, '/communities/south/talk'), '/communities/south/talk')

  assert.equal((await world.send(eve, `${path(thread)}/wish`, { ...hidden, wish: 'follow' })).status, 404)
  assert.equal((await world.submit(ben, path(thread), `${path(thread)}/wish`, { wish: 'hourly' })).status, 404)
})

test('a letter that waits is not sent to whom the conversation is muted for since', async () => {
  const { ana, ben, db } = world
  const thread = await openTalk(world, ana, 'Waits')
  await say(world, ana, thread, 'Muted in between')
  const before = await countMails(ben)
  await world.travel('3 minutes')
  const { workClocks } = await import('../../platform/clocks.ts')
  await workClocks(
    db,
    world.program.modules.flatMap((module) => module.clocks ?? []),
  )
  await world.submit(ben, path(thread), `${path(thread)}/wish`, { wish: 'mute' })

  await world.work()

  assert.equal(await countMails(ben), before)
})
