import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from '../../../platform/db.ts'
import { ask, forget, type Kept, newest, openKept, verbs, wordsOf } from './builders.ts'

let world: Kept
before(async () => {
  world = await openKept()
})
beforeEach(() => forget(world))
after(() => world.close())

const PAIR = '/network/break-glass'
const name = (first: string, second: string) => world.submit(world.gus, PAIR, `${PAIR}/pair`, { first, second })

test('NO by mail refuses; YES of an administrator is sent to the page, since a mail proves no second factor', async () => {
  await ask(world, world.gus)
  await world.work()
  await world.reply(world.hal, 'YES')
  await world.work()
  const back = await world.lastMailTo(world.hal)
  assert.match(back.text.replace(/\s+/g, ' '), /agreeing needs your second factor/)
  assert.ok(back.text.includes(await newest(world)))
  assert.deepEqual(await verbs(world), ['asked'])

  const asked = (await world.mailsTo(world.hal)).findLast(({ replyTo }) => replyTo !== '')
  await world.reply(world.hal, 'No.', asked)
  await world.work()
  assert.deepEqual(await verbs(world), ['asked', 'refused'])
})

test('a pair that was named holds after a week: then one of the two agrees, by mail too, and administrators do not', async () => {
  assert.equal((await name('Ben', 'fay@example.org')).status, 303)
  await world.work()
  assert.match((await world.lastMailTo(world.hal)).subject, /A break-glass pair was named/)
  assert.match((await world.lastMailTo(world.fay)).subject, /A break-glass pair was named/)
  await ask(world, world.gus)
  await world.work()
  assert.match((await world.lastMailTo(world.hal)).subject, /do you agree/)
  await world.submit(world.gus, await newest(world), `${await newest(world)}/ending`)

  await world.travel('8 days')
  await ask(world, world.gus)
  await world.work()
  assert.match((await world.lastMailTo(world.fay)).subject, /do you agree/)
  assert.doesNotMatch(await world.page(world.hal, await newest(world)), /I agree/)
  assert.match(wordsOf(await world.page(world.fay, '/today')), /Gus asks to read the closed room of North/)
  await world.reply(world.fay, 'Yes, if she is quick')
  await world.work()
  assert.deepEqual((await verbs(world)).slice(-1), ['asked'])
  const asked = (await world.mailsTo(world.fay)).findLast(({ replyTo }) => replyTo !== '')
  await world.reply(world.fay, 'YES', asked)
  await world.work()

  assert.deepEqual((await verbs(world)).slice(-2), ['agreed', 'opened'])
  assert.match(wordsOf(await world.page(world.ben, '/communities/north')), /Fay has agreed/)
})

test('a reply from another address than hers does not agree, and the same reply twice agrees once', async () => {
  await sql`insert into break_glass_pair (first_id, second_id, by_id, holds_from)
    values (${world.ben.id}, ${world.fay.id}, ${world.hal.id}, app_now())`.execute(world.db)
  await ask(world, world.gus)
  await world.work()
  const asked = await world.lastMailTo(world.fay)
  await world.reply(world.eve, 'YES', asked)
  await world.work()
  assert.deepEqual(await verbs(world), ['asked'])

  await world.reply(world.fay, 'YES', asked)
  await world.reply(world.fay, 'YES', asked)
  await world.work()
  assert.deepEqual(await verbs(world), ['asked', 'agreed', 'opened'])
})

test('a pair is two different members, named by an administrator', async () => {
  for (const [first, second, says] of [
    ['Ben', '', /Nobody who is a member anywhere/],
    ['Ben', 'Ben', /Name two different people/],
    ['Nobody', 'Ben', /Nobody who is a member anywhere/],
  ] as const) {
    const sent = await name(first, second)
    assert.equal(sent.status, 422)
    assert.match(await sent.text(), says)
  }
  assert.equal((await world.request(world.ana, PAIR)).status, 404)
  const { rows } = await sql`select from break_glass_pair`.execute(world.db)
  assert.equal(rows.length, 0)
})
