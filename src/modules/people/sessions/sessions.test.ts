import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { openSession, touchSession } from '../index.ts'
import { deviceInWords } from './device.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const PHONE =
  'Mozilla/5.0 (Linux; Android 14; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile Safari/537.36'
const OFFICE = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0'
const PATH = '/me/sessions'

async function alsoOn(person: Actor, user_agent: string): Promise<Actor> {
  const token = await openSession(world.db, person.id, user_agent, { ip: '203.0.113.7' })
  return { ...person, cookie: `copse=${token}` }
}
const idOf = async (one: Actor, user_agent: string) => {
  const found = world.db.selectFrom('session').select('id').where('person_id', '=', one.id)
  return String((await found.where('user_agent', '=', user_agent).executeTakeFirstOrThrow()).id)
}
const isIn = async (one: Actor) => (await world.request(one, '/today')).status === 200

test('she sees where she is signed in, on what and from where, with the browser she sits at marked (ASVS 7.5.2)', async () => {
  const { ben } = world
  const phone = await alsoOn(ben, PHONE)

  const page = words(await world.page(phone, PATH))

  assert.match(page, /This browser Chrome on Android Signed in .* from the network address 203\.0\.113\.7/)
  assert.match(page, /A browser we do not know Sign out Signed in .* last used /)
  assert.doesNotMatch(page, /This browser A browser we do not know/)
})

test('ASVS 7.4.1: a browser signed out from elsewhere is asked to sign in at its next request', async () => {
  const { cho } = world
  const [phone, office] = [await alsoOn(cho, PHONE), await alsoOn(cho, OFFICE)]
  assert.deepEqual([await isIn(phone), await isIn(office)], [true, true])

  const answer = await world.submit(phone, PATH, `${PATH}/ending`, { session_id: await idOf(cho, OFFICE) })

  assert.equal(answer.headers.get('location'), `${PATH}?ended`)
  assert.deepEqual([await isIn(phone), await isIn(office), await isIn(cho)], [true, false, true])
})

test('all others are signed out at once, and the one she sits in stays (ASVS 7.4.3)', async () => {
  const { dee } = world
  const [phone, office] = [await alsoOn(dee, PHONE), await alsoOn(dee, OFFICE)]

  await world.submit(phone, PATH, `${PATH}/others`)

  assert.deepEqual([await isIn(phone), await isIn(office), await isIn(dee)], [true, false, false])
  assert.doesNotMatch(await world.page(phone, PATH), /Sign out everywhere else/)
})

test('nobody ends the session of another, and a stranger has no list', async () => {
  const { eve, fay } = world
  const phone = await alsoOn(eve, PHONE)
  await alsoOn(fay, OFFICE)

  const answer = await world.submit(fay, PATH, `${PATH}/ending`, { session_id: await idOf(eve, PHONE) })

  assert.equal(answer.status, 404)
  assert.equal((await world.submit(fay, PATH, `${PATH}/ending`, { session_id: 'x' })).status, 404)
  assert.equal(await isIn(phone), true)
  assert.match((await world.request(null, PATH)).headers.get('location') ?? '', /^\/sign-in/)
})

test('the list asks as often for one session as for many', async () => {
  const { gus } = world
  const one = await countStatements(() => world.page(gus, PATH))
  for (const agent of [PHONE, OFFICE, PHONE]) await alsoOn(gus, agent)

  assert.equal(await countStatements(() => world.page(gus, PATH)), one)
})

test('a device is said in words', () => {
  const said = [
    PHONE,
    OFFICE,
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Mobile/15E148 Safari/604.1',
    'curl/8',
    null,
  ]
  assert.deepEqual(said.map(deviceInWords), [
    'Chrome on Android',
    'Firefox on Windows',
    'Safari on iPhone',
    'A browser we do not know',
    'A browser we do not know',
  ])
})

test('ASVS 7.2.4: signing in again gives another token and ends the one before', async () => {
  const { rao } = world
  const path = (await world.submit(rao, '/sign-in', '/sign-in', { address: rao.address })).headers.get('location') ?? ''
  await world.work()
  const code = /^\d{6}/.exec((await world.lastMailTo(rao)).subject)?.[0] ?? ''

  const answer = await world.submit(rao, path, path, { code })

  const cookie = /copse=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
  assert.notEqual(cookie, rao.cookie)
  assert.deepEqual([await isIn({ ...rao, cookie }), await isIn(rao)], [true, false])
})

test('ASVS 7.3.2: after 180 days she signs in again, however often the browser is used', async () => {
  const { ana, db } = world
  const found = db.selectFrom('session').select('id').where('person_id', '=', ana.id)
  const { id } = await found.executeTakeFirstOrThrow()
  for (let month = 0; month < 5; month++) {
    await world.travel('35 days')
    assert.equal(await isIn(ana), true)
    await touchSession(world.db, id)
  }
  await world.travel('6 days')

  assert.equal(await isIn(ana), false)
})
