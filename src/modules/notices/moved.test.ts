import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { postHerself } from '../communities/placement/builders.ts'
import { areaId, plantMap } from '../communities/regions/builders.ts'
import { atHour, choose, digestsOf, lastDigest, openOnly, talk } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMap(world)
  await sql`update membership set because = 'posting' where community_id = ${world.north.id}`.execute(world.db)
  await sql`update person set area_id = ${await areaId(world, 'IN-DL')} where id = ${world.ben.id}`.execute(world.db)
  await atHour(world, 12)
  await choose(world, world.ben, 'digest')
})
after(() => world.close())

test('whoever moves while her digest is being made gets nothing of the region she left; the next is of the new one', async () => {
  const { ana, eve, ben, south } = world
  await atHour(world, 12)
  await postHerself(world, ben, 'IN-KA')
  await talk(world, ana, 'For the old region', 'Of the north alone.')
  await openOnly(world)

  await world.submit(ben, '/me/transfer', '/me/transfer', { answer: 'yes' })
  await world.work()

  const mails = await world.mailsTo(ben)
  assert.match(mails.map(({ subject }) => subject).join(), /You are in South now/)
  assert.doesNotMatch(mails.map(({ text }) => text).join(), /Of the north alone/)
  await atHour(world, 12)
  await talk(world, eve, 'For the new region', 'Of the south alone.', south.id)
  await talk(world, ana, 'Once more', 'Of the north alone, again.')
  await atHour(world, 8)
  assert.equal((await digestsOf(world, ben)).length, 1)
  const { subject, text } = await lastDigest(world, ben)
  assert.match(subject, /^\[South\] 1 message — /)
  assert.match(text, /Of the south alone/)
  assert.doesNotMatch(text, /Of the north alone/)
})
