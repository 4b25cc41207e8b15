import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../test/world.ts'
import { countStatements, typedIn, words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const profile = {
  ...{ name: 'Ben Rawat', organisation: 'Jal Sansthan', designation: 'Junior Engineer', area_id: '' },
  ...{ about: 'Tanks and pipes.', language: 'en', time_zone: 'Asia/Kolkata', topics: ['1', '2'] },
}
const save = (fields: Record<string, string | string[]>) =>
  world.submit(world.ben, '/me', '/me', { ...profile, ...fields })
const find = () => world.db.selectFrom('person').selectAll().where('id', '=', world.ben.id).executeTakeFirstOrThrow()

test('a member says who she is, and others of her community read it', async () => {
  const { ben, cho } = world
  const answer = await save({ show_designation: 'yes' })

  assert.equal(answer.headers.get('location'), '/me?saved')
  const page = words(await world.page(cho, `/people/${ben.key}`))
  assert.match(page, /Ben Rawat .*Junior Engineer.*Jal Sansthan.*Tanks and pipes\..*Can be asked about Schools Water/)
  await save({ topics: [], show_designation: '' })
  const less = words(await world.page(cho, `/people/${ben.key}`))
  assert.doesNotMatch(less, /Junior Engineer|Can be asked about/)
})

test('her page is not there for those who share no community with her', async () => {
  const { ben, cho, eve, fay, gus } = world
  assert.equal((await world.request(cho, `/people/${ben.key}`)).status, 200)
  for (const other of [eve, fay, gus]) assert.equal((await world.request(other, `/people/${ben.key}`)).status, 404)
  assert.match((await world.request(null, `/people/${ben.key}`)).headers.get('location') ?? '', /^\/sign-in/)
  assert.equal((await world.request(gus, `/people/${gus.key}`)).status, 200, 'her own she always has')
})

test('what cannot be taken comes back as it was typed, and nothing is saved', async () => {
  const before = await find()
  const wrong = { name: '', organisation: 'x'.repeat(161), time_zone: 'Moon/Base', language: 'xx', area_id: '77777' }

  const answer = await save(wrong)
  const page = await answer.text()

  assert.equal(answer.status, 422)
  const text = words(page)
  for (const sentence of [/Write your name/, /Keep this under 160 letters/, /Choose a time zone/, /Choose a language/])
    assert.match(text, sentence)
  assert.equal(typedIn(page, 'organisation'), 'x'.repeat(161))
  assert.equal(typedIn(page, 'about'), 'Tanks and pipes.')
  assert.deepEqual(await find(), before)
})

test('a place or a topic that there is not is refused, or left out, and breaks nothing', async () => {
  const place = await save({ area_id: '77777' })
  assert.equal(place.status, 422)
  assert.match(words(await place.text()), /Choose a place of the list/)
  assert.equal((await save({ topics: ['1', '99999'] })).status, 303)
  assert.match(words(await world.page(world.cho, `/people/${world.ben.key}`)), /Water/)
})

test('nobody changes the profile of another, nor without a token of hers', async () => {
  const { cho } = world
  await save({ name: 'Ben' })
  const { once = '' } = hiddenFields(await world.page(world.ben, '/me'), '/me')
  const { csrf = '' } = hiddenFields(await world.page(cho, '/me'), '/me')

  assert.equal((await world.send(world.ben, '/me', { ...profile, name: 'Forged', once })).status, 401)
  assert.equal((await world.send(world.ben, '/me', { ...profile, name: 'Forged', once, csrf })).status, 401)
  assert.equal((await world.send(null, '/me', { ...profile, name: 'Forged', once, csrf })).status, 401)
  assert.equal((await find()).name, 'Ben')
})

test('her language is that of her next page', async () => {
  await save({ language: 'hi' })
  assert.match(await world.page(world.ben, '/today'), /<html lang="hi"/)
  await save({ language: 'en' })
  assert.match(await world.page(world.ben, '/today'), /<html lang="en"/)
})

test('her page asks the database no more for two topics than for one', async () => {
  const { ben, cho } = world
  await save({ topics: ['1'] })
  await world.page(cho, `/people/${ben.key}`)
  const one = await countStatements(() => world.page(cho, `/people/${ben.key}`))
  await save({ topics: ['1', '2'] })

  assert.equal(await countStatements(() => world.page(cho, `/people/${ben.key}`)), one)
})
