import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { typedIn, words } from '../../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db } = world
  await db.insertInto('area').values({ code: 'IN-UP', name: '{"en":"Uttar Pradesh"}' }).execute()
  await db
    .insertInto('term')
    .values([
      { kind: 'service', key: 'ias', name: '{"en":"IAS"}' },
      { kind: 'cadre', key: 'up', name: '{"en":"UP cadre"}' },
      { kind: 'sector', key: 'water', name: '{"en":"Water sector"}' },
    ])
    .execute()
  await db.insertInto('cohort').values({ key: 'cmctp-2001', name: '{"en":"CMCTP 2001"}' }).execute()
})
after(() => world.close())

type Fields = Record<string, string | string[]>
const save = (part: string, fields: Fields) => world.submit(world.ben, `/me/${part}`, `/me/${part}`, fields)
const find = () => world.db.selectFrom('person').selectAll().where('id', '=', world.ben.id).executeTakeFirstOrThrow()
const seen = async (by = world.cho) => words(await world.page(by, `/people/${world.ben.key}`))

test('what she says of herself, part by part, others of her community read', async () => {
  assert.equal(
    (await save('name', { name: 'Ben Rawat', about: 'Tanks and pipes.' })).headers.get('location'),
    '/me?saved',
  )
  await save('service', { service_id: '1', cadre_id: '2' })
  await save('topics', { topics: ['1', '2'] })
  await save('cohorts', { cohorts: ['1'] })
  await save('languages', { language: 'en', languages: ['mr', 'hi'], time_zone: 'Asia/Kolkata' })

  const text = await seen()
  for (const part of [/Ben Rawat/, /Tanks and pipes\./, /Service IAS/, /Cadre UP cadre/, /Ask me about Schools Water/])
    assert.match(text, part)
  assert.match(text, /Cohorts CMCTP 2001/)
  assert.match(text, /Languages Hindi, Marathi/)
  const mine = words(await world.page(world.ben, '/me'))
  assert.match(mine, /Service and cadre IAS · UP cadre/)
  await save('topics', {})
  assert.doesNotMatch(await seen(), /Ask me about/)
})

test('a new posting ends the one before and leaves it in the history; a correction does not', async () => {
  const work = { designation: 'Engineer', organisation: 'Jal Sansthna', sector_id: '3', area_id: '1' }
  await save('posting', { ...work, since: '2024-05-01' })
  await save('work', { ...work, organisation: 'Jal Sansthan', since: '2024-05-01', show_designation: 'yes' })
  assert.doesNotMatch(await seen(), /Earlier postings|Sansthna/)

  await save('posting', { ...work, designation: 'Chief Engineer', organisation: 'Secretariat', since: '2026-02-02' })

  const text = await seen()
  assert.match(text, /Chief Engineer · Secretariat · Uttar Pradesh/)
  assert.match(text, /In this posting since 2 Feb 2026/)
  assert.match(text, /Earlier postings Engineer · Jal Sansthan · Uttar Pradesh 1 May 2024 to 1 Feb 2026/)
})

test('a designation is shown only where she shows it, in the history too', async () => {
  assert.match(await seen(), /Chief Engineer .* Engineer ·/)

  await save('work', { designation: 'Chief Engineer', organisation: 'Secretariat', since: '2026-02-02' })

  assert.doesNotMatch(await seen(), /Engineer/)
})

test('a posting that begins before the present one, or far ahead, is given back with what was typed (ASVS 2.2.3)', async () => {
  for (const [since, why] of [
    ['2020-01-01', /The posting you have now began on 2 Feb 2026/],
    ['2099-01-01', /more than a month ahead/],
    ['', /Say from which day on/],
    ['2026-13-45', /Write the day/],
  ] as const) {
    const answer = await save('posting', { organisation: 'Elsewhere', since })
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(words(page), why)
    assert.equal(typedIn(page, 'organisation'), 'Elsewhere')
  }
  assert.equal((await find()).organisation, 'Secretariat')
})

test('her mail address is shown by her own wish only (ASVS 8.2.3, 15.3.1)', async () => {
  assert.doesNotMatch(await seen(), /ben@example\.org/)

  await save('sharing', { shows_address: 'yes' })

  assert.match(await seen(), /Write to Ben Rawat ben@example\.org/)
  await save('sharing', {})
  assert.doesNotMatch(await seen(), /ben@example\.org/)
})

test('what moves her is for herself only (ASVS 8.2.3, 15.3.1)', async () => {
  await save('motives', { motives: ['career', 'people'] })

  assert.match(words(await world.page(world.ben, '/me')), /It helps my career, Meeting interesting people/)
  assert.doesNotMatch(await seen(), /career|interesting people/)
  assert.deepEqual((await find()).motives, ['career', 'people'])
})

