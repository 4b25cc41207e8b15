import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { verbsOf } from '../doors/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const HOME = '/communities/north'
const PAGE = `${HOME}/charter`
const said = { purpose: 'We ask each other about water.', joining: 'ask' }

test('a charter is written by who looks after the community and read by everyone before joining', async () => {
  const { ana } = world
  await world.submit(ana, PAGE, PAGE, {
    ...said,
    for_whom: 'District officers.',
    expect: 'Answers in two weeks.\nOne document.',
    not_expect: 'Decisions in your place.',
    selection: 'Core members are chosen each January.',
    norms: 'Answer from what you did.',
    admits_external: 'yes',
    rhythm_days: '7',
  })
  const page = words(await world.page(null, HOME))
  assert.match(page, /We ask each other about water\./)
  assert.match(page, /Who it is for District officers\./)
  assert.match(page, /What you can expect of it Answers in two weeks\. One document\./)
  assert.match(page, /What you cannot expect of it Decisions in your place\./)
  assert.match(page, /Core members are chosen each January\./)
  assert.match(
    page,
    /One asks to join.*People in government, and from outside it\..*Readable by the 5 members.*every 7 days/,
  )
  assert.match(page, /Community of practice Members share a practice/)
  assert.match(page, /Ana Coordinator/)
  assert.equal((await verbsOf(world, 'charter.changed')).length, 1)
})

test('what is said in another language stays when one is changed', async () => {
  const { ana, db, north } = world
  await world.submit(ana, `${PAGE}?language=hi`, PAGE, { ...said, purpose: 'हम पानी के बारे में पूछते हैं।', norms: 'नियम' })
  const { purpose, norms } = await db
    .selectFrom('community')
    .select(['purpose', 'norms'])
    .where('id', '=', north.id)
    .executeTakeFirstOrThrow()
  assert.deepEqual(purpose, { en: 'We ask each other about water.', hi: 'हम पानी के बारे में पूछते हैं।' })
  assert.deepEqual(norms, { en: ['Answer from what you did.'], hi: ['नियम'] })
})

test('it opens in the language of whoever writes, and in another where that is chosen', async () => {
  const { ana, db } = world
  const reads = (language: string) => db.updateTable('person').set({ language }).where('id', '=', ana.id).execute()
  await reads('hi')
  const html = await world.page(ana, PAGE)
  assert.equal(hiddenFields(html, PAGE).language, 'hi')
  assert.match(html, /हम पानी के बारे में पूछते हैं।<\/textarea>/)
  assert.equal(hiddenFields(await world.page(ana, `${PAGE}?language=en`), PAGE).language, 'en')
  await reads('en')
  assert.equal(hiddenFields(await world.page(ana, PAGE), PAGE).language, 'en')
})

test('of two who change it at once the second sees both texts, loses nothing, and can save then', async () => {
  const { ana, rao, db, north } = world
  await plantRole(db, rao.id, north.id, 'coordinator')
  const [mine, theirs] = [
    hiddenFields(await world.page(ana, PAGE), PAGE),
    hiddenFields(await world.page(rao, PAGE), PAGE),
  ]
  assert.equal((await world.send(rao, PAGE, { ...theirs, ...said, domain: 'Tanks of Rao.' })).status, 303)

  const answer = await world.send(ana, PAGE, { ...mine, ...said, domain: 'Pumps of Ana.' })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(words(html), /Somebody else saved the charter meanwhile/)
  assert.match(words(html), /Pumps of Ana\..*Saved meanwhile: Tanks of Rao\./)
  assert.match(words(await world.page(null, HOME)), /Tanks of Rao/)

  const again = await world.send(ana, PAGE, { ...hiddenFields(html, PAGE), ...said, domain: 'Pumps and tanks.' })
  assert.equal(again.status, 303)
  assert.match(words(await world.page(null, HOME)), /Pumps and tanks\./)
})

test('sent twice it is changed once', async () => {
  const { ana } = world
  const before = (await verbsOf(world, 'charter.changed')).length
  const fields = { ...hiddenFields(await world.page(ana, PAGE), PAGE), ...said }
  await Promise.all([world.send(ana, PAGE, fields), world.send(ana, PAGE, fields)])
  assert.equal((await verbsOf(world, 'charter.changed')).length, before + 1)
})

test('members, neighbours and strangers do not change it; the administrator of the network does', async () => {
  const { ben, eve, gus, db, network } = world
  for (const one of [ben, eve, gus]) {
    assert.equal((await world.request(one, PAGE)).status, 404)
    const { csrf = '' } = hiddenFields(await world.page(one, '/me/mail'), '/sign-out')
    assert.equal((await world.send(one, PAGE, { csrf, ...said, language: 'en', version: '1' })).status, 404)
  }
  await plantMember(db, gus.id, network.id)
  await plantRole(db, gus.id, network.id, 'administrator')
  assert.equal((await world.request(gus, PAGE)).status, 200)
  assert.equal((await world.request(gus, `${HOME}/members`)).status, 404)
})

test('a wrong rhythm comes back with the words that were typed', async () => {
  const answer = await world.submit(world.ana, PAGE, PAGE, { ...said, rhythm_days: 'often', domain: 'Keep this' })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(html, /Write a number of days/)
  assert.match(html, /Keep this<\/textarea>/)
})

test('the five uses are one tap from the home of a member, the programme of the course among them', async () => {
  const { ben, db, north } = world
  const { id } = await db
    .insertInto('programme')
    .values({ key: 'el-1', name: '{"en":"Leadership course"}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.updateTable('community').set({ programme_id: id }).where('id', '=', north.id).execute()
  const html = await world.page(ben, HOME)
  for (const path of [`${HOME}/queries`, `${HOME}/talk`, `${HOME}/library`, `${HOME}/groups`, '/programmes/el-1'])
    assert.match(html, new RegExp(`href="${path}"`), path)
  assert.match(words(html), /Keep up with Leadership course/)
})

test('a visitor looks in where the room is open to everyone, a member of the network where it is open to that, and else nobody', async () => {
  const { eve, gus, db, north } = world
  const seen = async () => {
    const pages = []
    for (const one of [null, eve]) pages.push(/Look in/.test(words(await world.page(one, HOME))))
    return pages
  }
  const setReach = (reach: 'community' | 'network' | 'public') =>
    db.updateTable('room').set({ reach }).where('community_id', '=', north.id).execute()
  assert.deepEqual(await seen(), [false, false])
  await setReach('network')
  assert.deepEqual(await seen(), [false, true])
  await setReach('public')
  assert.deepEqual(await seen(), [true, true])
  assert.match(words(await world.page(gus, HOME)), /Ask to join/)
  await setReach('community')
})

test('the home of a community asks the database no more for three links than for one', async () => {
  const { db, north, south, network } = world
  const link = (to_id: number, kind: string) =>
    db.insertInto('community_link').values({ from_id: north.id, to_id, kind }).execute()
  await link(south.id, 'sister')
  await world.page(null, HOME)
  const one = await countStatements(() => world.page(null, HOME))
  await link(south.id, 'part_of')
  await link(network.id, 'sister')
  assert.equal(await countStatements(() => world.page(null, HOME)), one)
})
