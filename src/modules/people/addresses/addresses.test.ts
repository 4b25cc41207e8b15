import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { findSender, noteBounce } from '../index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
beforeEach(() => world.db.deleteFrom('rate_count').execute())
after(() => world.close())

const PATH = '/me/addresses'

/** Asks for a code; gives the page where it is typed. */
async function add(actor: Actor, address: string, kind = 'personal'): Promise<string> {
  const answer = await world.submit(actor, PATH, PATH, { address, kind })
  await world.work()
  return answer.headers.get('location') ?? `${answer.status} ${words(await answer.text())}`
}

const codeIn = async (address: string) => /\d{6}/.exec((await world.lastMailTo(address)).subject)?.[0] ?? ''
const prove = (actor: Actor, path: string, code: string) => world.submit(actor, path, path, { code })
const ownersOf = async (address: string) => (await findSender(world.db, address))?.person_id ?? null

test('an address is hers when the code mailed to it comes back, and not before', async () => {
  const { ben } = world
  const path = await add(ben, 'Ben@Home.example')
  assert.equal(await ownersOf('ben@home.example'), null)

  const answer = await prove(ben, path, await codeIn('ben@home.example'))

  assert.equal(answer.headers.get('location'), `${PATH}?saved`)
  assert.equal(await ownersOf('ben@home.example'), ben.id)
  assert.match(
    words(await world.page(ben, PATH)),
    /Personal · Used when mail to the first one comes back ben@home\.example/,
  )
  await world.work()
  assert.match((await world.lastMailTo(ben)).subject, /ben@home\.example is now one of your addresses/)
  assert.equal((await prove(ben, path, await codeIn('ben@home.example'))).status, 422, 'the code counts once')
})

test('an address of somebody else looks the same on the page, and its owner is told', async () => {
  const { ben, cho } = world
  const free = words(await world.page(ben, await add(ben, 'free@home.example'))).replaceAll('free@home.example', 'X')
  const path = await add(ben, 'cho@example.org')

  const taken = words(await world.page(ben, path)).replaceAll('cho@example.org', 'X')

  assert.equal(taken, free)
  assert.match((await world.lastMailTo(cho)).text, /tried to add cho@example\.org to another profile/)
  assert.doesNotMatch((await world.lastMailTo(cho)).text, /Ben/)
  assert.equal((await prove(ben, path, '123456')).status, 422)
  assert.equal(await ownersOf('cho@example.org'), cho.id)
  const told = (await world.mailsTo(cho)).length
  await add(ben, 'cho@example.org')
  assert.equal((await world.mailsTo(cho)).length, told, 'told once a day')
})

test('five wrong codes kill the right one, and it is good for twenty minutes', async () => {
  const { dee } = world
  const first = await add(dee, 'dee@home.example')
  const code = await codeIn('dee@home.example')
  const wrong = code === '000000' ? '000001' : '000000'
  for (let nth = 0; nth < 5; nth++) assert.equal((await prove(dee, first, wrong)).status, 422)
  assert.equal((await prove(dee, first, code)).status, 422)

  const second = await add(dee, 'dee@home.example')
  const late = await codeIn('dee@home.example')
  await world.travel('21 minutes')
  assert.equal((await prove(dee, second, late)).status, 422)
  assert.equal(await ownersOf('dee@home.example'), null)
})

test('who asks for many codes waits, by account and by address', async () => {
  const { cho, ana, rao } = world
  for (let nth = 0; nth < 5; nth++) assert.match(await add(cho, `many${nth}@home.example`), /^\/me\/addresses\//)
  assert.match(await add(cho, 'many6@home.example'), /many tries in a short time/)

  for (let nth = 0; nth < 5; nth++) await add(nth % 2 ? ana : rao, 'victim@home.example')
  assert.match(await add(ana, 'victim@home.example'), /many tries in a short time/)
})

test('the first address is changed and the old one removed without losing anything; the last one stays', async () => {
  const { ben, db } = world
  const idOf = async (address: string) =>
    String((await db.selectFrom('address').select('id').where('address', '=', address).executeTakeFirstOrThrow()).id)
  const act = async (what: string, address: string) =>
    world.submit(ben, PATH, `${PATH}/${what}`, { address_id: await idOf(address) })
  const before = await db.selectFrom('membership').selectAll().where('person_id', '=', ben.id).execute()

  await act('primary', 'ben@home.example')
  await act('removal', 'ben@example.org')

  assert.equal(await ownersOf('ben@example.org'), null)
  assert.match(words(await world.page(ben, PATH)), /Personal · Your mail goes here first ben@home\.example/)
  assert.deepEqual(await db.selectFrom('membership').selectAll().where('person_id', '=', ben.id).execute(), before)
  const { csrf } = { csrf: /name="csrf" value="([^"]+)"/.exec(await world.page(ben, PATH))?.[1] ?? '' }
  const last = await world.send(ben, `${PATH}/removal`, { csrf, address_id: await idOf('ben@home.example') })
  assert.equal(last.status, 409)
  assert.equal(await ownersOf('ben@home.example'), ben.id)
})

test('nobody touches the addresses of another', async () => {
  const { cho, eve, db } = world
  const path = await add(eve, 'eve@home.example')
  const { id } = await db.selectFrom('address').select('id').where('person_id', '=', eve.id).executeTakeFirstOrThrow()
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(cho, PATH))?.[1] ?? ''

  assert.equal((await world.request(cho, path)).status, 404)
  const code = await codeIn('eve@home.example')
  assert.equal((await world.send(cho, path, { csrf, code })).status, 404)
  for (const what of ['primary', 'removal'])
    assert.equal((await world.send(cho, `${PATH}/${what}`, { csrf, address_id: String(id) })).status, 404)
  assert.equal((await prove(eve, path, code)).status, 303, 'her own code is good')
})

test('when mail to the first address comes back, the other is used and Today says so', async () => {
  const { db, eve } = world
  await noteBounce(db, eve.id, { hard: true })

  const today = words(await world.page(eve, '/today'))
  assert.match(today, /Mail to eve@example\.org comes back\. We write to eve@home\.example now\./)
  assert.match(words(await world.page(eve, PATH)), /Mail to it came back.* eve@example\.org/)

  const path = await add(eve, 'eve@example.org', 'official')
  await prove(eve, path, await codeIn('eve@example.org'))

  assert.doesNotMatch(words(await world.page(eve, '/today')), /comes back/)
})

test('what is no address, or is hers already, is given back', async () => {
  const { eve } = world
  assert.match(await add(eve, 'nonsense'), /^422 .*Write one mail address/)
  assert.match(await add(eve, 'eve@home.example'), /^422 .*among yours already/)
})
