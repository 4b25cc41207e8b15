import assert from 'node:assert/strict'
import { performance } from 'node:perf_hooks'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { findCommunity } from '../../communities/index.ts'
import { roomOf } from '../composing.ts'
import { findNamed } from './names.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function milliseconds(body: string) {
  const room = roomOf(await findCommunity(world.db, 'north'))
  const from = performance.now()
  const { people } = await findNamed(world.db, room, body)
  return { took: performance.now() - from, names: people.map(({ name }) => name) }
}

test('a text full of names is read in the time of a text (ASVS 1.3.12)', async () => {
  await milliseconds('@Cho')
  const all = await milliseconds(`${'@Cho @Ben '.repeat(9_900)}@Dee`)
  assert.deepEqual(all.names, ['Ben', 'Cho', 'Dee'])
  assert.ok(all.took < 400, `${Math.round(all.took)} ms`)

  const none = await milliseconds('@q '.repeat(33_000))
  assert.deepEqual(none.names, [])
  assert.ok(none.took < 400, `${Math.round(none.took)} ms`)
})
