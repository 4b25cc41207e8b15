import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { shapeOf } from '../../../../test/support/same-answer.ts'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { makeSignInLink } from './sign-in.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const start = (address: string, fields: Record<string, string> = {}) =>
  world.submit(null, '/sign-in', '/sign-in', { address, ...fields })
const pathOf = (answer: Response) => answer.headers.get('location') ?? ''
const cookieOf = (answer: Response) => /copse=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
const enter = (path: string, code: string) => world.submit(null, path, path, { code })
const withCookie = (cookie: string | undefined) => ({ ...world.ben, cookie: cookie ?? '' })

/** Asks for a code; gives the page where it is typed, and the code. */
async function askForCode(person: Actor, fields: Record<string, string> = {}) {
  await world.work() // Of letters that waited since another test, any could be the last to go.
  const path = pathOf(await start(person.address, fields))
  await world.work()
  const { subject } = await world.lastMailTo(person)
  return { path, code: /^(\d{6}) is your code/.exec(subject)?.[1] ?? '' }
}
const wrong = (code: string) => (code === '000000' ? '000001' : '000000')

test('a mailed code signs in, once, and leads where she wanted to go (ASVS 6.4.1, 6.5.1)', async () => {
  const { path, code } = await askForCode(world.ben, { next: '/communities/north/members' })
  assert.equal((await world.request(null, '/today')).headers.get('location'), '/sign-in?next=%2Ftoday')

  const answer = await enter(path, `${code.slice(0, 3)} ${code.slice(3)}`)

  assert.deepEqual([answer.status, pathOf(answer)], [303, '/communities/north/members'])
  assert.match(answer.headers.get('set-cookie') ?? '', /^copse=[^;]+; .*HttpOnly; SameSite=Lax/)
  assert.match(await world.page(withCookie(cookieOf(answer)), '/today'), /What needs you, Ben/)
  const again = await enter(path, code)
  assert.equal(again.status, 422)
  assert.match(await again.text(), /has been used, or is too old/)
  assert.equal(cookieOf(again), undefined)
})

test('a mailed link does nothing when a scanner opens it; its button signs in, once (ASVS 3.5.3, 6.5.1, 7.6.2)', async () => {
  await start(world.ben.address)
  await world.work()
  const [, link = ''] = /http:\/\/copse\.test(\/sign-in\/\S+)/.exec((await world.lastMailTo(world.ben)).text) ?? []
  for (let nth = 0; nth < 3; nth++) assert.equal(cookieOf(await world.request(null, link)), undefined)

  const answer = await world.submit(null, link, link)

  assert.deepEqual([answer.status, pathOf(answer)], [303, '/today'])
  assert.match(await world.page(withCookie(cookieOf(answer)), '/today'), /What needs you, Ben/)
  assert.equal((await world.submit(null, link, link)).status, 422)
  assert.equal((await world.submit(null, `${link}x`, `${link}x`)).status, 422)
})

test('an address that nobody has looks the same to the last byte; only the mail is missing (ASVS 6.3.8)', async () => {
  const countLetters = async () => (await world.db.selectFrom('outbox').select('id').execute()).length
  const before = await countLetters()
  const shapes: string[] = []
  for (const address of ['ben@example.org', 'ivy@example.org']) {
    const answer = await start(address)
    const path = pathOf(answer)
    const pages = [
      await world.page(null, path),
      await (await enter(path, '12345x')).text(),
      await (await enter(path, '123456')).text(),
    ]
    shapes.push(shapeOf(answer, pages, { path, address }))
  }
  assert.equal(shapes[0], shapes[1])
  assert.match(shapes[0] ?? '', /That code is not right/)
  assert.equal(await countLetters(), before + 1, 'Ben has his code, Ivy has none')
})

test('five wrong codes kill the right one (ASVS 6.3.1, 6.6.3)', async () => {
  for (const [tries, status] of [
    [4, 303],
    [5, 422],
  ] as const) {
    await world.db.deleteFrom('rate_count').execute()
    const { path, code } = await askForCode(world.ben)
    for (let nth = 0; nth < tries; nth++) assert.equal((await enter(path, wrong(code))).status, 422)
    assert.equal((await enter(path, code)).status, status, `after ${tries} wrong ones`)
  }
})

test('ASVS 6.4.1, 6.5.5: a code is good for ten minutes, and the link beside it, which nobody can guess, for thirty', async () => {
  const [old, fresh] = [await askForCode(world.ben), await askForCode(world.cho)]
  const { text } = await world.lastMailTo(world.ben)
  assert.match(text, /within 10 minutes/)
  assert.match(text, /link, within 30 minutes/)
  const link = new URL(/http:\/\/copse\.test\/sign-in\/\S+/.exec(text)?.[0] ?? '').pathname
  await world.travel('9 minutes')
  assert.equal((await enter(fresh.path, fresh.code)).status, 303)
  await world.travel('1 minute')

  const answer = await enter(old.path, old.code)

  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /has been used, or is too old\. Ask for a new one/)
  const late = { ...hiddenFields(await world.page(null, link), link) }
  await world.travel('19 minutes')
  assert.equal((await world.send(null, link, late)).status, 303)
})

