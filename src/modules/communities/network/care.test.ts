import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db, gus, network } = world
  await plantMember(db, gus.id, network.id)
  await plantRole(db, gus.id, network.id, 'administrator')
})
after(() => world.close())

const hrefs = (html: string) => [...html.matchAll(/href="(\/[^"]+)"/g)].map(([, href]) => href ?? '')
const careIn = (html: string) => hrefs(/<nav aria-labelledby="care">.*?<\/nav>/s.exec(html)?.[0] ?? '')

test('administrators find every page of their care on the page of the network, and each opens; others see none of it', async () => {
  const care = careIn(await world.page(world.gus, '/network'))

  assert.equal(care.length, 7)
  for (const path of care) assert.equal((await world.request(world.gus, path)).status, 200, path)
  assert.deepEqual(careIn(await world.page(world.ben, '/network')), [])
  assert.deepEqual(careIn(await world.page(null, '/network')), [])
})

test('what is a member’s own is two taps away from every page', async () => {
  const menu = hrefs(await world.page(world.ben, '/network'))

  for (const path of ['/me/collections', '/me/bookmarks', '/me/mail', '/me/addresses']) {
    assert.ok(menu.includes(path), path)
    assert.equal((await world.request(world.ben, path)).status, 200, path)
  }
})
