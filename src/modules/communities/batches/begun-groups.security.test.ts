import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { plantMap } from '../regions/builders.ts'
import { confirm, FILES, linesOf, taken, upload } from './builders.ts'

let world: World
const START = '/communities/new'
const GROUP = '/communities/pumps/invitations/files'
before(async () => {
  world = await openWorld()
  await plantMap(world)
  await world.db.insertInto('cohort').values({ key: 'first', name: '{"en":"First"}' }).execute()
  const group = { name: 'Pumps', purpose: 'Who keeps pumps running.', type: 'interest' }
  await world.submit(world.ben, START, START, group)
})
after(() => world.close())

const fileOf = (count: number, of: string) =>
  `name,email\n${Array.from({ length: count }, (_, nth) => `Member,${of}${nth}@example.org`).join('\n')}`

test('whoever begins a group writes to a hundred strangers a day, in however many files', async () => {
  const { ben } = world
  const first = await taken(world, ben, GROUP, fileOf(60, 'a'))
  assert.equal((await confirm(world, ben, first)).status, 303)
  await world.work()

  const second = await taken(world, ben, GROUP, fileOf(60, 'b'))
  const answer = await confirm(world, ben, second)
  await world.work()

  assert.equal(answer.status, 409)
  assert.match(words(await answer.text()), /files invite at most 100 people a day/)
  assert.equal((await world.mailsTo('a59@example.org')).length, 1)
  assert.equal((await world.mailsTo('b0@example.org')).length, 0)
  await world.travel('25 hours')
  assert.equal((await confirm(world, await again(ben), second)).status, 303)
})

test('a region that was planted is not held to that', async () => {
  const page = await taken(world, await again(world.ana), FILES, fileOf(130, 'c'))
  assert.equal((await confirm(world, await again(world.ana), page)).status, 303)
})

test('the file of such a group changes nobody’s posting, service or cohort', async () => {
  const ben = await again(world.ben)
  await world.db.updateTable('person').set({ organisation: 'Office of Fay' }).where('id', '=', world.fay.id).execute()
  const page = await taken(
    world,
    ben,
    GROUP,
    'name,email,organisation,designation,state,cohort\nFay,fay@example.org,Elsewhere,Clerk,Punjab,First',
  )
  assert.equal((await confirm(world, ben, page)).status, 303)
  await world.work()
  await world.reply(world.fay, 'YES')
  await world.work()

  assert.match((await linesOf(world, ben, page)).join(), /said yes/)
  const { rows } =
    await sql`select organisation, (select count(*)::int from posting where person_id = person.id) as postings,
    (select count(*)::int from cohort_person where person_id = person.id) as cohorts from person where id = ${world.fay.id}`.execute(
      world.db,
    )
  assert.deepEqual(rows, [{ organisation: 'Office of Fay', postings: 0, cohorts: 0 }])
})

test('such a file tells nobody who is known in the network, nor which addresses are one person’s', async () => {
  const ben = await again(world.ben)
  await world.db
    .insertInto('address')
    .values({
      person_id: world.eve.id,
      address: 'eve@home.example',
      is_primary: false,
      verified_at: sql<Date>`app_now()`,
    })
    .execute()
  const file = (first: string, second: string) =>
    `name,email,second address\nAll,${first},cho@example.org\nAll,${second},dee@example.org\nAll,gus@example.org,ana@example.org`
  const lines = async (first: string, second: string) =>
    (await linesOf(world, ben, await taken(world, ben, GROUP, file(first, second)))).join()

  assert.equal(await lines('rao@example.org', 'eve@example.org'), await lines('nobody@example.org', 'eve@example.org'))
  assert.equal(
    await lines('eve@example.org', 'eve@home.example'),
    await lines('nobody1@example.org', 'nobody2@example.org'),
  )
})

test('files of a community are not there for its members, strangers and other coordinators', async () => {
  const ana = await again(world.ana)
  const page = await taken(world, ana, FILES, fileOf(2, 'd'))
  for (const other of [null, world.dee, world.gus, world.eve, world.ben]) {
    const actor = other && (await again(other))
    assert.notEqual((await world.request(actor, page)).status, 200)
    assert.notEqual((await world.request(actor, `${page}/lines.csv`)).status, 200)
  }
  assert.equal((await world.request(ana, page.replace('north', 'pumps'))).status, 404)
  for (const bomb of ['PK\u0003\u0004 no table', '\u0000\u0001\u0002', 'sep="\nname"email\n"', '"'.repeat(300_000)])
    assert.equal((await upload(world, ana, FILES, bomb)).status, 422)
})

/** Signed in at this moment, whatever time has passed. */
async function again<A extends { id: number }>(actor: A): Promise<A> {
  await sql`update session set seen_at = app_now() where person_id = ${actor.id}`.execute(world.db)
  return actor
}
