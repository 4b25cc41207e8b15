import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { config } from '../../../platform/config.ts'
import { sql } from '../../../platform/db.ts'
import { makeSignInLink } from './sign-in.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('no page of another site signs a reader in as somebody else (ASVS 3.5.1)', async () => {
  const { pathname } = new URL(await makeSignInLink(world.db, world.gus.address))
  const fields = hiddenFields(await world.page(null, pathname), pathname)
  const send = (headers: Record<string, string>) =>
    world.request(null, pathname, { method: 'POST', body: new URLSearchParams(fields), headers })

  const foreign: Record<string, string>[] = [
    { origin: 'null' },
    { origin: 'https://evil.example' },
    { 'sec-fetch-site': 'cross-site' },
  ]
  for (const headers of foreign) {
    const answer = await send(headers)
    assert.equal(answer.status, 403)
    assert.equal(answer.headers.get('set-cookie'), null)
  }
  assert.equal((await send({ origin: 'http://copse.test', 'sec-fetch-site': 'same-origin' })).status, 303)
})

test('a code for an address that she has removed since opens nothing', async () => {
  const { db, gus } = world
  await db
    .insertInto('address')
    .values({ person_id: gus.id, address: 'old@example.org', is_primary: false, verified_at: sql<Date>`app_now()` })
    .execute()
  const { pathname } = new URL(await makeSignInLink(db, 'old@example.org'))
  const fields = hiddenFields(await world.page(null, pathname), pathname)
  await db.deleteFrom('address').where('address', '=', 'old@example.org').execute()
  const answer = await world.send(null, pathname, fields)

  assert.equal(answer.status, 422)
  assert.equal(answer.headers.get('set-cookie'), null)
})

test('who is not signed in cannot make us hold a large form (ASVS 15.2.2)', async () => {
  let sent = 0
  const body = new ReadableStream({
    pull(stream) {
      sent += 16_384
      stream.enqueue(new TextEncoder().encode('x'.repeat(16_384)))
      if (sent > 4_000_000) stream.close()
    },
  })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await world.request(null, '/sign-in', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

  assert.equal(answer.status, 401)
  assert.ok(sent < 200_000, `${sent} bytes were read`)
})

test('a proxy is known by its address in either spelling (ASVS 15.3.4)', async () => {
  config().TRUSTED_PROXIES = ['127.0.0.1']
  const env = { incoming: { socket: { remoteAddress: '::ffff:127.0.0.1', remotePort: 1, remoteFamily: 'IPv6' } } }
  const fields = hiddenFields(await world.page(null, '/sign-in'), '/sign-in')
  const headers = { host: 'copse.test', 'x-forwarded-for': '203.0.113.7', origin: 'http://copse.test' }
  const body = new URLSearchParams({ ...fields, address: 'gus@example.org' })
  await world.web.request('http://copse.test/sign-in', { method: 'POST', body, headers }, env)

  const rows = await world.db.selectFrom('rate_count').select('key').where('key', 'like', 'sign-in-ip:%').execute()
  assert.ok(rows.some(({ key }) => key === 'sign-in-ip:203.0.113.7'))
})

test('ASVS 6.1.1, 6.3.1: a network beyond its count uses up nobody’s tries', async () => {
  const { csrf = '' } = hiddenFields(await world.page(null, '/sign-in'), '/sign-in')
  const start = (ip: string, address: string) => {
    const env = { incoming: { socket: { remoteAddress: ip, remotePort: 1, remoteFamily: 'IPv4' } } }
    const headers = { host: 'copse.test', origin: 'http://copse.test' }
    const body = new URLSearchParams({ csrf, address })
    return world.web.request('http://copse.test/sign-in', { method: 'POST', body, headers }, env)
  }
  for (let nth = 0; nth < 50; nth++) await start('203.0.113.9', `nobody${nth}@example.org`)
  for (let nth = 0; nth < 12; nth++) assert.equal((await start('203.0.113.9', 'dee@example.org')).status, 409)

  assert.equal((await start('198.51.100.3', 'dee@example.org')).status, 303)
})

test('ASVS 2.4.1: challenges for passkeys are bounded for a network, and take nothing from those who sign in', async () => {
  const { csrf = '' } = hiddenFields(await world.page(null, '/sign-in'), '/sign-in')
  config().BASE_URL = 'http://localhost'
  const ask = () =>
    world.web.request('http://localhost/sign-in/passkey/challenge', {
      ...{ method: 'POST', body: new URLSearchParams({ csrf }), headers: { host: 'localhost' } },
    })
  try {
    assert.equal((await ask()).status, 200)
    await sql`update rate_count set count = 300 where key like 'passkey-challenge-ip:%'`.execute(world.db)
    assert.equal((await ask()).status, 409)
  } finally {
    config().BASE_URL = 'http://copse.test'
  }
  const begun = await world.submit(null, '/sign-in', '/sign-in', { address: 'dee@example.org' })
  assert.equal(begun.status, 303)
})
