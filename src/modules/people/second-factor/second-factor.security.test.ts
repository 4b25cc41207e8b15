import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, type World } from '../../../../test/world.ts'
import { askedAt } from '../fresh-proof/builders.ts'
import { addPasskey, challengeOf, newPasskey, openSecureWorld, signInWith } from '../passkeys/builders.ts'
import { newDevice } from '../passkeys/device.fixture.ts'
import { codeNow, makeCodes, PAGE, plantKeeper, seen, setUpApp, signedInAnew, wearing } from './builders.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const KEPT = '/network/system'
const isOpen = async (keeper: Actor) => (await world.request(keeper, KEPT)).status === 200
const prove = (keeper: Actor, code: string) => world.submit(keeper, PAGE, PAGE, { code })

test('ASVS 6.5.1: a code of the app and a recovery code count once, also when they are sent twice at once', async () => {
  const nia = await plantKeeper(world, 'Nia')
  const { keeper, secret } = await setUpApp(world, nia)
  const [recovery = ''] = await makeCodes(world, keeper)
  const [one, two] = [await signedInAnew(world, nia), await signedInAnew(world, nia)]
  await world.travel('2 minutes')
  const shown = await codeNow(world, secret)
  for (const code of [shown, recovery]) {
    const answers = await Promise.all([prove(one, code), prove(two, code)])
    assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
    await world.db.updateTable('session').set({ proven_at: null }).where('person_id', '=', nia.id).execute()
    Object.assign(one, await signedInAnew(world, nia))
    Object.assign(two, await signedInAnew(world, nia))
  }
  assert.equal((await prove(one, shown)).status, 422, 'the same half minute again')
  assert.equal((await prove(one, await codeNow(world, secret, 1))).status, 303)
})

test('ASVS 6.5.2: of recovery codes only salted, stretched hashes are kept, and of the app’s secret only what is sealed', async () => {
  const ola = await plantKeeper(world, 'Ola')
  const { keeper, secret } = await setUpApp(world, ola)
  const codes = await makeCodes(world, keeper)

  const rows = await world.db.selectFrom('recovery_code').selectAll().where('person_id', '=', ola.id).execute()
  assert.equal(rows.length, 10)
  assert.ok(rows.every(({ salt }) => Buffer.from(salt, 'base64url').length === 16))
  const held = JSON.stringify([rows, await world.db.selectFrom('time_code').selectAll().execute()])
  for (const word of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
    assert.ok(!held.includes(word))
})

test('ASVS 6.3.1: a second factor is tried ten times in a quarter of an hour, and then the right code waits too', async () => {
  const pam = await plantKeeper(world, 'Pam')
  const { secret } = await setUpApp(world, pam)
  await world.db.deleteFrom('rate_count').execute()
  await world.travel('1 minute')
  const later = await signedInAnew(world, pam)
  const right = await codeNow(world, secret)
  const wrong = right === '000000' ? '000001' : '000000'
  for (let nth = 0; nth < 10; nth++) assert.equal((await prove(later, wrong)).status, 422)

  assert.match(await (await prove(later, right)).text(), /many tries in a short time/)
  await world.travel('15 minutes')
  assert.equal((await prove(later, await codeNow(world, secret))).status, 303)
})

test('ASVS 7.5.1: who reads her mail, and no more, changes nothing of what proves her', async () => {
  const qui = await plantKeeper(world, 'Qui')
  const { keeper, secret } = await setUpApp(world, qui)
  const [first = ''] = await makeCodes(world, keeper)
  const thief = await signedInAnew(world, qui)
  const { csrf = '' } = hiddenFields(await world.page(thief, PAGE), PAGE)

  for (const path of [`${PAGE}/app`, `${PAGE}/app/removal`, `${PAGE}/codes`])
    assert.match(await askedAt(await world.send(thief, path, { csrf })), /^\/me\/proof\//, path)
  assert.equal((await world.send(thief, '/me/sign-in/passkeys/challenge', { csrf })).status, 403)
  assert.equal(await isOpen(thief), false)
  await world.travel('1 minute')
  assert.equal((await prove(await signedInAnew(world, qui), await codeNow(world, secret))).status, 303)
  assert.equal((await prove(await signedInAnew(world, qui), first)).status, 303)
})

test('a passkey is both factors: it signs in proven, and proves a session of the mailed code', async () => {
  const rex = await plantKeeper(world, 'Rex')
  const device = newDevice()
  const added = wearing(rex, await addPasskey(world, rex, device))
  assert.equal(await isOpen(added), true, 'adding the first one has shown it')
  assert.equal(await isOpen(wearing(rex, await signInWith(world, device))), true)

  const mailed = await signedInAnew(world, rex)
  assert.equal(await isOpen(mailed), false)
  const ask = () => challengeOf(world, mailed, PAGE, `${PAGE}/passkey/challenge`)
  const asked = await ask()
  assert.deepEqual(
    asked.allowCredentials?.map(({ id }) => id),
    [device.id],
  )
  const send = (answer: string) => world.submit(mailed, `${PAGE}?next=${KEPT}`, `${PAGE}/passkey`, { answer })
  const other = await newPasskey(world, world.ben)
  assert.equal((await send(other.sign(await ask()))).status, 422, 'the passkey of another')
  assert.equal((await send(device.sign(asked, { unverified: true }))).status, 422)
  const proven = await send(device.sign(await ask()))
  assert.equal(proven.headers.get('location'), KEPT)
  assert.equal(await isOpen(wearing(mailed, proven)), true)
})

test('ASVS 7.2.4: proving gives another token, and the one before opens nothing', async () => {
  const sol = await plantKeeper(world, 'Sol')
  const { keeper } = await setUpApp(world, sol)

  assert.notEqual(keeper.cookie, sol.cookie)
  assert.equal((await world.request(sol, '/today')).status, 303)
  assert.equal((await world.request(keeper, '/today')).status, 200)
})

test('every page and act of an administrator waits for the proof, also where a coordinator may the same', async () => {
  const tia = await plantKeeper(world, 'Tia')
  const routes = ['/network/system', '/network/transfers', '/network/imports', '/network/convening-body']
  for (const path of [...routes, '/network/postings', '/communities/elsewhere', '/communities/north/charter'])
    assert.match(
      (await world.request(tia, path)).headers.get('location') ?? String(path),
      /^\/me\/second-factor\?next=/,
    )
  const { csrf = '' } = hiddenFields(await world.page(tia, '/me/sign-in'), '/sign-out')
  const headers = { referer: 'https://copse.test/network/convening-body', origin: 'https://copse.test' }
  const body = new URLSearchParams({ csrf, name: 'Taken over', language: 'en', version: '1' })
  const sent = await world.request(tia, '/network/convening-body', { method: 'POST', body, headers })

  assert.equal(sent.headers.get('location'), `${PAGE}?next=%2Fnetwork%2Fconvening-body`)
  assert.doesNotMatch(await seen(world, tia, '/network'), /Taken over/)
})

test('nobody is led to another house after the proof', async () => {
  const una = await plantKeeper(world, 'Una')
  const { keeper } = await setUpApp(world, una)
  const codes = await makeCodes(world, keeper)
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    const later = await signedInAnew(world, una)
    const answer = await world.submit(later, PAGE, PAGE, { code: codes.pop() ?? '', next })
    assert.equal(answer.headers.get('location'), '/today', next)
  }
})
