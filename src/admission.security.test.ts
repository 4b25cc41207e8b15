import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import { type Actor, hiddenFields, openWorld, type World } from '../test/world.ts'

let world: World
let server: ReturnType<typeof serve>
let port = 0
before(async () => {
  world = await openWorld()
  server = serve({ fetch: world.web.fetch, port: 0, hostname: '127.0.0.1' })
  await once(server, 'listening')
  port = (server.address() as { port: number }).port
})
after(async () => {
  server.close()
  await world.close()
})

const MOST_INSIDE = 32
const TALK = '/communities/north/talk'

test('whoever comes when 32 are inside is told at once to come again, in her language; health is told all the same (ASVS 2.4.1, 15.2.2)', async () => {
  const all = Array.from({ length: MOST_INSIDE + 20 }, () => world.request(world.ben, '/communities'))
  const health = await Promise.all(['/healthz', '/readyz'].map((path) => world.request(null, path)))
  const inHindi = await world.request(null, '/communities', { headers: { 'accept-language': 'hi' } })
  const answers = await Promise.all(all)

  const refused = answers.filter(({ status }) => status === 503)
  assert.equal(refused.length, 20)
  assert.deepEqual(new Set(refused.map(({ headers }) => headers.get('retry-after'))), new Set(['2']))
  assert.match(await (refused[0] as Response).text(), /Try again in a moment/)
  assert.equal(inHindi.status, 503)
  assert.match(await inHindi.text(), /[\u0900-\u097f]/)
  assert.equal(answers.filter(({ status }) => status === 200).length, MOST_INSIDE)
  for (const { status } of health) assert.equal(status, 200)
})

test('a page that is not there gives its place on', async () => {
  for (let nth = 0; nth < 2 * MOST_INSIDE; nth++) {
    assert.equal((await world.request(world.ben, `${TALK}/nowhere`)).status, 404)
  }
  assert.equal((await world.request(world.ben, TALK)).status, 200)
})

test('forms that come slowly hold nobody up, four of each person are waited for, and each is taken when it is whole (ASVS 2.4.1, 15.4.4)', async () => {
  const { ben, cho, dee } = world
  const hidden = hiddenFields(await world.page(ben, TALK), TALK)
  const body = new URLSearchParams({ ...hidden, title: 'Slowly', body: 'It came in parts.' }).toString()
  const forms = [...Array(6).fill(ben), ...Array(5).fill(cho)].map((person: Actor) => begin(person, body))
  await until(() => forms.filter(({ heard }) => heard().startsWith('HTTP/1.1 503')).length === 3)

  const pages = await Promise.all(Array.from({ length: 12 }, () => world.request(dee, '/communities')))
  assert.deepEqual(new Set(pages.map(({ status }) => status)), new Set([200]))

  const waits = forms.slice(0, 6).find(({ heard }) => heard() === '') as (typeof forms)[0]
  waits.send(body.slice(10))
  await until(() => waits.heard() !== '')
  assert.match(waits.heard(), /^HTTP\/1\.1 303/)
  assert.match(await world.page(ben, TALK), /Slowly/)
  for (const { close } of forms) close()
})

/** Sends the head of a form and the first ten bytes of its body. */
function begin({ cookie }: Actor, body: string) {
  const socket = connect(port, '127.0.0.1')
  let heard = ''
  socket.on('data', (chunk) => {
    heard += chunk
  })
  socket.on('error', () => {})
  const head = [`POST ${TALK} HTTP/1.1`, 'Host: copse.test', `Cookie: ${cookie}`]
  const about = ['Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`]
  socket.write(`${[...head, ...about].join('\r\n')}\r\n\r\n${body.slice(0, 10)}`)
  return { heard: () => heard, send: (rest: string) => socket.write(rest), close: () => socket.destroy() }
}

/** Nothing tells when the program has taken notice of a line: it is asked again for a while. */
async function until(holds: () => boolean) {
  for (let tries = 0; tries < 1000 && !holds(); tries++) await sleep(20)
  assert.ok(holds())
}
