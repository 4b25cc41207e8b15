import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { shapeOf } from '../../../../test/support/same-answer.ts'
import { config } from '../../../platform/config.ts'
import { words } from '../../queries/builders.ts'
import { ANSWER, cookieIn, openProviderWorld, type ProviderWorld } from './builders.ts'

let world: ProviderWorld
before(async () => {
  world = await openProviderWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const proven = (email: string) => ({ email, email_verified: true })
const linked = () => world.db.selectFrom('identity').select(['subject', 'person_id']).execute()
const session = (answer: Response) => cookieIn(answer, 'copse')
const isRefused = async (answer: Response, sentence: RegExp) => {
  assert.deepEqual([answer.status, session(answer)], [422, ''])
  assert.match(words(await answer.text()), sentence)
}

test('the first time a mailed code shows that she is who the provider says; from then on its account signs her in', async () => {
  const { ben } = world
  const first = await world.come('ben-1', proven(ben.address), '/communities/north')
  assert.match(first.answer.headers.get('location') ?? '', /^\/sign-in\/\w{16}$/)
  assert.equal(session(first.answer), '')

  const entered = await world.typeCode(first.answer, first.cookie, ben.address)

  assert.equal(entered.headers.get('location'), '/communities/north')
  await world.work()
  const mails = await world.mailsTo(ben)
  assert.match(mails.at(-2)?.text ?? '', /your account at Office login is yours/)
  assert.doesNotMatch(mails.at(-2)?.text ?? '', /http:\/\/copse\.test\/sign-in\//)
  assert.match(mails.at(-1)?.subject ?? '', /Your account at Office login signs you in now/)
  const again = await world.come('ben-1', {}, '/communities/north/members')
  assert.equal(again.answer.headers.get('location'), '/communities/north/members')
  const page = await world.request({ ...ben, cookie: session(again.answer) }, '/today')
  assert.match(await page.text(), /What needs you, Ben/)
})

test('an address that the provider does not vouch for opens nothing and begins nothing', async () => {
  const { cho } = world
  const before = (await world.mailsTo(cho)).length
  for (const account of [{ email: cho.address, email_verified: false }, { email: cho.address }, {}]) {
    const { answer } = await world.come('thief', account)
    await isRefused(answer, /Office login does not vouch for a mail address of yours/)
  }
  await world.work()
  assert.equal((await world.mailsTo(cho)).length, before)
})

test('a provider that lies about an address gets nothing without its mail, nor by a press of its owner', async () => {
  const { dee } = world
  const thief = await world.come('thief-2', proven(dee.address))
  const path = thief.answer.headers.get('location') ?? ''
  assert.equal((await world.submit(null, path, path, { code: '123456' })).status, 422)

  const inHerBrowser = await world.typeCode(thief.answer, '', dee.address)

  assert.equal(inHerBrowser.status, 303, 'the code itself is good')
  assert.ok(!(await linked()).some(({ subject }) => subject === 'thief-2'))
})

test('ASVS 6.3.8: somebody nobody knows is treated as by the mailed code: the same page, and no mail', async () => {
  const { eve } = world
  const shapes: string[] = []
  for (const [subject, address] of [
    ['eve-1', eve.address],
    ['nobody-1', 'ivy@example.org'],
  ] as const) {
    const { answer } = await world.come(subject, proven(address))
    const path = answer.headers.get('location') ?? ''
    shapes.push(shapeOf(answer, [await world.page(null, path)], { path, address }))
  }
  assert.equal(shapes[0], shapes[1])
  await world.work()
  assert.equal((await world.mailsTo('ivy@example.org')).length, 0)
})

test('ASVS 10.1.2: an answer counts once, in the browser that asked, for the try it answers', async () => {
  const { oidc, get } = world
  oidc.accounts.set('fay-1', proven(world.fay.address))
  const [mine, other] = [await world.begin(), await world.begin()]
  const back = await oidc.signIn(mine.url, 'fay-1')
  const at = (search: string) => `${ANSWER}${search}`
  await isRefused(await get(at(back.search), other.cookie), /was begun elsewhere, or too long ago/)
  await isRefused(await get(at(back.search), ''), /was begun elsewhere/)
  const swapped = new URLSearchParams(back.search)
  swapped.set('state', new URL(other.url).searchParams.get('state') ?? '')
  await isRefused(await get(at(`?${swapped}`), mine.cookie), /was begun elsewhere/)
  await isRefused(await get(at(`?${swapped}`), other.cookie), /That did not sign you in/)
  assert.equal((await get(at(back.search), mine.cookie)).status, 303)
  await isRefused(await get(at(back.search), mine.cookie), /was begun elsewhere/)
})

test('ASVS 10.2.1: the code of another cannot be put into a try of one’s own, nor be used twice', async () => {
  const { oidc, get } = world
  const first = await world.come('gus-1', proven(world.gus.address))
  await isRefused(await get(`${ANSWER}${first.back.search}`, first.cookie), /was begun elsewhere, or too long ago/)

  oidc.accounts.set('gus-2', proven(world.gus.address))
  const [victim, thief] = [await world.begin(), await world.begin()]
  const code = (await oidc.signIn(victim.url, 'gus-2')).searchParams.get('code') ?? ''
  const forged = new URLSearchParams({ code, iss: oidc.issuer })
  forged.set('state', new URL(thief.url).searchParams.get('state') ?? '')
  await isRefused(await get(`${ANSWER}?${forged}`, thief.cookie), /That did not sign you in/)
})

test('ASVS 10.5.1: an ID token made for another try is refused', async () => {
  const { oidc, get } = world
  oidc.accounts.set('ana-1', proven(world.ana.address))
  const { url, cookie } = await world.begin()
  const asked = new URL(url)
  asked.searchParams.set('nonce', 'that-of-another-try')

  const back = await oidc.signIn(asked.href, 'ana-1')

  await isRefused(await get(`${ANSWER}${back.search}`, cookie), /That did not sign you in/)
})

test('ASVS 10.2.2: an answer that says it is of another provider is refused', async () => {
  const { oidc, get } = world
  oidc.accounts.set('rao-1', proven(world.rao.address))
  const { url, cookie } = await world.begin()
  const back = await oidc.signIn(url, 'rao-1')
  back.searchParams.set('iss', 'https://evil.example')

  await isRefused(await get(`${ANSWER}${back.search}`, cookie), /That did not sign you in/)
})

test('ASVS 10.5.3: a provider that calls itself otherwise than the settings is not asked', async () => {
  const { oidc } = world
  config().OIDC_ISSUER = oidc.issuer.replace('localhost', '127.0.0.1')
  try {
    await isRefused((await world.begin()).answer, /Office login does not answer just now\. Have a code mailed/)
  } finally {
    config().OIDC_ISSUER = oidc.issuer
  }
})

test('while the provider is away the page says so, and the mailed code is there', async () => {
  const { oidc } = world
  config().OIDC_ISSUER = 'http://localhost:9'
  try {
    const { answer } = await world.begin('/communities')
    const html = await answer.text()
    assert.match(words(html), /Mail me a code.*Office login does not answer just now/)
    assert.match(html, /name="next" value="\/communities"/)
  } finally {
    config().OIDC_ISSUER = oidc.issuer
  }
})

test('nobody is led to another house, and no page of another site begins it', async () => {
  const { ben, db } = world
  await db.insertInto('identity').values({ issuer: world.oidc.issuer, subject: 'ben-9', person_id: ben.id }).execute()
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example']) {
    const { answer } = await world.come('ben-9', {}, next)
    assert.equal(answer.headers.get('location'), '/today', next)
  }
  const foreign = await world.request(null, '/sign-in/provider', { headers: { 'sec-fetch-site': 'cross-site' } })
  assert.deepEqual([foreign.status, foreign.headers.getSetCookie()], [200, []])
})

test('ASVS 10.5.2: an account is known by its issuer and subject; that of a suspended person opens nothing', async () => {
  const { fay, db } = world
  await db
    .insertInto('identity')
    .values({ issuer: 'https://elsewhere.example', subject: 'same', person_id: fay.id })
    .execute()
  const { answer } = await world.come('same', proven('somebody@example.org'))
  assert.match(answer.headers.get('location') ?? '', /^\/sign-in\//)
  await db.insertInto('identity').values({ issuer: world.oidc.issuer, subject: 'fay-7', person_id: fay.id }).execute()
  await db.updateTable('person').set({ state: 'suspended' }).where('id', '=', fay.id).execute()

  const suspended = await world.come('fay-7', {})

  assert.equal(session(suspended.answer), '')
})

test('ASVS 6.3.7: she removes the account, and nobody else’s, and a letter tells her; then it asks for the code again', async () => {
  const { cho, dee, db } = world
  const values = { issuer: world.oidc.issuer, subject: 'cho-5', person_id: cho.id }
  const { id } = await db.insertInto('identity').values(values).returning('id').executeTakeFirstOrThrow()
  await db
    .insertInto('identity')
    .values({ ...values, subject: 'dee-5', person_id: dee.id })
    .execute()
  const remove = (by: typeof cho) =>
    world.submit(by, '/me/sign-in', '/me/sign-in/identity/removal', { identity_id: String(id) })
  assert.match(words(await world.page(cho, '/me/sign-in')), /Accounts of your organisation Office login/)

  assert.equal((await remove(dee)).status, 404)
  assert.equal((await remove(cho)).status, 303)
  await world.work()
  assert.match((await world.lastMailTo(cho)).subject, /An account at Office login signs you in no more/)

  const { answer } = await world.come('cho-5', proven(cho.address))
  assert.match(answer.headers.get('location') ?? '', /^\/sign-in\//)
})

test('without a provider in the settings there is no button and no such page', async () => {
  const { oidc } = world
  config().OIDC_ISSUER = undefined
  try {
    assert.doesNotMatch(await world.page(null, '/sign-in'), /Office login/)
    for (const path of ['/sign-in/provider', ANSWER]) assert.equal((await world.request(null, path)).status, 404)
  } finally {
    config().OIDC_ISSUER = oidc.issuer
  }
})