test('ASVS 6.5.5: after thirty minutes the link opens nothing', async () => {
  await askForCode(world.dee)
  const link = new URL(/http:\/\/copse\.test\/sign-in\/\S+/.exec((await world.lastMailTo(world.dee)).text)?.[0] ?? '')
    .pathname
  await world.travel('30 minutes')
  assert.equal((await world.submit(null, link, link)).status, 422)
})

test('ASVS 2.3.4, 6.6.3: of many codes sent at once no more than five are looked at', async () => {
  const { path, code } = await askForCode(world.ben)
  const fields = hiddenFields(await world.page(null, path), path)
  const send = () => world.send(null, path, { ...fields, code: wrong(code) })

  const answers = await Promise.all(Array.from({ length: 9 }, async () => (await send()).text()))

  const looked = answers.filter((html) => html.includes('That code is not right'))
  assert.deepEqual([looked.length, answers.filter((html) => html.includes('is too old')).length], [5, 4])
})

test('nobody is led to another house after signing in (ASVS 3.7.2)', async () => {
  for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'evil', '/ evil', '/\u0000/evil']) {
    await world.db.deleteFrom('rate_count').execute()
    const { path, code } = await askForCode(world.ben, { next })
    assert.equal(pathOf(await enter(path, code)), '/today', next)
  }
})

test('what is no address comes back as it was typed, and so does where she wanted to go', async () => {
  const page = await world.page(null, '/sign-in?next=/communities/north')
  const answer = await world.send(null, '/sign-in', { ...hiddenFields(page, '/sign-in'), address: 'ben at example' })
  const html = await answer.text()

  assert.equal(answer.status, 422)
  assert.match(html, /Write one mail address, such as asha@example\.org/)
  assert.match(html, /name="address"[^>]* value="ben at example"|value="ben at example"[^>]* name="address"/)
  assert.equal(hiddenFields(html, '/sign-in').next, '/communities/north')
})

test('who tries too often waits, whichever address it is, and so does one network for many addresses (ASVS 2.4.1, 6.3.1)', async () => {
  const { path, code } = await askForCode(world.ben)
  for (let nth = 0; nth < 9; nth++) assert.equal((await start(world.ben.address)).status, 303)
  const refused = await start(world.ben.address)
  assert.equal(refused.status, 409)
  assert.match(await refused.text(), /Wait a quarter of an hour/)
  assert.equal((await enter(path, code)).status, 303, 'the code that came before is still good')

  const tens = Array.from({ length: 6 }, (_, ten) =>
    Array.from({ length: 10 }, (_, nth) => `nobody${ten}${nth}@example.org`),
  )
  const statuses: number[] = []
  for (const ten of tens)
    statuses.push(...(await Promise.all(ten.map((address) => start(address)))).map(({ status }) => status))
  assert.ok(statuses.includes(409))
  await world.travel('15 minutes')
  assert.equal((await start(world.ben.address)).status, 303)
})

test('a session ends when she signs out, and after sixty days without her (ASVS 7.3.1, 7.4.1)', async () => {
  const { path, code } = await askForCode(world.ben)
  const browser = withCookie(cookieOf(await enter(path, code)))
  assert.equal((await world.request(browser, '/today')).status, 200)

  const out = await world.submit(browser, '/today', '/sign-out')
  assert.deepEqual([out.status, pathOf(out)], [303, '/'])
  assert.equal((await world.request(browser, '/today')).status, 303)

  const { path: second, code: fresh } = await askForCode(world.ben)
  const other = withCookie(cookieOf(await enter(second, fresh)))
  await world.travel('59 days')
  assert.equal((await world.request(other, '/today')).status, 200)
  await world.db.updateTable('session').set({ seen_at: new Date() }).where('person_id', '=', world.cho.id).execute()
  await world.travel('61 days')
  assert.equal((await world.request(other, '/today')).status, 303)
})

test('a suspended person has no session any more and gets no code (ASVS 7.4.2)', async () => {
  const { dee, db } = world
  await db
    .updateTable('session')
    .set({ seen_at: new Date(Date.now() + 365 * 86_400_000) })
    .execute()
  assert.equal((await world.request(dee, '/today')).status, 200)
  const suspend = (state: 'suspended' | 'active') =>
    db.updateTable('person').set({ state }).where('id', '=', dee.id).execute()
  await suspend('suspended')

  assert.equal((await world.request(dee, '/today')).status, 303)
  const before = (await world.mailsTo(dee)).length
  await start(dee.address)
  await world.work()
  assert.equal((await world.mailsTo(dee)).length, before)
  await suspend('active')
})

test('the terminal makes a link for an address that is known, and for no other', async () => {
  const link = (await makeSignInLink(world.db, world.ana.address)).replace('http://copse.test', '')

  assert.equal((await world.submit(null, link, link)).status, 303)
  await assert.rejects(makeSignInLink(world.db, 'nobody@example.org'))
})
