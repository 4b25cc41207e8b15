import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
beforeEach(async () => {
  await world.db.deleteFrom('connection').execute()
  await world.db.deleteFrom('outbox').execute()
})
after(() => world.close())

const path = (other: Actor) => `/people/${other.key}/connection`
const ask = (actor: Actor, other: Actor, line = 'Floods of 2008') =>
  world.submit(actor, path(other), path(other), { line })
const answer = (actor: Actor, other: Actor, said: string) =>
  world.submit(actor, path(other), `${path(other)}/answer`, { answer: said })
const seen = async (reader: Actor, of: Actor) => words(await world.page(reader, `/people/${of.key}`))

test('what one says stands on both profiles only when the other says so too', async () => {
  const { ben, cho, dee } = world
  await ask(ben, cho)
  assert.doesNotMatch(await seen(dee, ben), /Has worked with/)
  assert.match(words(await world.page(cho, '/today')), /Ben says that you worked together/)

  assert.equal((await answer(cho, ben, 'yes')).headers.get('location'), `/people/${ben.key}?saved`)

  assert.match(await seen(dee, ben), /Has worked with .*Cho/)
  assert.match(await seen(dee, cho), /Has worked with .*Ben/)
  assert.doesNotMatch(await seen(dee, ben), /Floods of 2008/)
  assert.match(words(await world.page(cho, path(ben))), /Floods of 2008/)
  await world.work()
  assert.match((await world.lastMailTo(ben)).subject, /Cho says so too/)
  assert.doesNotMatch(words(await world.page(cho, '/today')), /says that you worked together/)
})

test('a reply of one word to the mail is enough, in Hindi too', async () => {
  const { ben, cho, dee } = world
  await ask(ben, cho)
  await world.work()
  const asked = await world.lastMailTo(cho)
  assert.match(asked.text, /Floods of 2008/)
  assert.match(asked.text, /Reply YES/)

  await world.reply(cho, 'हाँ', asked)
  await world.work()

  assert.match(await seen(dee, ben), /Has worked with .*Cho/)
})

test('a no is not told, and is the end of the asking', async () => {
  const { ben, cho, dee } = world
  await ask(ben, cho)
  await world.work()
  await world.reply(cho, 'No')
  await world.work()
  const before = (await world.mailsTo(cho)).length
  assert.equal((await world.mailsTo(ben)).filter(({ subject }) => /no/i.test(subject)).length, 0)
  assert.match(words(await world.page(ben, path(cho))), /You asked Cho to say so too/)

  await world.submit(ben, path(cho), `${path(cho)}/removal`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(ben, '/me/name'))?.[1] ?? ''
  await world.send(ben, path(cho), { csrf, line: 'Again' })
  await world.work()

  assert.equal((await world.mailsTo(cho)).length, before)
  assert.doesNotMatch(words(await world.page(cho, '/today')), /worked together/)
  assert.doesNotMatch(await seen(dee, ben), /Has worked with/)
  await ask(cho, ben)
  assert.match(await seen(dee, ben), /Has worked with .*Cho/, 'her own word later is a yes')
})

test('two who ask each other have both said yes', async () => {
  const { ben, cho, dee } = world

  await Promise.all([ask(ben, cho), ask(cho, ben)])

  assert.match(await seen(dee, ben), /Has worked with .*Cho/)
})

test('either may end it, and it stands on neither profile', async () => {
  const { ben, cho, dee } = world
  await ask(ben, cho)
  await answer(cho, ben, 'yes')
  assert.match(await seen(dee, ben), /Has worked with/)

  await world.submit(cho, path(ben), `${path(ben)}/removal`)

  assert.doesNotMatch(await seen(dee, ben), /Has worked with/)
  assert.doesNotMatch(await seen(dee, cho), /Has worked with/)
})

test('it is shown only to whom both are known, and nobody answers for another', async () => {
  const { ben, cho, dee, fay, db, south } = world
  await ask(ben, cho)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(dee, '/me/name'))?.[1] ?? ''
  assert.equal((await world.send(dee, `${path(ben)}/answer`, { csrf, answer: 'yes' })).status, 404)
  for (const act of ['', '/answer', '/removal'])
    assert.equal((await world.send(fay, `${path(ben)}${act}`, { csrf: await tokenOf(fay), answer: 'yes' })).status, 404)
  assert.equal((await world.request(ben, path(ben))).status, 404, 'not with herself')

  await answer(cho, ben, 'yes')
  await db.insertInto('membership').values({ person_id: ben.id, community_id: south.id, state: 'member' }).execute()

  assert.match(await seen(fay, ben), /Office of Ben/)
  assert.doesNotMatch(await seen(fay, ben), /Has worked with/)
})

test('where ways have crossed is said only when both show it', async () => {
  const { db, ben, cho, dee } = world
  await db.insertInto('cohort').values({ key: 'c', name: '{"en":"CMCTP 2001"}' }).execute()
  for (const { id } of [ben, cho]) {
    await db.insertInto('cohort_person').values({ cohort_id: 1, person_id: id }).execute()
    await db.insertInto('posting').values({ person_id: id, organisation: 'Jal Nigam', source: 'self' }).execute()
  }
  const show = (actor: Actor) => world.submit(actor, '/me/sharing', '/me/sharing', { shows_ties: 'yes' })
  const hint = /You were both in CMCTP 2001\. You were both at Jal Nigam\./
  await show(ben)
  assert.doesNotMatch(await seen(ben, cho), hint)

  await show(cho)

  assert.match(await seen(ben, cho), hint)
  assert.match(await seen(cho, ben), hint)
  assert.doesNotMatch(await seen(dee, ben), hint)
})

test('a line that is too long is given back', async () => {
  const answered = await ask(world.ben, world.cho, 'x'.repeat(201))

  assert.equal(answered.status, 422)
  assert.match(words(await answered.text()), /Keep this under 200 letters/)
})

async function tokenOf(actor: Actor) {
  return /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me/name'))?.[1] ?? ''
}
