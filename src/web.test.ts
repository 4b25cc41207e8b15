import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import { hiddenFields, openWorld, type World } from '../test/world.ts'
import { ask, keyOf, postQuery } from './modules/queries/builders.ts'
import { listRoutes } from './platform/http.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const post = (headers: Record<string, string>, fields: Record<string, string>) =>
  world.request(world.ben, '/me/mail', { method: 'POST', body: new URLSearchParams(fields), headers })
const tokenOf = async (actor: World['ben'] | null) => hiddenFields(await world.page(actor, '/me/mail'), '/sign-out')

test('another host than ours is not served', async () => {
  const answer = (host: string) => world.web.request('http://copse.test/communities', { headers: { host } })
  for (const host of ['evil.example', 'copse.test.evil.example', 'copse.test:81', 'copse.test@evil.example', '']) {
    assert.equal((await answer(host)).status, host ? 421 : 200, host)
  }
  assert.equal((await answer('copse.test')).status, 200)
})

test('a form needs the token of its own session (ASVS 3.5.1)', async () => {
  const [{ csrf: own = '' }, { csrf: other = '' }] = [await tokenOf(world.ben), await tokenOf(world.cho)]
  const { csrf: nobody = '' } = hiddenFields(await world.page(null, '/sign-in'), '/sign-in')
  for (const csrf of [undefined, '', 'x', other, nobody]) {
    const answer = await post({}, { ...(csrf === undefined ? {} : { csrf }), rhythm: 'weekly' })
    assert.equal(answer.status, 401, csrf)
    assert.match(await answer.text(), /What you wrote was not sent/)
  }

  assert.notEqual((await post({}, { csrf: own, rhythm: 'weekly' })).status, 401)
})

test('a form of another site is refused, whatever it holds (ASVS 3.5.1)', async () => {
  const { csrf = '' } = await tokenOf(world.ben)
  for (const headers of [
    { origin: 'https://evil.example' },
    { origin: 'http://copse.test.evil.example' },
    { origin: 'https://copse.test' },
    { 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[]) {
    assert.equal((await post(headers, { csrf })).status, 403, JSON.stringify(headers))
  }

  assert.notEqual((await post({ origin: 'http://copse.test' }, { csrf })).status, 403)
})

test('every answer carries the headers that keep a page to itself', async () => {
  for (const [path, status] of [
    ['/communities', 200],
    ['/today', 303],
    ['/nowhere', 404],
  ] as const) {
    const answer = await world.request(null, path)
    assert.equal(answer.status, status)
    const policy = answer.headers.get('content-security-policy') ?? ''
    for (const part of ["default-src 'self'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'"])
      assert.ok(policy.includes(part), `${path} ${part}`)
    assert.doesNotMatch(policy, /unsafe-/)
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(answer.headers.get('cache-control'), 'private, no-cache')
    assert.equal(answer.headers.get('x-robots-tag'), 'noindex')
  }
  assert.equal((await world.request(world.ben, '/today')).headers.get('set-cookie'), null)
})

test('every route says who may use it before it does anything (ASVS 8.2.1)', () => {
  const first = new Map<string, { who?: string }>()
  for (const { method, path, handler } of world.web.routes)
    if (method !== 'ALL' && !first.has(`${method} ${path}`)) first.set(`${method} ${path}`, handler as { who?: string })
  const silent = [...first].filter(([, { who }]) => !who).map(([route]) => route)

  assert.deepEqual(
    silent.filter((route) => !/^GET \/(assets\/.*|healthz|readyz)$/.test(route)),
    [],
  )
})

test('who is not signed in is asked to, on every page and before every form that is not for anyone (ASVS 8.2.1, 8.3.1)', async () => {
  const routes = listRoutes(world.web).filter(({ who }) => who !== 'anyone')
  assert.ok(routes.length > 30)
  for (const { method, path } of routes) {
    const answer = await world.request(null, path.replace(/:(\w+)(\{[^}]*\})?\??/g, 'x'), { method })
    const found = [answer.status, answer.headers.get('location')?.split('?')[0]]
    assert.deepEqual(found, method === 'GET' ? [303, '/sign-in'] : [401, undefined], `${method} ${path}`)
  }
})

test('nothing that stands below North is there for a stranger or for the neighbour’s coordinator (ASVS 8.2.2, 8.4.1)', async () => {
  const [path, draft] = [await postQuery(world, world.ben), await ask(world, world.cho)]
  const inside = listRoutes(world.web).filter(({ path, who }) => path.includes('/:community/') && who !== 'anyone')
  assert.ok(inside.length > 30)
  for (const other of [world.gus, world.eve, world.fay]) {
    const { csrf = '' } = await tokenOf(other)
    for (const key of [keyOf(path), keyOf(draft)]) {
      for (const { method, path: pattern } of inside) {
        const at = pattern
          .replace(':community', 'north')
          .replace(/:key(\{[^}]*\})?/, key)
          .replace(/:\w+(\{[^}]*\})?/g, '1')
        const answer = method === 'GET' ? await world.request(other, at) : await world.send(other, at, { csrf })
        assert.equal(answer.status, 404, `${other.name} ${method} ${at}`)
      }
    }
  }
  assert.equal((await world.request(world.ana, path)).status, 200)
})

test('a page that is not there, and a fault of ours, are said in words; a fault has a reference and tells nothing (ASVS 13.4.2, 16.5.1)', async () => {
  assert.match(await world.page(world.ben, '/nowhere'), /There is nothing here/)
  const { sql } = await import('./platform/db.ts')
  await sql`alter table declared_topic rename to declared_elsewhere`.execute(world.db)

  const answer = await world.request(world.ben, `/people/${world.cho.key}`)
  const page = await answer.text()

  await sql`alter table declared_elsewhere rename to declared_topic`.execute(world.db)
  assert.equal(answer.status, 500)
  assert.match(page, /Something broke on our side.*Reference: \w+/s)
  assert.doesNotMatch(page, /declared_topic|select|at Object/)
  assert.equal((await world.request(world.ben, `/people/${world.cho.key}`)).status, 200)
})

test('a page comes in the language of its reader, or of the browser', async () => {
  const hindi = await world.request(null, '/communities', { headers: { 'accept-language': 'hi, en;q=0.5' } })
  assert.match(await hindi.text(), /<html lang="hi"/)
  assert.match(await world.page(world.ben, '/communities'), /<html lang="en"/)
})

test('a page comes compressed where the browser can read that, and is the same', async () => {
  const plain = await world.request(null, '/communities')
  const packed = await world.request(null, '/communities', { headers: { 'accept-encoding': 'gzip, br' } })

  assert.equal(packed.headers.get('content-encoding'), 'br')
  assert.match(packed.headers.get('vary') ?? '', /Accept-Encoding/)
  const page = brotliDecompressSync(Buffer.from(await packed.arrayBuffer())).toString()
  const steady = (html: string) => html.replace(/name="once" value="[^"]+"/g, '')
  assert.equal(steady(page), steady(await plain.text()))
})

test('the health of the program can be asked', async () => {
  assert.equal(await (await world.request(null, '/healthz')).text(), 'ok')
  assert.equal(await (await world.request(null, '/readyz')).text(), 'ready')
})
