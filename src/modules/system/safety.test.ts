import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { MAIL_RESTS } from '../../platform/rest.ts'
import { keepSetting } from '../../platform/settings.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMember(world.db, world.dee.id, world.network.id)
  await plantRole(world.db, world.dee.id, world.network.id, 'administrator')
})
after(() => world.close())

const page = async (path: string, actor = world.dee) => words(await world.page(actor, path))
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()

test('the administrator is told when no backup was made, or none for more than eight days; in a demonstration never', async () => {
  const { db, network } = world
  assert.match(await page('/today'), /No backup has been made so far You keep the instance\. See the last backup/)
  assert.match(await page('/network/system'), /Last backup None so far/)
  assert.doesNotMatch(await page('/today', world.ana), /backup/)

  await keepSetting(db, 'backup.last', daysAgo(9))
  assert.match(await page('/today'), /The last backup was made on \w+ \d/)
  await db.updateTable('community').set({ demonstration: true }).where('id', '=', network.id).execute()
  assert.doesNotMatch(await page('/today'), /backup/)
  await db.updateTable('community').set({ demonstration: false }).where('id', '=', network.id).execute()
  await keepSetting(db, 'backup.last', daysAgo(7))

  assert.doesNotMatch(await page('/today'), /backup/)
  assert.match(await page('/network/system'), /Last backup \w+ \d+ \w+ 20/)
})

test('a restored instance says that it sends nothing yet; the administrator lets it send, once, and nobody else does', async () => {
  const { db, ana, dee } = world
  await keepSetting(db, MAIL_RESTS, 'yes')
  assert.match(await page('/today'), /This instance was restored and sends nothing yet/)
  const waking = '/network/system/waking'
  for (const other of [ana, world.gus]) {
    const token = hiddenFields(await world.page(other, '/today'), '/sign-out')
    assert.equal((await world.send(other, waking, token)).status, 404)
  }
  assert.match(await page('/network/system'), /sends nothing yet/)

  const answer = await world.submit(dee, '/network/system', waking)

  assert.match(words(await world.page(dee, answer.headers.get('location') ?? '')), /Mail goes out again\./)
  assert.doesNotMatch(await page('/network/system'), /sends nothing yet/)
  assert.doesNotMatch(await page('/today'), /sends nothing yet/)
  const facts = await db.selectFrom('activity').select('actor_id').where('verb', '=', 'mail.woken').execute()
  assert.deepEqual(facts, [{ actor_id: dee.id }])
})
