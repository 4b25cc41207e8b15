import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import type { Actor, World } from '../../../../test/world.ts'
import { config } from '../../../platform/config.ts'
import { words } from '../../queries/builders.ts'
import { addPasskey, cookieOf, newPasskey, OWN, openSecureWorld, signInWith } from './builders.ts'
import { newDevice } from './device.fixture.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const listed = async (person: Actor) => words(await world.page(person, OWN))
const idOf = async (person: Actor) => {
  const found = world.db.selectFrom('passkey').select('id').where('person_id', '=', person.id).orderBy('id', 'desc')
  return String((await found.executeTakeFirstOrThrow()).id)
}

test('a passkey signs her in without a mail, and leads where she wanted to go', async () => {
  const { ben } = world
  const device = await newPasskey(world, ben)

  const answer = await signInWith(world, device, {}, '/communities/north')

  assert.deepEqual([answer.status, answer.headers.get('location')], [303, '/communities/north'])
  assert.match(answer.headers.get('set-cookie') ?? '', /^__Host-copse=[^;]+; .*HttpOnly; Secure; SameSite=Lax/)
  const browser = { ...ben, cookie: cookieOf(answer) ?? '' }
  assert.match(await world.page(browser, '/today'), /What needs you, Ben/)
  assert.match(await listed(ben), /My phone .*Added .* last used/)
})

test('ASVS 6.3.7: a letter tells her of each new passkey and of each that goes', async () => {
  const { cho } = world
  await newPasskey(world, cho)
  await world.work()
  const added = await world.lastMailTo(cho)
  assert.match(added.subject, /“My phone” is now a passkey of yours/)
  assert.match(added.text, /If it was not you who added it, remove it at once/)

  const answer = await world.submit(cho, OWN, `${OWN}/passkeys/removal`, { passkey_id: await idOf(cho) })
  await world.work()

  assert.equal(answer.headers.get('location'), `${OWN}?removed`)
  assert.match((await world.lastMailTo(cho)).subject, /The passkey “My phone” is removed/)
})

test('ASVS 6.5.6: a passkey that was removed signs nobody in; the mailed code still does', async () => {
  const { dee } = world
  const device = await newPasskey(world, dee)
  assert.equal((await signInWith(world, device)).status, 303)
  await world.submit(dee, OWN, `${OWN}/passkeys/removal`, { passkey_id: await idOf(dee) })

  assert.equal((await signInWith(world, device)).status, 422)
  const begun = await world.submit(null, '/sign-in', '/sign-in', { address: dee.address })
  const path = begun.headers.get('location') ?? ''
  await world.work()
  const code = /^\d{6}/.exec((await world.lastMailTo(dee)).subject)?.[0] ?? ''
  assert.equal((await world.submit(null, path, path, { code })).status, 303)
})

test('she names her passkeys, and nobody else’s', async () => {
  const { eve, fay } = world
  await newPasskey(world, eve)
  await newPasskey(world, fay)
  const rename = async (by: Actor, name: string) =>
    world.submit(by, OWN, `${OWN}/passkeys/name`, { passkey_id: await idOf(eve), name })

  assert.equal((await rename(eve, 'Laptop of the office')).status, 303)
  assert.equal((await rename(fay, 'Stolen')).status, 404)
  assert.equal((await rename(eve, '')).status, 422)

  assert.match(await listed(eve), /Laptop of the office/)
  const removal = await world.submit(fay, OWN, `${OWN}/passkeys/removal`, { passkey_id: await idOf(eve) })
  assert.equal(removal.status, 404)
  assert.match(await listed(eve), /Laptop of the office/)
})

test('the same form sent twice adds one passkey', async () => {
  const { gus, db } = world
  const once = 'the-same-form-twice'
  const device = newDevice()
  const { csrf } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(gus, OWN))?.[1] ?? '' }
  const asked = (await (await world.send(gus, `${OWN}/passkeys/challenge`, { csrf })).json()) as never
  const fields = { csrf, once, name: 'Key', answer: device.make(asked) }

  const answers = [await world.send(gus, `${OWN}/passkeys`, fields), await world.send(gus, `${OWN}/passkeys`, fields)]

  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  assert.equal((await db.selectFrom('passkey').select('id').where('person_id', '=', gus.id).execute()).length, 1)
})

test('a name is needed, what she typed stays, and nonsense instead of a key is refused', async () => {
  const { rao } = world
  assert.match(await (await addPasskey(world, rao, newDevice(), {}, '')).text(), /Give it a name/)
  for (const answer of ['', '{}', 'null', '[1]', '{"id":"x"}', 'x'.repeat(30_000)]) {
    const refused = await world.submit(rao, OWN, `${OWN}/passkeys`, { name: 'Typed name', answer })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /value="Typed name"/)
    const door = await world.submit(null, '/sign-in', '/sign-in/passkey', { answer, next: '/communities' })
    assert.equal(door.status, 422)
    assert.match(await door.text(), /name="next" value="\/communities"/)
  }
})

test('the list asks as often for one passkey as for three', async () => {
  const { ana } = world
  await newPasskey(world, ana)
  const one = await countStatements(() => world.page(ana, OWN))
  for (let nth = 0; nth < 2; nth++) await newPasskey(world, ana)

  assert.equal(await countStatements(() => world.page(ana, OWN)), one)
})

test('where the site is reached by http, it says that passkeys need https, and offers none', async () => {
  const { ben } = world
  const plain = { ...ben, cookie: ben.cookie.replace('__Host-', '') }
  config().BASE_URL = 'http://copse.test'
  try {
    assert.match(words(await world.page(plain, OWN)), /Passkeys need https, and this site is reached by http/)
    assert.doesNotMatch(await world.page(null, '/sign-in'), /passkey/)
    const { csrf } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(plain, '/me'))?.[1] ?? '' }
    assert.equal((await world.send(plain, `${OWN}/passkeys/challenge`, { csrf })).status, 404)
  } finally {
    config().BASE_URL = 'https://copse.test'
  }
})
