import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, type World } from '../../../../test/world.ts'
import { addPasskey, challengeOf, cookieOf, newPasskey, OWN, openSecureWorld, signInWith } from './builders.ts'
import { newDevice, type Oddity } from './device.fixture.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const DOOR = '/sign-in/passkey'
const enter = (answer: string) => world.submit(null, '/sign-in', DOOR, { answer })
const asked = () => challengeOf(world, null, '/sign-in', `${DOOR}/challenge`)

test('a key made or used for another site, or without finger, face or PIN, opens nothing', async () => {
  const { ben } = world
  const odd: Oddity[] = [
    { origin: 'https://evil.example' },
    { origin: 'http://copse.test' },
    { origin: 'https://copse.test.evil.example' },
    { rpId: 'evil.example' },
    { unverified: true },
  ]
  for (const one of odd) {
    const refused = await addPasskey(world, ben, newDevice(), one)
    assert.equal(refused.status, 422, JSON.stringify(one))
  }
  const device = await newPasskey(world, ben)
  for (const one of odd) {
    const refused = await signInWith(world, device, one)
    assert.deepEqual([refused.status, cookieOf(refused)], [422, undefined], JSON.stringify(one))
  }
  assert.equal((await signInWith(world, device)).status, 303)
})

test('ASVS 6.7.2: a challenge is long, used once, and good for five minutes', async () => {
  const device = await newPasskey(world, world.cho)
  const first = await asked()
  assert.ok(Buffer.from(first.challenge, 'base64url').length >= 32)
  const answer = device.sign(first)
  assert.equal((await enter(answer)).status, 303)

  assert.equal((await enter(answer)).status, 422, 'the same answer again')
  assert.equal((await enter(device.sign(first))).status, 422, 'the same challenge signed anew')
  const old = await asked()
  await world.travel('5 minutes')
  assert.equal((await enter(device.sign(old))).status, 422, 'too old')
  assert.equal((await enter(device.sign({ challenge: 'bWFkZSB1cA' }))).status, 422, 'never given')
  const { rows } = { rows: await world.db.selectFrom('passkey_challenge').select('hash').execute() }
  assert.ok(!rows.some(({ hash }) => hash === old.challenge), 'only its hash is kept')
})

test('a try that failed has used its challenge up', async () => {
  const { dee } = world
  const given = await challengeOf(world, dee, OWN, `${OWN}/passkeys/challenge`)
  const add = (odd: Oddity) => {
    const answer = newDevice().make(given, odd)
    return world.submit(dee, OWN, `${OWN}/passkeys`, { name: 'Key', answer })
  }
  assert.equal((await add({ origin: 'https://evil.example' })).status, 422)

  assert.equal((await add({})).status, 422)
})

test('a challenge counts for what and for whom it was given', async () => {
  const { eve, fay } = world
  const device = await newPasskey(world, eve)
  const forAdding = await challengeOf(world, eve, OWN, `${OWN}/passkeys/challenge`)
  assert.equal((await enter(device.sign(forAdding))).status, 422)

  const forSigning = await asked()
  const misused = newDevice().make({ ...forSigning, user: { id: 'x' } })
  assert.equal((await world.submit(eve, OWN, `${OWN}/passkeys`, { name: 'Key', answer: misused })).status, 422)
  const hers = await challengeOf(world, eve, OWN, `${OWN}/passkeys/challenge`)
  const stolen = newDevice().make(hers)
  assert.equal((await world.submit(fay, OWN, `${OWN}/passkeys`, { name: 'Key', answer: stolen })).status, 422)
})

test('the key of one opens nothing of another', async () => {
  const { ana, rao, db } = world
  const [hers, his] = [await newPasskey(world, ana), await newPasskey(world, rao)]
  assert.equal((await signInWith(world, his, { credential_id: hers.id })).status, 422, 'her name, his key')
  const handle = Buffer.from(ana.key).toString('base64url')
  assert.equal((await signInWith(world, his, { userHandle: handle })).status, 422, 'his key, her handle')
  assert.equal((await addPasskey(world, rao, newDevice(), { credential_id: hers.id })).status, 422, 'taken already')

  const owners = db.selectFrom('passkey').select('person_id').where('credential_id', '=', hers.id)
  assert.deepEqual(await owners.execute(), [{ person_id: ana.id }])
})

