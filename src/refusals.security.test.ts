import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, type World } from '../test/world.ts'
import { findCommunityById } from './modules/communities/index.ts'
import { startTalk } from './modules/conversations/index.ts'
import { makeSignInLink } from './modules/people/index.ts'
import { openSecureWorld } from './modules/people/passkeys/builders.ts'
import { config } from './platform/config.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

type Line = Record<string, unknown>

/** What the program writes into its log meanwhile. */
async function logOf(act: () => Promise<unknown>): Promise<Line[]> {
  const lines: string[] = []
  const write = process.stderr.write
  process.env.COPSE_QUIET = ''
  process.stderr.write = ((chunk: string) => lines.push(chunk) > 0) as typeof write
  await act().finally(() => {
    process.stderr.write = write
    process.env.COPSE_QUIET = '1'
  })
  return lines.map((line) => JSON.parse(line))
}

const withoutTime = (lines: Line[]) => lines.map(({ at: _, ...line }) => line)

test('who comes in, who goes and each try that fails leave a line: when, what, who, from where, and no secret (ASVS 16.2.1, 16.2.2, 16.2.5, 16.3.1)', async () => {
  const { gus } = world
  const { pathname } = new URL(await makeSignInLink(world.db, gus.address))
  const [, , key = '', token = ''] = pathname.split('/')
  let cookie = ''
  const lines = await logOf(async () => {
    await world.submit(null, `/sign-in/${key}`, `/sign-in/${key}`, { code: '12345x' })
    await world.submit(null, `/sign-in/${key}`, `/sign-in/${key}`, { code: '123456' })
    const answer = await world.submit(null, pathname, pathname)
    cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
    await world.submit({ ...gus, cookie }, '/today', '/sign-out')
  })

  const failed = { event: 'refused', status: 422, method: 'POST', route: '/sign-in/:key', person: null, ip: 'unknown' }
  assert.deepEqual(withoutTime(lines), [
    failed,
    failed,
    { event: 'signed in', route: '/sign-in/:key/:token', person: gus.id, ip: 'unknown' },
    { event: 'signed out', person: gus.id, ip: 'unknown' },
  ])
  for (const { at } of lines) assert.match(String(at), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  for (const secret of [key, token, cookie.split('=')[1] ?? '', gus.address])
    assert.ok(secret.length > 5 && !JSON.stringify(lines).includes(secret))
})

test('who is not let in, a forged form and a foreign host leave a line (ASVS 16.3.2, 16.3.3)', async () => {
  const { gus, north } = world
  const { key } = await startTalk(world.db, await world.ana.viewer(), await findCommunityById(world.db, north.id), {
    title: 'Inside',
    body: 'For members.',
  })
  const lines = await logOf(async () => {
    await world.request(gus, `/communities/north/talk/${key}`)
    await world.send(gus, '/me/mail', { csrf: 'forged' })
    await world.request(gus, '/me/mail', { method: 'POST', headers: { origin: 'https://evil.example' } })
    await world.web.request('http://copse.test/communities', { headers: { host: 'evil.example' } })
    await world.request(gus, '/communities')
    await world.request(null, '/wp-login.php')
  })

  const who = { person: gus.id, ip: 'unknown' }
  assert.deepEqual(withoutTime(lines), [
    { event: 'refused', status: 404, method: 'GET', route: '/communities/:community/talk/:key', ...who },
    { event: 'refused', status: 401, method: 'POST', route: '/me/mail' },
    { event: 'refused', status: 403, method: 'POST', route: '/me/mail', ...who },
    { event: 'refused', status: 421, method: 'GET', route: '/communities' },
  ])
})

test('a form that was not taken, as in a room that names nobody, does not say in the log who wrote', async () => {
  const lines = await logOf(async () => {
    for (const body of ['x', ''])
      await world.send(world.ben, '/communities/north/talk', { csrf: body, title: 'Frank', body: 'Words' })
  })

  assert.equal(lines.length, 2)
  for (const line of lines) assert.deepEqual([line.status, line.person, line.ip], [401, undefined, undefined])
})

test('what somebody says of her own address counts only from a proxy of ours (ASVS 4.1.3, 15.3.4)', async () => {
  const seen = async (trusted: string[], socket: string, said: string) => {
    config().TRUSTED_PROXIES = trusted
    const env = { incoming: { socket: { remoteAddress: socket, remotePort: 1, remoteFamily: 'IPv4' } } }
    const headers = { host: 'copse.test', cookie: world.gus.cookie, 'x-forwarded-for': said, 'x-real-ip': '192.0.2.9' }
    const ask = async () => world.web.request('https://copse.test/communities/north/talk', { headers }, env)
    const [line] = await logOf(ask)
    return line?.ip
  }

  assert.equal(await seen([], '203.0.113.7', '192.0.2.1'), '203.0.113.7')
  assert.equal(await seen(['10.0.0.1'], '203.0.113.7', '192.0.2.1'), '203.0.113.7')
  assert.equal(
    await seen(['10.0.0.1'], '10.0.0.1', '192.0.2.1, 198.51.100.4'),
    '198.51.100.4',
    'the last hop, not the first',
  )
  config().TRUSTED_PROXIES = []
})

test('every cookie is Secure, HttpOnly, of this host alone and not sent along by other sites (ASVS 3.3.1, 3.3.2, 3.3.3, 3.3.4)', async () => {
  const { db, north, cho } = world
  const { room_id } = await findCommunityById(db, north.id)
  await db.updateTable('room').set({ attribution: 'unattributed' }).where('id', '=', room_id).execute()
  const { pathname } = new URL(await makeSignInLink(db, cho.address))
  const given = [
    await world.submit(null, pathname, pathname),
    await world.submit(cho, '/communities/north/talk', '/communities/north/talk', { title: 'Frank', body: 'Words' }),
    await world.submit(cho, '/today', '/sign-out'),
  ].map(({ headers }) => headers.get('set-cookie') ?? '')

  assert.deepEqual(
    given.map((cookie) => cookie.split('=')[0]),
    ['__Host-copse', '__Host-copse-undo', '__Host-copse'],
  )
  for (const cookie of given) for (const part of ['Secure', 'Path=/']) assert.ok(cookie.includes(part), cookie)
  for (const cookie of given.slice(0, 2)) assert.match(cookie, /HttpOnly; Secure; SameSite=Lax/)
})

test('a session goes by 256 random bits that are new each time, and only their hash is kept (ASVS 7.2.1, 7.2.2, 7.2.3)', async () => {
  const { db, dee } = world
  const tokens: string[] = []
  for (let nth = 0; nth < 3; nth++) {
    const { pathname } = new URL(await makeSignInLink(db, dee.address))
    const answer = await world.submit(null, pathname, pathname)
    tokens.push(/=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1] ?? '')
  }
  const rows = JSON.stringify(await db.selectFrom('session').selectAll().execute())

  assert.equal(new Set(tokens).size, 3)
  for (const token of tokens) {
    assert.equal(Buffer.from(token, 'base64url').length, 32)
    assert.ok(!rows.includes(token))
  }
  const cookie = `__Host-copse=${tokens[0]}`
  assert.equal((await world.request({ ...dee, cookie }, '/today')).status, 200)
  assert.equal((await world.request({ ...dee, cookie: `${cookie}A` }, '/today')).status, 303)
})

test('a code opens only the try it was mailed for (ASVS 6.6.2)', async () => {
  const start = async () => {
    const { csrf = '' } = hiddenFields(await world.page(null, '/sign-in'), '/sign-in')
    const path =
      (await world.send(null, '/sign-in', { csrf, address: world.fay.address })).headers.get('location') ?? ''
    await world.work()
    return { path, code: /^\d{6}/.exec((await world.lastMailTo(world.fay)).subject)?.[0] ?? '' }
  }
  const [one, two] = [await start(), await start()]
  const enter = (path: string, code: string) => world.submit(null, path, path, { code })

  assert.equal((await enter(one.path, two.code)).status, one.code === two.code ? 303 : 422)
  assert.equal((await enter(two.path, two.code)).status, 303)
})
