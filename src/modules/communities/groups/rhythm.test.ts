import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { verbsOf } from '../doors/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a declared rhythm that is missed is a need of the coordinator and a fact, and no mail', async () => {
  const { eve, south, db } = world
  const path = '/communities/south/charter'
  await world.submit(eve, path, path, { purpose: 'We keep the south.', joining: 'ask', rhythm_days: '14' })
  const mails = (await world.mailsTo(eve)).length
  assert.doesNotMatch(words(await world.page(eve, '/today')), /quiet for longer/)
  await world.travel('15 days')
  await world.work()
  assert.match(words(await world.page(eve, '/today')), /South has been quiet for longer than its rhythm of 14 days/)
  assert.equal((await verbsOf(world, 'rhythm.missed')).length, 1)
  assert.equal((await world.mailsTo(eve)).length, mails)

  await db
    .insertInto('activity')
    .values({ via: 'page', verb: 'thread.opened', subject_kind: 'thread', subject_id: 1, community_id: south.id })
    .execute()
  assert.doesNotMatch(words(await world.page(eve, '/today')), /quiet for longer/)
})