test('a key whose count goes back may be a copy: it opens nothing, and she is told', async () => {
  const { gus } = world
  const device = await newPasskey(world, gus)
  assert.equal((await signInWith(world, device, { counter: 10 })).status, 303)
  for (const counter of [10, 4, 0]) assert.equal((await signInWith(world, device, { counter })).status, 422)
  await world.work()

  assert.match((await world.lastMailTo(gus)).subject, /Somebody may have copied your passkey/)
  assert.match(await world.page(gus, OWN), /Somebody may have copied it/)
  assert.equal((await signInWith(world, device, { counter: 11 })).status, 303, 'the one that counts on is still hers')
})

test('of two answers with the same count at once, one signs in', async () => {
  const { fay } = world
  const device = await newPasskey(world, fay)
  const [one, two] = [await asked(), await asked()]

  const answers = await Promise.all([enter(device.sign(one, { counter: 7 })), enter(device.sign(two, { counter: 7 }))])

  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
})

test('ASVS 7.4.2: the passkey of somebody who is suspended opens nothing', async () => {
  const { dee, db } = world
  const device = await newPasskey(world, dee)
  await db.updateTable('person').set({ state: 'suspended' }).where('id', '=', dee.id).execute()

  const refused = await signInWith(world, device)

  assert.equal(refused.status, 422)
  await db.updateTable('person').set({ state: 'active' }).where('id', '=', dee.id).execute()
  assert.equal((await signInWith(world, device)).status, 303)
})

test('ASVS 6.3.8: nothing tells whether a passkey is known: the question and the refusals are alike', async () => {
  const device = await newPasskey(world, world.ben)
  assert.equal((await asked()).allowCredentials, undefined)
  const known = await (await signInWith(world, device, { unverified: true })).text()
  const unknown = await (await signInWith(world, newDevice())).text()
  const plain = (html: string) => html.replace(/name="once" value="[^"]+"/g, '')

  assert.equal(plain(known), plain(unknown))
  assert.match(known, /This passkey does not open anything here/)
})

test('ASVS 6.3.1: a key is tried ten times in a quarter of an hour, and a network fifty times', async () => {
  const device = await newPasskey(world, world.ben)
  for (let nth = 0; nth < 10; nth++) assert.equal((await signInWith(world, device, { unverified: true })).status, 422)
  assert.match(await (await signInWith(world, device)).text(), /many tries in a short time/)

  for (let nth = 0; nth < 40; nth++) await signInWith(world, newDevice())
  const other = await newPasskey(world, world.cho)
  assert.match(await (await signInWith(world, other)).text(), /many tries in a short time/)
})

test('no page of another site asks, adds or signs in', async () => {
  const { ben } = world
  const device = newDevice()
  const fields = hiddenFields(await world.page(ben, OWN), `${OWN}/passkeys`)
  const given = await challengeOf(world, ben, OWN, `${OWN}/passkeys/challenge`)
  const body = () => new URLSearchParams({ ...fields, name: 'Key', answer: device.make(given) })
  const send = (path: string, headers: Record<string, string>) =>
    world.request(ben, path, { method: 'POST', body: body(), headers })

  for (const path of [`${OWN}/passkeys`, `${OWN}/passkeys/challenge`, DOOR, `${DOOR}/challenge`])
    assert.equal((await send(path, { origin: 'https://evil.example' })).status, 403)
  const { csrf: _, ...without } = fields
  const unsigned = new URLSearchParams({ ...without, name: 'Key', answer: device.make(given) })
  assert.equal((await world.request(ben, `${OWN}/passkeys`, { method: 'POST', body: unsigned })).status, 401)
  assert.equal((await world.request(null, OWN)).status, 303)
})

test('nobody is led to another house after a passkey', async () => {
  const device = await newPasskey(world, world.cho)
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example'])
    assert.equal((await signInWith(world, device, {}, next)).headers.get('location'), '/today', next)
})
