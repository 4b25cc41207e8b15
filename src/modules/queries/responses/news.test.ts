import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { openWorld } from '../../../../test/world.ts'
import { endStreams } from '../../../platform/streams.ts'
import { openPage, until } from '../../conversations/news/builders.ts'
import { pass, postQuery, respond } from '../builders.ts'

const world = await openWorld()
after(() => {
  endStreams()
  return world.close()
})

test('an open query learns of a response, when it goes out', async () => {
  const { ben, cho, dee } = world
  const path = await postQuery(world, ben)
  const page = await openPage(world, dee, path)
  assert.equal(page.status, 200)

  await respond(world, cho, path, 'We paid a fitter.')
  await pass(world, '2 minutes')

  assert.ok(await until(() => page.told.length > 0, 2500))
  assert.equal(page.told[0]?.words, 'One new contribution')
  const answer = await world.request(dee, page.told[0]?.href ?? '')
  assert.equal(answer.headers.get('location'), `${path}#post-2`)
})
