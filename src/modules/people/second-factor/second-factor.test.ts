import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { encode } from 'uqr'
import { openWorld, type World } from '../../../../test/world.ts'
import { codeNow, makeCodes, PAGE, plantKeeper, seen, setUpApp, signedInAnew, wearing } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const KEPT = '/network/system'
const leadsTo = async (...given: Parameters<World['request']>) =>
  (await world.request(...given)).headers.get('location') ?? ''

test('who keeps the network is led to set up a second factor, and then to the page she wanted', async () => {
  const nia = await plantKeeper(world, 'Nia')
  assert.match(await seen(world, nia, '/today'), /You keep the network, and have no second factor yet/)
  assert.equal(await leadsTo(nia, KEPT), `${PAGE}?next=%2Fnetwork%2Fsystem`)
  assert.match(await seen(world, nia, `${PAGE}?next=${KEPT}`), /so that a stolen mailbox is not enough/)

  const begun = await world.submit(nia, `${PAGE}?next=${KEPT}`, `${PAGE}/app`)
  const app = begun.headers.get('location') ?? ''
  assert.equal(app, `${PAGE}/app?next=%2Fnetwork%2Fsystem`)
  const html = await world.page(nia, app)
  const secret = (/<code class="key">([^<]+)/.exec(html)?.[1] ?? '').replaceAll(' ', '')
  assert.match(html, /href="otpauth:\/\/totp\/Network:Nia\?/)
  const confirmed = await world.submit(nia, app, `${PAGE}/app/confirmation`, { code: await codeNow(world, secret) })

  const proven = wearing(nia, confirmed)
  const led = confirmed.headers.get('location') ?? ''
  assert.equal(led, `${PAGE}?next=%2Fnetwork%2Fsystem`)
  assert.match(await seen(world, proven, led), /App that shows codes set up Recovery codes 0 of ten are left.*Go on/)
  assert.equal((await world.request(proven, KEPT)).status, 200)
  await world.work()
  assert.match((await world.lastMailTo(nia)).subject, /Your second factor is set up/)
})

test('at her next sign-in a code of the app opens the pages for twelve hours', async () => {
  const ola = await plantKeeper(world, 'Ola')
  const { secret } = await setUpApp(world, ola)
  const later = await signedInAnew(world, ola)
  assert.match(await seen(world, later, '/today'), /is shown once you have given your second factor/)
  assert.match(await seen(world, later, await leadsTo(later, KEPT)), /Your second factor, please/)
  await world.travel('1 minute')

  const answer = await world.submit(later, `${PAGE}?next=${KEPT}`, PAGE, { code: await codeNow(world, secret) })

  assert.equal(answer.headers.get('location'), KEPT)
  const proven = wearing(later, answer)
  assert.equal((await world.request(proven, KEPT)).status, 200)
  assert.equal((await world.request(later, KEPT)).headers.get('location')?.startsWith('/sign-in'), true, 'a new token')
  await world.travel('12 hours')
  assert.match(await leadsTo(proven, KEPT), /second-factor/)
  assert.equal((await world.request(proven, '/today')).status, 200, 'she is still signed in')
})

test('ten recovery codes are shown once; each counts once, and she is told', async () => {
  const pam = await plantKeeper(world, 'Pam')
  const { keeper } = await setUpApp(world, pam)
  assert.match(await seen(world, keeper, '/today'), /You have no recovery codes/)
  const codes = await makeCodes(world, keeper)
  assert.equal(new Set(codes).size, 10)
  assert.doesNotMatch(await world.page(keeper, PAGE), new RegExp(codes[0] ?? 'x'))
  const later = await signedInAnew(world, pam)

  const typed = (codes[0] ?? '').toUpperCase().replaceAll('-', ' ')
  const answer = await world.submit(later, PAGE, PAGE, { code: typed })

  assert.equal((await world.request(wearing(later, answer), KEPT)).status, 200)
  assert.match(await seen(world, wearing(later, answer), PAGE), /9 of ten are left/)
  const again = await signedInAnew(world, pam)
  assert.equal((await world.submit(again, PAGE, PAGE, { code: codes[0] ?? '' })).status, 422)
  await world.work()
  assert.match((await world.lastMailTo(pam)).text, /9 are left/)
  const fresh = await makeCodes(world, wearing(later, answer))
  assert.equal(
    (await world.submit(again, PAGE, PAGE, { code: codes[1] ?? '' })).status,
    422,
    'those of before are void',
  )
  assert.equal((await world.submit(again, PAGE, PAGE, { code: fresh[1] ?? '' })).status, 303)
})

test('her app goes when she removes it, and a letter says so', async () => {
  const qui = await plantKeeper(world, 'Qui')
  const { keeper, secret } = await setUpApp(world, qui)

  assert.equal((await world.submit(keeper, PAGE, `${PAGE}/app/removal`)).headers.get('location'), `${PAGE}?removed`)

  await world.work()
  assert.match((await world.lastMailTo(qui)).subject, /The codes of your app count no more/)
  const later = await signedInAnew(world, qui)
  assert.match(await seen(world, later, PAGE), /Set up your second factor/)
  const { csrf = '' } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(later, PAGE))?.[1] }
  assert.equal((await world.send(later, PAGE, { csrf, code: await codeNow(world, secret, 1) })).status, 422)
})

test('of a member nobody asks it, and there is no such page for her', async () => {
  const { ben } = world
  const member = await signedInAnew(world, ben)
  assert.equal((await world.request(member, '/today')).status, 200)
  assert.equal((await world.request(member, PAGE)).status, 404)
  const { csrf = '' } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(member, '/me'))?.[1] }
  for (const path of ['app', 'app/confirmation', 'app/removal', 'codes'])
    assert.ok((await world.send(member, `${PAGE}/${path}`, { csrf, code: '123456' })).status >= 403, path)
})

test('in the demonstration nobody is asked', async () => {
  const rex = await plantKeeper(world, 'Rex')
  await world.db.updateTable('community').set({ demonstration: true }).execute()
  try {
    assert.equal((await world.request(rex, KEPT)).status, 200)
  } finally {
    await world.db.updateTable('community').set({ demonstration: false }).execute()
  }
  assert.equal((await world.request(rex, KEPT)).status, 303)
})

test('the app can be told its key by a QR code, drawn without a style or script of its own (ASVS 3.4.3)', async () => {
  const yan = await plantKeeper(world, 'Yan')
  await world.submit(yan, PAGE, `${PAGE}/app`)

  const html = await world.page(yan, `${PAGE}/app`)

  const [svg = ''] = /<svg class="qr-code".*?<\/svg>/s.exec(html) ?? []
  const [, href = ''] = /href="(otpauth:[^"]+)"/.exec(html) ?? []
  assert.match(svg, /role="img" aria-label="QR code for your authenticator app"/)
  assert.doesNotMatch(svg, /style|script|href/)
  const { data } = encode(href.replaceAll('&amp;', '&'), { ecc: 'L', border: 4 })
  assert.deepEqual(drawn(svg, data.length), data)
})

/** The squares that the lines of a drawing cover. */
function drawn(svg: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false))
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)\.5h(\d+)/g))
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(width))
  return rows
}
