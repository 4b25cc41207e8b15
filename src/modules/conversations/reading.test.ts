import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { openTalk, path, say, settle, words } from './builders.ts'
import { markRead } from './reading.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const upTo = async (person: { id: number }, thread: { id: number }) => {
  const row = await world.db
    .selectFrom('reading')
    .select('up_to')
    .where('person_id', '=', person.id)
    .where('thread_id', '=', thread.id)
    .executeTakeFirst()
  return row?.up_to ?? null
}

test('opening a thread changes nothing; “Mark as read” does, and then nothing is new (ASVS 3.5.3)', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana, 'First')
  await say(world, cho, thread, 'Second')
  await settle(world)
  assert.match(words(await world.page(ben, path(thread))), /2 new: go to the first/)
  assert.equal(await upTo(ben, thread), null)

  const answer = await world.submit(ben, path(thread), `${path(thread)}/reading`)

  assert.equal(answer.status, 303)
  assert.equal(await upTo(ben, thread), 2)
  const page = await world.page(ben, path(thread))
  assert.doesNotMatch(page, / new|Mark as read/)
})

test('the first that is new is where reading goes on', async () => {
  const { ana, ben, cho } = world
  const thread = await openTalk(world, ana, 'First')
  await world.submit(ben, path(thread), `${path(thread)}/reading`)
  await say(world, cho, thread, 'Second')
  await say(world, ana, thread, 'Third')
  await settle(world)

  assert.match(await world.page(ben, path(thread)), new RegExp(`href="${path(thread)}#post-2"[^>]*>2 new`))
  assert.match(await world.page(ben, '/communities/north/talk'), new RegExp(`href="${path(thread)}#post-2"`))
})

test('the place never moves back, nor past what still waits, nor past the end', async () => {
  const { ana, ben, cho, db } = world
  const thread = await openTalk(world, ana, 'First')
  const viewer = await ben.viewer()
  await say(world, cho, thread, 'Waits')
  await markRead(db, viewer, thread, { up_to: 2 })
  assert.equal(await upTo(ben, thread), 1)
  await settle(world)

  await markRead(db, viewer, thread, { up_to: 99 })
  await markRead(db, viewer, thread, { up_to: 1 })

  assert.equal(await upTo(ben, thread), 2)
})

test('what was written before she joined is not new to a member', async () => {
  const { ana, db, north } = world
  const thread = await openTalk(world, ana, 'Before her time')
  const hema = await plantPerson(db, 'Hema')
  await plantMember(db, hema.id, north.id)
  assert.doesNotMatch(words(await world.page(hema, '/communities/north/talk')), /\d new/)

  await say(world, ana, thread, 'In her time')
  await settle(world)

  assert.match(words(await world.page(hema, path(thread))), /1 new: go to the first/)
})

test('nobody marks what she cannot read, and a wrong number is not taken', async () => {
  const { ana, eve } = world
  const thread = await openTalk(world, ana, 'Ours')
  const { hiddenFields } = await import('../../../test/world.ts')
  const hidden = hiddenFields(await world.page(eve, '/communities/south/talk'), '/communities/south/talk')
  const own = hiddenFields(await world.page(world.ben, '/communities/north/talk'), '/communities/north/talk')

  assert.equal((await world.send(eve, `${path(thread)}/reading`, { ...hidden, up_to: '1' })).status, 404)
  assert.equal((await world.send(world.ben, `${path(thread)}/reading`, { ...own, up_to: 'x' })).status, 404)
  assert.equal(await upTo(eve, thread), null)
})

test('sent twice, or twice at once, it is one place', async () => {
  const { ana, cho, db } = world
  const thread = await openTalk(world, ana, 'Twice')
  const viewer = await cho.viewer()

  await Promise.all([1, 2, 3].map(() => markRead(db, viewer, thread, { up_to: 1 })))

  const rows = await db.selectFrom('reading').select('up_to').where('thread_id', '=', thread.id).execute()
  assert.deepEqual(rows, [{ up_to: 1 }])
})
