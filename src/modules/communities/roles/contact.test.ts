import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const PAGE = '/communities/north/roles'

async function appoint(who: string) {
  const answer = await world.submit(world.ana, PAGE, PAGE, { who, role: 'contact' })
  assert.equal(answer.status, 303)
}

async function shownContact(): Promise<string | undefined> {
  const html = await world.page(null, '/communities')
  return /Ana|Ben|Cho/.exec(html.slice(html.indexOf('>North<')))?.[0]
}

test('a contact named under Roles is the one the community shows; when it ends, the one before comes back', async () => {
  const { ana, db } = world
  await appoint('Ben')
  assert.equal(await shownContact(), 'Ben')
  await appoint('Cho')
  assert.equal(await shownContact(), 'Cho')

  const { key } = await db
    .selectFrom('role')
    .select('key')
    .where('person_id', '=', world.cho.id)
    .executeTakeFirstOrThrow()
  await world.submit(ana, PAGE, `${PAGE}/${key}/removal`)

  assert.equal(await shownContact(), 'Ben')
})
