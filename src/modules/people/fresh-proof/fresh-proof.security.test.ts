import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { challengeOf, newPasskey, OWN, openSecureWorld } from '../passkeys/builders.ts'
import { codeNow, PAGE, plantKeeper, setUpApp } from '../second-factor/builders.ts'
import { askedAt, longIn, mailedTo, sendOn, show } from './builders.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const LIST = '/me/addresses'
const idOf = async (table: 'passkey' | 'identity' | 'address', { id }: Actor) => {
  const found = world.db.selectFrom(table).select('id').where('person_id', '=', id).orderBy('id', 'desc')
  return String((await found.executeTakeFirstOrThrow()).id)
}
const ask = async (person: Actor, address: string) => askedAt(await world.submit(person, LIST, LIST, { address }))

test('ASVS 7.5.1: no way in is added or goes in a session that has long proven nothing', async () => {
  await newPasskey(world, world.ben)
  await sql`insert into identity (person_id, issuer, subject) values (${world.ben.id}, 'https://id.example', 'ben')`.execute(
    world.db,
  )
  await sql`insert into address (person_id, address, is_primary, verified_at) values (${world.ben.id}, 'b@home.example', false, app_now())`.execute(
    world.db,
  )
  const ben = await longIn(world, world.ben)
  const [passkey_id, identity_id, address_id] = [
    await idOf('passkey', ben),
    await idOf('identity', ben),
    await idOf('address', ben),
  ]
  const { csrf = '' } = hiddenFields(await world.page(ben, OWN), '/sign-out')
  const before = await waysOf(ben)

  for (const [path, fields] of [
    [`${OWN}/passkeys/removal`, { passkey_id }],
    [`${OWN}/identity/removal`, { identity_id }],
    [`${OWN}/passkeys`, { name: 'Phone of a thief', answer: '' }],
    [LIST, { address: 'thief@example.net' }],
    [`${LIST}/primary`, { address_id }],
    [`${LIST}/removal`, { address_id }],
    ['/me/sessions/others', {}],
  ] as const)
    await askedAt(await world.send(ben, path, { csrf, ...fields }))
  assert.equal((await world.send(ben, `${OWN}/passkeys/challenge`, { csrf })).status, 403)

  assert.deepEqual(await waysOf(ben), before)
})

async function waysOf({ id }: Actor) {
  const { rows } = await sql`select
    (select json_agg(json_build_array(address, is_primary) order by address.id) from address where person_id = ${id}) as addresses,
    (select count(*) from passkey where person_id = ${id} and removed_at is null) as passkeys,
    (select count(*) from identity where person_id = ${id}) as identities,
    (select count(*) from address_proof where person_id = ${id}) as proofs,
    (select count(*) from session where person_id = ${id} and ended_at is null) as sessions`.execute(world.db)
  return rows
}

test('what she typed for a passkey waits, and her device is asked after the proof', async () => {
  const dee = await longIn(world, world.dee)
  const path = await askedAt(await world.submit(dee, OWN, `${OWN}/passkeys`, { name: 'My old phone', answer: '' }))
  const { answer } = await show(world, dee, path, await mailedTo(world, dee))

  const html = await answer.text()
  assert.equal(answer.status, 200)
  assert.match(html, /value="My old phone"/)
  assert.doesNotMatch(html, /This browser gave no passkey/)
})

test('ASVS 7.2.4: the proof gives another token, and the one before opens nothing', async () => {
  const cho = await longIn(world, world.cho)
  const { person } = await show(world, cho, await ask(cho, 'cho@home.example'), await mailedTo(world, cho))

  assert.notEqual(person.cookie, cho.cookie)
  assert.deepEqual(
    [(await world.request(cho, '/today')).status, (await world.request(person, '/today')).status],
    [303, 200],
  )
})

test('ASVS 6.6.2: a code belongs to the browser that asked; in another there is no such page, nor for another person', async () => {
  const [fay, other] = [await longIn(world, world.fay), await longIn(world, world.fay)]
  const path = await ask(fay, 'fay@home.example')
  const proof = await mailedTo(world, fay)

  for (const one of [other, world.eve, world.gus]) {
    const { csrf = '' } = hiddenFields(await world.page(one, LIST), '/sign-out')
    assert.equal((await world.request(one, path)).status, 404)
    for (const tail of ['', '/mail', '/passkey', '/passkey/challenge'])
      assert.equal((await world.send(one, `${path}${tail}`, { csrf, proof, answer: '{}' })).status, 404)
  }
  assert.equal((await show(world, fay, path, proof)).shown.status, 307)
})

test('ASVS 6.3.1, 6.5.5, 6.6.3: a code is good for ten minutes and five tries, also when many come at once', async () => {
  const eve = await longIn(world, world.eve)
  const late = await ask(eve, 'eve@home.example')
  const old = await mailedTo(world, eve)
  await world.travel('10 minutes')
  assert.equal((await show(world, eve, late, old)).shown.status, 422)

  const path = await ask(eve, 'eve@home.example')
  const right = await mailedTo(world, eve)
  const wrong = right === '111111' ? '222222' : '111111'
  const fields = hiddenFields(await world.page(eve, path), path)
  await world.db.deleteFrom('rate_count').execute()
  const answers = await Promise.all(
    Array.from({ length: 9 }, async () => (await world.send(eve, path, { ...fields, proof: wrong })).text()),
  )
  assert.equal(answers.filter((html) => html.includes('That code is not right')).length, 5)
  assert.equal((await show(world, eve, path, right)).shown.status, 422)
})

test('a passkey shows it too, of a member', async () => {
  const device = await newPasskey(world, world.rao)
  const rao = await longIn(world, world.rao)
  const before = (await world.mailsTo(rao)).length
  const path = await ask(rao, 'rao@home.example')
  const answer = device.sign(await challengeOf(world, rao, path, `${path}/passkey/challenge`))
  const fields = { ...hiddenFields(await world.page(rao, path), `${path}/passkey`), answer }

  const { shown, answer: done } = await sendOn(world, rao, `${path}/passkey`, fields)

  assert.equal(shown.status, 307)
  assert.match(done.headers.get('location') ?? '', /^\/me\/addresses\/\w{16}$/)
  await world.work()
  const codes = (await world.mailsTo(rao)).slice(before).filter(({ subject }) => /to show that it is you/.test(subject))
  assert.deepEqual(codes, [], 'a code is mailed only when it is asked for')
})

test('ASVS 7.5.1: who keeps the network shows her second factor again; a mailed code is none', async () => {
  const bea = await plantKeeper(world, 'Bea')
  const { secret } = await setUpApp(world, bea)
  const old = await longIn(world, bea)
  await world.travel('2 minutes')
  const path = await ask(old, 'bea@home.example')
  const { csrf = '' } = hiddenFields(await world.page(old, path), path)
  assert.doesNotMatch(await world.page(old, path), /Mail me a code/)
  assert.equal((await world.send(old, `${path}/mail`, { csrf })).status, 404)

  const { person, answer } = await show(world, old, path, await codeNow(world, secret))

  assert.match(answer.headers.get('location') ?? '', /^\/me\/addresses\/\w{16}$/)
  await world.travel('20 minutes')
  const removal = await world.submit(person, PAGE, `${PAGE}/app/removal`)
  const again = await askedAt(removal)
  const { answer: gone } = await show(world, person, again, await codeNow(world, secret))
  assert.equal(gone.headers.get('location'), `${PAGE}?removed`)
})
