import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  const { db, gus, network } = world
  await plantMember(db, gus.id, network.id)
  await plantRole(db, gus.id, network.id, 'administrator')
})
after(() => world.close())

const PAGE = '/network/convening-body'
const body = {
  name: 'The Commission',
  contact_name: 'Desk',
  contact_address: 'desk@example.org',
  site: 'https://example.org',
}

test('the convening body has contact, site and policies of its own, read by everyone', async () => {
  const { gus } = world
  await world.submit(gus, PAGE, PAGE, { ...body, 'title-1': 'Privacy', 'body-1': 'We keep **little**.' })
  const html = await world.page(null, '/network')
  assert.match(words(html), /Convening body The Commission.*Desk desk@example\.org.*Privacy/)
  assert.match(await world.page(null, '/network/policies/privacy'), /We keep <strong>little<\/strong>/)
  assert.equal((await world.request(null, '/network/policies/nothing')).status, 404)
  assert.equal((await world.request(null, '/network/logo')).status, 404)
})

test('its page opens in the language of whoever writes', async () => {
  const { gus, db } = world
  const reads = (language: string) => db.updateTable('person').set({ language }).where('id', '=', gus.id).execute()
  await reads('hi')
  assert.equal(hiddenFields(await world.page(gus, PAGE), PAGE).language, 'hi')
  await reads('en')
  assert.equal(hiddenFields(await world.page(gus, PAGE), PAGE).language, 'en')
})

test('its numbers are counted, and regions come before all other communities', async () => {
  const { db, south } = world
  const { id } = await db
    .insertInto('area')
    .values({ code: 'IN-KA', name: '{"en":"Karnataka"}' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await db.insertInto('region_area').values({ area_id: id, community_id: south.id, since: '2020-01-01' }).execute()
  const page = words(await world.page(null, '/network'))
  assert.match(page, /8 members of 8 organisations in 0 places, 2 communities/)
  assert.match(page, /Regions Community of practice South .*Communities across the regions Community of practice North/)
})

test('of two administrators who save at once the second sees both texts', async () => {
  const { gus, db, ana, network } = world
  await plantMember(db, ana.id, network.id)
  await plantRole(db, ana.id, network.id, 'administrator')
  const [mine, theirs] = [
    hiddenFields(await world.page(gus, PAGE), PAGE),
    hiddenFields(await world.page(ana, PAGE), PAGE),
  ]
  assert.equal((await world.send(ana, PAGE, { ...theirs, ...body, role: 'Role of Ana' })).status, 303)
  const answer = await world.send(gus, PAGE, { ...mine, ...body, role: 'Role of Gus' })
  assert.equal(answer.status, 422)
  const html = await answer.text()
  assert.match(html, />\s*Role of Gus<\/textarea>/)
  assert.match(words(html), /Saved meanwhile:.*Role of Ana/)
})

test('a logo is a small picture, and nothing else (ASVS 5.2.2)', async () => {
  const { gus } = world
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  const wrong = await world.submit(gus, PAGE, PAGE, {
    ...body,
    logo: new File(['<svg onload=x>'], 'a.svg', { type: 'image/svg+xml' }),
  })
  assert.equal(wrong.status, 422)
  await world.submit(gus, PAGE, PAGE, { ...body, logo: new File([png], 'a.png', { type: 'image/png' }) })
  const logo = await world.request(null, '/network/logo')
  assert.equal(logo.headers.get('content-type'), 'image/png')
})

test('nobody else changes it', async () => {
  const { ben, eve } = world
  for (const one of [ben, eve]) {
    assert.equal((await world.request(one, PAGE)).status, 404)
    const { csrf = '' } = hiddenFields(await world.page(one, '/me/mail'), '/sign-out')
    assert.equal((await world.send(one, PAGE, { csrf, ...body, language: 'en', version: '1' })).status, 404)
    for (const path of ['/communities/elsewhere']) assert.equal((await world.request(one, path)).status, 404)
  }
})

test('communities that live elsewhere are listed with the way to them, by administrators', async () => {
  const { gus } = world
  const path = '/communities/elsewhere'
  assert.equal((await world.submit(gus, path, path, { name: 'Old list', link: 'javascript:alert(1)' })).status, 422)
  await world.submit(gus, path, path, { name: 'Old list', about: 'Engineers.', link: 'mailto:list@example.org' })
  assert.match(await world.page(null, '/communities'), /href="mailto:list@example\.org"/)
  const { key } = await world.db.selectFrom('elsewhere').select('key').executeTakeFirstOrThrow()
  await world.submit(gus, path, `${path}/${key}/removal`)
  assert.doesNotMatch(await world.page(null, '/communities'), /Old list/)
})

test('the directory finds by kind and by words, and keeps its search', async () => {
  const found = async (query: string) => words(await world.page(null, `/communities?${query}`))
  assert.match(await found('q=nor'), /North/)
  assert.doesNotMatch(await found('q=nor'), /South 2|South .*one/)
  assert.match(await found('type=crisis'), /No community fits/)
  assert.match(await world.page(null, '/communities?q=nor'), /value="nor"/)
  assert.equal((await world.request(null, '/communities?page=-1&type=%27&q=%25')).status, 200)
})
