import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { config } from '../../platform/config.ts'
import { askForCode, copyTo, idsTo, invite } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a person reads the mail to her own addresses, and nobody else does', async () => {
  const { ana, ben, gus } = world
  await invite(world, ana, 'Ida', 'ida@example.org')
  await askForCode(world, ben)
  const [id] = await idsTo(world, 'ben@example.org')

  assert.match(await world.page(ben, '/mailbox'), /is your code for signing in/)
  assert.match(await world.page(ben, `/mailbox/${id}`), /It can be used once/)
  for (const other of [ana, gus]) {
    assert.doesNotMatch(await world.page(other, '/mailbox'), /is your code for signing in|invites you/)
    for (const path of ['', '/html']) {
      const answer = await world.request(other, `/mailbox/${id}${path}`)
      assert.equal(answer.status, 404)
    }
  }
  assert.match((await world.request(null, '/mailbox')).headers.get('location') ?? '', /^\/sign-in\?next=/)
})

test('an address that is only entered shows nothing, so that its code proves it', async () => {
  const { ben, cho, db } = world
  await db.insertInto('address').values({ person_id: cho.id, address: 'cho@home.example', is_primary: false }).execute()
  await db.insertInto('mailbox').values(copyTo('cho@home.example')).execute()
  assert.doesNotMatch(await world.page(cho, '/mailbox'), /A letter of old/)

  await db.updateTable('address').set({ verified_at: new Date() }).where('address', '=', 'cho@home.example').execute()

  assert.match(await world.page(cho, '/mailbox'), /A letter of old/)
  assert.doesNotMatch(await world.page(ben, '/mailbox'), /A letter of old/)
})

test('what was written to another person does not come with her address', async () => {
  const { ben, dee, db } = world
  await askForCode(world, ben)
  await db
    .updateTable('address')
    .set({ person_id: dee.id, is_primary: false })
    .where('address', '=', ben.address)
    .execute()

  assert.doesNotMatch(await world.page(dee, '/mailbox'), /is your code for signing in/)

  await db
    .updateTable('address')
    .set({ person_id: ben.id, is_primary: true })
    .where('address', '=', ben.address)
    .execute()
  assert.match(await world.page(ben, '/mailbox'), /is your code for signing in/)
})

test('the HTML of a mail can set its own type, and can load, run and send nothing (ASVS 1.3.5, 3.2.1)', async () => {
  const { ben } = world
  const [id] = await idsTo(world, ben.address)

  const answer = await world.request(ben, `/mailbox/${id}/html`)

  assert.equal(
    answer.headers.get('content-security-policy'),
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'; base-uri 'none'",
  )
  assert.match(await answer.text(), /<body/)
})

test('a long mailbox comes in parts', async () => {
  const { fay, db } = world
  const rows = Array.from({ length: 25 }, (_, at) => ({ ...copyTo(fay.address), subject: `Number ${at + 1}.` }))
  await db.insertInto('mailbox').values(rows).execute()

  const newest = await world.page(fay, '/mailbox')
  const [, earlier = ''] = /href="(\/mailbox\?before=\d+)"/.exec(newest) ?? []

  assert.match(newest, /Number 25\..*Number 6\./s)
  assert.doesNotMatch(newest, /Number 5\./)
  assert.match(await world.page(fay, earlier), /Number 5\..*Number 1\./s)
})

test('where a mail server is set there is no mailbox', async () => {
  const { ben } = world
  assert.match(await world.page(ben, '/today'), /href="\/mailbox"/)
  config().SMTP_URL = 'smtp://mail.example:25'

  try {
    const [id] = await idsTo(world, ben.address)
    for (const path of ['/mailbox', '/mailbox/new', `/mailbox/${id}`, `/mailbox/${id}/html`])
      assert.equal((await world.request(ben, path)).status, 404)
    assert.doesNotMatch(await world.page(ben, '/today'), /href="\/mailbox"/)
  } finally {
    config().SMTP_URL = undefined
  }
})
