import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { clear, DOOR, membershipOf, setDoor, setQuestions } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await clear(world)
  await setQuestions(world, [])
  await setDoor(world, 'open')
})

const ask = (address: string, name = 'Ira Bose') => world.submit(null, DOOR, DOOR, { name, address })
const newcomer = (address: string) => ({ ...world.gus, name: 'Ira Bose', address, cookie: '' })

async function personAt(address: string) {
  const row = await world.db
    .selectFrom('address')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['person.id', 'state', 'verified_at'])
    .where('address', '=', address)
    .executeTakeFirst()
  return { id: row?.id ?? 0, state: row?.state, proven: row?.verified_at != null }
}

async function pathIn(address: string) {
  const { text } = await world.lastMailTo(address)
  return /http:\/\/copse\.test(\/applications\/\w+)/.exec(text)?.[1] ?? ''
}

test('a stranger comes in by her YES to the letter, and by nothing before it', async () => {
  assert.match(words(await (await ask('ira1@example.org')).text()), /We have written to ira1@example\.org/)
  await world.work()
  const before = await personAt('ira1@example.org')
  assert.deepEqual([before.state, before.proven], ['invited', false])
  assert.equal(await membershipOf(world, before), undefined)

  await world.reply(newcomer('ira1@example.org'), 'YES')
  await world.work()

  const after = await personAt('ira1@example.org')
  assert.deepEqual([after.state, after.proven], ['active', true])
  assert.equal(await membershipOf(world, after), 'member internal')
})

test('opening the link changes nothing; its button lets her in and signs her in, once (ASVS 3.5.3, 7.6.2)', async () => {
  await ask('ira2@example.org')
  await world.work()
  const path = await pathIn('ira2@example.org')
  for (let nth = 0; nth < 3; nth++) await world.page(null, path)
  assert.equal(await membershipOf(world, await personAt('ira2@example.org')), undefined)

  const answer = await world.submit(null, path, path)
  assert.match(answer.headers.get('set-cookie') ?? '', /copse=/)
  assert.equal(await membershipOf(world, await personAt('ira2@example.org')), 'member internal')
  assert.match(await world.page(null, path), /This link has been used/)
})

test('the page is the same for a member, for a known person and for nobody; only the letters differ (ASVS 6.3.8)', async () => {
  const { ben, gus } = world
  const pages = []
  for (const address of ['nobody@example.org', ben.address, gus.address]) {
    const html = words(await (await ask(address)).text())
    pages.push(html.replaceAll(address, 'X'))
  }
  assert.deepEqual(new Set(pages).size, 1)
  await world.work()
  assert.match((await world.lastMailTo(ben)).subject, /You are a member of North already/)
  assert.match((await world.lastMailTo(gus)).subject, /Is it you who wants to join North\?/)
  assert.equal(await membershipOf(world, gus), undefined)
})

test('a name cannot carry a message to somebody else’s address, and stands in no text of the letter', async () => {
  for (const name of ['Buy at evil.example', 'http://evil', 'a@b', 'Call 99887766'])
    assert.equal((await ask('ira3@example.org', name)).status, 422)
  assert.equal((await ask('ira3@example.org', 'Dr. R. K. Bose-Sen')).status, 200)
  await world.work()
  assert.doesNotMatch((await world.lastMailTo('ira3@example.org')).text, /Bose/)
})

test('somebody known who proves by the link is not signed in by it, and nobody else can use it', async () => {
  const { gus, eve } = world
  await ask(gus.address)
  await world.work()
  const path = await pathIn(gus.address)
  assert.equal((await world.request(eve, path)).status, 404)

  const answer = await world.submit(null, path, path)
  assert.equal(answer.headers.get('set-cookie'), null)
  assert.equal(await membershipOf(world, gus), 'member internal')
})

test('a request that a stranger made and nobody proved is seen by nobody, and forgotten after two weeks', async () => {
  const { ana } = world
  await setDoor(world, 'ask')
  await ask('ira4@example.org', 'Unproven Person')
  await world.work()
  assert.doesNotMatch(words(await world.page(ana, '/communities/north/applications')), /Unproven Person/)
  assert.equal((await world.mailsTo(ana)).filter(({ subject }) => /asks to join/.test(subject)).length, 0)

  await world.travel('15 days')
  await world.work()
  const { id } = await personAt('ira4@example.org')
  const rows = await world.db.selectFrom('application').select('id').where('person_id', '=', id).execute()
  assert.deepEqual(rows, [])
  assert.equal(id, 0, 'her address is forgotten')
  const names = await world.db.selectFrom('person').select('name').where('name', '=', 'Unproven Person').execute()
  assert.deepEqual(names, [])
})

test('whom a member invited is not forgotten because a stranger typed her address too', async () => {
  const path = '/communities/north/invitation'
  await world.submit(world.ben, path, path, { name: 'Ira Sen', address: 'ira6@example.org', why: 'Because.' })
  await ask('ira6@example.org', 'Somebody Else')
  await world.work()
  await world.travel('15 days')
  await world.work()

  assert.equal((await personAt('ira6@example.org')).state, 'invited')
})

test('one mailbox gets no more by other spellings of its address, and a name breaks no line of a letter (ASVS 1.3.11, 2.4.1)', async () => {
  await clear(world)
  for (const tag of ['', '+a', '+b']) assert.equal((await ask(`ira7${tag}@example.org`, 'Ira\r\nBose')).status, 200)
  assert.equal((await ask('ira7+c@example.org')).status, 409)
  await world.work()
  const { raw } = await world.lastMailTo('ira7@example.org')
  assert.doesNotMatch(raw, /^Bose/m)
})

test('an address gets at most three such letters a day, whoever asks (ASVS 2.3.2, 2.4.1)', async () => {
  for (let nth = 0; nth < 3; nth++) assert.equal((await ask('ira5@example.org')).status, 200)
  assert.equal((await ask('ira5@example.org')).status, 409)
})
