import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { askedAt, longIn, mailedTo, show } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const LIST = '/me/addresses'
const SESSIONS = '/me/sessions'
const begun = (person: { id: number }) =>
  world.db.selectFrom('address_proof').select(['address', 'kind']).where('person_id', '=', person.id).execute()

test('ASVS 7.5.1: long after she came in she shows that it is she, and the address she typed goes on by itself', async () => {
  const ben = await longIn(world, world.ben)
  const typed = { address: 'ben@home.example', kind: 'personal' }

  const path = await askedAt(await world.submit(ben, LIST, LIST, typed))
  assert.deepEqual(await begun(ben), [])
  assert.match(words(await world.page(ben, path)), /What you entered is kept and goes on from here/)
  const { answer } = await show(world, ben, path, await mailedTo(world, ben))

  assert.match(answer.headers.get('location') ?? '', /^\/me\/addresses\/\w{16}$/)
  assert.deepEqual(await begun(ben), [typed])
  const [mail] = (await world.mailsTo(ben)).slice(-1)
  assert.match(mail?.text ?? '', /within 10 minutes, on the page\sthat asked for it/)
  assert.match(mail?.text ?? '', /give this code to nobody, and sign that browser out/)
})

test('ASVS 7.5.1: within a quarter of an hour of coming in, or of a proof, nothing is asked', async () => {
  const cho = await longIn(world, world.cho)
  const path = await askedAt(await world.submit(cho, LIST, LIST, { address: 'cho@home.example' }))
  const { person } = await show(world, cho, path, await mailedTo(world, cho))
  const add = (address: string) => world.submit(person, LIST, LIST, { address })

  await world.travel('14 minutes')
  assert.match((await add('cho@office.example')).headers.get('location') ?? '', /^\/me\/addresses\//)
  await world.travel('1 minute')
  await askedAt(await add('cho@third.example'))
  assert.deepEqual(
    (await begun(cho)).map(({ address }) => address),
    ['cho@home.example', 'cho@office.example'],
  )
})

test('ASVS 7.5.2: other browsers are signed out after a fresh proof, one and all of them', async () => {
  const [here, phone, office] = [
    await longIn(world, world.dee),
    await longIn(world, world.dee, 'Phone'),
    await longIn(world, world.dee, 'Office'),
  ]
  const isIn = async (one: typeof here) => (await world.request(one, '/today')).status === 200
  const found = world.db.selectFrom('session').select('id').where('user_agent', '=', 'Phone')
  const session_id = String((await found.executeTakeFirstOrThrow()).id)

  const path = await askedAt(await world.submit(here, SESSIONS, `${SESSIONS}/ending`, { session_id }))
  assert.deepEqual([await isIn(phone), await isIn(office)], [true, true])
  const { person, answer } = await show(world, here, path, await mailedTo(world, here))

  assert.equal(answer.headers.get('location'), `${SESSIONS}?ended`)
  assert.deepEqual([await isIn(phone), await isIn(office), await isIn(person)], [false, true, true])
  await world.submit(person, SESSIONS, `${SESSIONS}/others`)
  assert.deepEqual([await isIn(office), await isIn(person)], [false, true])
})

test('a new code can be asked for: the one before is of no use to it, and what she typed is still there', async () => {
  const rao = await longIn(world, world.rao)
  const first = await askedAt(await world.submit(rao, LIST, LIST, { address: 'rao@home.example' }))
  const old = await mailedTo(world, rao)
  const again = await world.submit(rao, first, `${first}/mail`)
  const second = await askedAt(again)
  assert.notEqual(second, first)

  assert.equal((await show(world, rao, second, old)).shown.status, 422)
  const { answer } = await show(world, rao, second, await mailedTo(world, rao))

  assert.match(answer.headers.get('location') ?? '', /^\/me\/addresses\//)
  assert.deepEqual(
    (await begun(rao)).map(({ address }) => address),
    ['rao@home.example'],
  )
})

test('the same wish for a code twice mails one code', async () => {
  const fay = await longIn(world, world.fay)
  const path = await askedAt(await world.submit(fay, LIST, LIST, { address: 'fay@home.example' }))
  const fields = hiddenFields(await world.page(fay, path), `${path}/mail`)
  const before = await countMails()

  const answers = [await world.send(fay, `${path}/mail`, fields), await world.send(fay, `${path}/mail`, fields)]

  assert.equal(answers[0]?.headers.get('location'), answers[1]?.headers.get('location'))
  assert.equal(await countMails(), before + 1)
  async function countMails() {
    await world.work()
    return (await world.mailsTo(fay)).length
  }
})

test('nothing typed is a form again, a code used twice leads back, and “not now” leads to where she was', async () => {
  const eve = await longIn(world, world.eve)
  const fields = hiddenFields(await world.page(eve, LIST), LIST)
  const body = new URLSearchParams({ ...fields, address: 'eve@home.example' })
  const headers = { referer: 'http://copse.test/me/addresses?from=here', origin: 'http://copse.test' }
  const path = await askedAt(await world.request(eve, LIST, { method: 'POST', body, headers }))
  assert.match(await world.page(eve, path), /<a href="\/me\/addresses\?from=here">Not now/)
  const empty = await world.submit(eve, path, path, { proof: ' ' })
  assert.deepEqual([empty.status, /Write the code/.test(await empty.text())], [422, true])

  const proof = await mailedTo(world, eve)
  const sent = { ...hiddenFields(await world.page(eve, path), path), proof }
  const { person } = await show(world, eve, path, proof)
  const twice = await world.send(person, path, sent)

  assert.deepEqual([twice.status, twice.headers.get('location')], [303, '/me/addresses?from=here'])
  assert.equal((await begun(eve)).length, 1)
})

test('ASVS 7.4.3: after a way in has changed, the page offers to sign out all other browsers', async () => {
  const { gus } = world
  const other = await longIn(world, gus)
  const ask = /Should one of your other browsers not stay signed in/
  assert.doesNotMatch(words(await world.page(gus, LIST)), ask)

  for (const page of [`${LIST}?saved`, '/me/sign-in?saved', '/me/sign-in?removed'])
    assert.match(words(await world.page(gus, page)), ask, page)
  const answer = await world.submit(gus, `${LIST}?saved`, `${SESSIONS}/others`)

  assert.equal(answer.headers.get('location'), `${SESSIONS}?ended`)
  assert.deepEqual(
    [(await world.request(other, '/today')).status, (await world.request(gus, '/today')).status],
    [303, 200],
  )
})
