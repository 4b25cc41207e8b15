import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, type World } from '../test/world.ts'
import { openSecureWorld } from './modules/people/passkeys/builders.ts'
import { config } from './platform/config.ts'
import { listRoutes } from './platform/http.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())

/** An answer of each kind: page, redirect, nothing, another host, health, the script, words, a picture. */
async function answers() {
  const [script = ''] = /\/assets\/copse-\w+\.js/.exec(await world.page(null, '/communities')) ?? []
  const paths = ['/communities', '/today', '/nowhere', '/healthz', script, '/search/suggestions?q=no']
  const own = await Promise.all(paths.map((path) => world.request(path.startsWith('/search') ? world.ben : null, path)))
  return [...own, await world.web.request('http://copse.test/communities', { headers: { host: 'evil.example' } })]
}

test('every answer of any kind asks for https, a known type, no frame and no other site (ASVS 3.4.1, 3.4.3, 3.4.4, 3.4.5, 3.4.6, 3.4.8, 3.5.8)', async () => {
  const given = await answers()
  assert.deepEqual(
    given.map(({ status }) => status),
    [200, 303, 404, 200, 200, 200, 421],
  )
  for (const { headers, status, url } of given) {
    const policy = headers.get('content-security-policy') ?? ''
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "script-src 'self'"])
      assert.ok(policy.includes(part), `${status} ${url} ${part}`)
    assert.deepEqual(
      [
        ...['strict-transport-security', 'x-content-type-options', 'referrer-policy'],
        ...['cross-origin-opener-policy', 'cross-origin-resource-policy'],
      ].map((name) => headers.get(name)),
      ['max-age=31536000; includeSubDomains', 'nosniff', 'same-origin', 'same-origin', 'same-origin'],
    )
  }
})

test('over http nothing asks for https', async () => {
  const { BASE_URL } = config()
  config().BASE_URL = 'http://copse.test'

  assert.equal((await world.request(null, '/communities')).headers.get('strict-transport-security'), null)
  config().BASE_URL = BASE_URL
})

test('no other site may read an answer, whatever it says of itself (ASVS 3.4.2)', async () => {
  for (const origin of ['https://evil.example', 'null', 'https://copse.test'])
    for (const method of ['GET', 'OPTIONS']) {
      const { headers } = await world.request(world.ben, '/today', { method, headers: { origin } })
      assert.deepEqual(
        [...headers.keys()].filter((name) => name.startsWith('access-control-')),
        [],
      )
    }
})

test('what somebody signed in sees is kept by no browser and no cache on the way (ASVS 14.2.2, 14.3.2)', async () => {
  const kept: string[] = []
  for (const { method, path } of listRoutes(world.web)) {
    if (method !== 'GET') continue
    const at = path.replace(':community', 'north').replace(/:\w+(\{[^}]*\})?\??/g, 'x')
    const answer = await world.request(world.ben, at)
    if (!/no-store/.test(answer.headers.get('cache-control') ?? '')) kept.push(path)
    await answer.body?.cancel()
  }
  assert.deepEqual(kept, [])
  assert.equal((await world.request(null, '/communities')).headers.get('cache-control'), 'private, no-cache')
})

test('every page of somebody signed in has the way out on it (ASVS 7.4.4)', async () => {
  const without: string[] = []
  let pages = 0
  for (const { method, path } of listRoutes(world.web)) {
    if (method !== 'GET' || /:(?!community)/.test(path)) continue
    const answer = await world.request(world.ana, path.replace(':community', 'north'))
    const isPage = answer.headers.get('content-type')?.startsWith('text/html') && answer.status === 200
    if (isPage) pages++
    if (!isPage) await answer.body?.cancel()
    else if (lacksWayOut(await answer.text())) without.push(path)
  }
  assert.deepEqual(without, [])
  assert.ok(pages > 40, `${pages} pages`)
})

test('signing out wipes what the browser has kept (ASVS 14.3.1)', async () => {
  const answer = await world.submit(world.cho, '/today', '/sign-out')

  assert.match(answer.headers.get('clear-site-data') ?? '', /"storage"/)
  assert.match(answer.headers.get('set-cookie') ?? '', /^__Host-copse=; Max-Age=0;/)
  assert.equal((await world.request(world.cho, '/today')).status, 303)
})

test('every answer says what it is, and text in which letters it is written (ASVS 4.1.1)', async () => {
  const unclear: string[] = []
  const routes = listRoutes(world.web).filter(({ method }) => method === 'GET')
  assert.ok(routes.length > 100, `${routes.length} routes`)
  for (const { path } of routes) {
    const answer = await world.request(
      world.ana,
      path.replace(':community', 'north').replace(/:\w+(\{[^}]*\})?\??/g, 'x'),
    )
    const type = answer.headers.get('content-type') ?? ''
    const isClear =
      answer.status === 303 ||
      /^(text\/(html|plain|csv|markdown|css|javascript); ?charset=utf-8|application\/)/i.test(type)
    if (!isClear && type !== 'text/event-stream') unclear.push(`${path} ${type}`)
    await answer.body?.cancel()
  }
  for (const { headers, status } of await answers())
    if (status !== 303 && !/charset=utf-8|^application\//i.test(headers.get('content-type') ?? ''))
      unclear.push(String(headers.get('content-type')))
  assert.deepEqual(unclear, [])
})

test('no file of the program, no list of a folder and no echo is served (ASVS 13.4.1, 13.4.3, 13.4.4)', async () => {
  for (const path of [
    '/.git/config',
    '/.git/HEAD',
    '/package.json',
    '/src/main.ts',
    '/assets/',
    '/assets',
    '/data/secret',
    '/..%2fpackage.json',
    '/files/',
    '/assets/..%2f..%2fpackage.json',
  ])
    assert.equal((await world.request(world.ana, path)).status, 404, path)
  const asked = new Request('http://copse.test/communities', { headers: { host: 'copse.test', 'x-mine': 'said' } })
  // No client of ours sends it.
  Object.defineProperty(asked, 'method', { value: 'TRACE' })
  const echo = await world.web.request(asked)
  assert.equal(echo.status, 404)
  assert.doesNotMatch(await echo.text(), /x-mine|said/)
})

test('a field sent twice, or one that no form has, misleads nobody (ASVS 15.3.6, 15.3.7)', async () => {
  const send = (body: string) =>
    world.request(null, '/sign-in?address=gus@example.org', {
      method: 'POST',
      body: new URLSearchParams(body),
      headers: { origin: 'https://copse.test' },
    })
  const fields = hiddenFields(await world.page(null, '/sign-in'), '/sign-in')
  const own = new URLSearchParams(fields).toString()
  assert.equal((await send(`${own}&address=ben@example.org&address=eve@example.org`)).status, 422, 'two are none')
  assert.equal((await send(own)).status, 422, 'what stands in the address of the page is no field')
  assert.equal((await send(`${own}&address=ben@example.org&__proto__=x&__proto__=y&constructor=z`)).status, 303)
  assert.equal(({} as Record<string, unknown>).x, undefined)
})

/** A part of a page, as a script asks for it, has none. */
function lacksWayOut(html: string): boolean {
  return html.includes('<html') && !html.includes('action="/sign-out"')
}