test('her page is not there for those who share no community with her, nor when she is suspended or erased (ASVS 8.2.2)', async () => {
  const { db, ben, cho, eve, fay, gus } = world
  assert.equal((await world.request(cho, `/people/${ben.key}`)).status, 200)
  for (const other of [eve, fay, gus]) assert.equal((await world.request(other, `/people/${ben.key}`)).status, 404)
  assert.match((await world.request(null, `/people/${ben.key}`)).headers.get('location') ?? '', /^\/sign-in/)
  assert.equal((await world.request(gus, `/people/${gus.key}`)).status, 200, 'her own she always has')

  for (const state of ['suspended', 'erased'] as const) {
    await db.updateTable('person').set({ state }).where('id', '=', ben.id).execute()
    assert.equal((await world.request(cho, `/people/${ben.key}`)).status, 404)
  }
  await db.updateTable('person').set({ state: 'active' }).where('id', '=', ben.id).execute()
})

test('what cannot be taken comes back as it was typed, and nothing is saved (ASVS 2.2.1, 2.2.2)', async () => {
  const before = await find()
  const long = 'x'.repeat(161)
  for (const [part, fields, why, kept] of [
    ['name', { name: '', about: 'Kept.' }, /Write your name/, { name: '', about: 'Kept.' }],
    ['work', { organisation: long, area_id: '1' }, /Keep this under 160 letters/, { organisation: long }],
    ['work', { area_id: '77777', designation: 'Clerk' }, /Choose a place of the list/, { designation: 'Clerk' }],
    ['service', { service_id: '2' }, /Choose a service of the list/, {}],
    ['languages', { language: 'xx', time_zone: 'Moon/Base' }, /Choose a language.*Choose a time zone/, {}],
  ] as [string, Fields, RegExp, Fields][]) {
    const answer = await save(part, fields)
    const page = await answer.text()
    assert.equal(answer.status, 422, part)
    assert.match(words(page), why)
    for (const [name, value] of Object.entries(kept)) assert.equal(typedIn(page, name), value, name)
  }
  assert.deepEqual(await find(), before)
})

test('a topic or a cohort that there is not is left out', async () => {
  assert.equal((await save('topics', { topics: ['1', '99999'] })).status, 303)
  assert.equal((await save('cohorts', { cohorts: ['1', '99999'] })).status, 303)
  assert.match(await seen(), /Ask me about Water/)
})

test('of two windows the second is told what the first has saved, and loses nothing', async () => {
  const { ben } = world
  const old = hiddenFields(await world.page(ben, '/me/name'), '/me/name')
  await save('name', { name: 'Ben R.', about: 'From the first window.' })

  const answer = await world.send(ben, '/me/name', { ...old, name: 'Ben', about: 'From the second.' })
  const page = await answer.text()

  assert.equal(answer.status, 422)
  assert.match(words(page), /changed in another window/)
  assert.match(words(page), /Saved now Ben R\. · From the first window\./)
  assert.equal(typedIn(page, 'about'), 'From the second.')
  assert.equal((await find()).about, 'From the first window.')
  const again = await world.send(ben, '/me/name', { ...hiddenFields(page, '/me/name'), name: 'Ben', about: 'Both.' })
  assert.equal(again.status, 303)
  assert.equal((await find()).about, 'Both.')
})

test('nobody changes the profile of another, nor without a token of hers', async () => {
  const { cho, ben } = world
  const { once = '' } = hiddenFields(await world.page(ben, '/me/name'), '/me/name')
  const { csrf = '' } = hiddenFields(await world.page(cho, '/me/name'), '/me/name')

  for (const [who, fields] of [
    [ben, { once }],
    [ben, { once, csrf }],
    [null, { once, csrf }],
  ] as const)
    assert.equal((await world.send(who, '/me/name', { name: 'Forged', ...fields })).status, 401)
  assert.equal((await find()).name, 'Ben')
})

test('her language is that of her next page', async () => {
  await save('languages', { language: 'hi', time_zone: 'Asia/Kolkata' })
  assert.match(await world.page(world.ben, '/today'), /<html lang="hi"/)
  await save('languages', { language: 'en', time_zone: 'Asia/Kolkata' })
  assert.match(await world.page(world.ben, '/today'), /<html lang="en"/)
})

test('her page asks the database no more for two topics than for one', async () => {
  const { ben, cho } = world
  await save('topics', { topics: ['1'] })
  await world.page(cho, `/people/${ben.key}`)
  const one = await countStatements(() => world.page(cho, `/people/${ben.key}`))
  await save('topics', { topics: ['1', '2'] })

  assert.equal(await countStatements(() => world.page(cho, `/people/${ben.key}`)), one)
})
