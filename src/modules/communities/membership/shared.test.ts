import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a profile says in which communities its reader can ask her, and names no other', async () => {
  const { db, ben, cho, eve, south } = world
  await plantMember(db, cho.id, south.id)

  assert.match(words(await world.page(ben, `/people/${cho.key}`)), /Ask in a community you share North(?! South)/)
  assert.match(words(await world.page(eve, `/people/${cho.key}`)), /Ask in a community you share South/)
  assert.doesNotMatch(words(await world.page(eve, `/people/${cho.key}`)), /North/)
  assert.doesNotMatch(words(await world.page(cho, `/people/${cho.key}`)), /Ask in a community/)
})
