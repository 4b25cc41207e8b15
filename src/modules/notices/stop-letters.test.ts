import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantMember, type World } from '../../../test/world.ts'
import { stopLetterToken } from '../../platform/mail/tokens.ts'
import { atHour, choose, digestsOf, joinToo, lastDigest, talk } from './builders.ts'
import { digestAddress } from './jobs.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMember(world.db, world.ana.id, world.south.id)
})
after(() => world.close())

const rhythmOf = async (actor: Actor) => {
  const { digest_rhythm } = await world.db
    .selectFrom('person')
    .select('digest_rhythm')
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow()
  return digest_rhythm
}

const linkOf = (actor: Actor) => `/stop/${stopLetterToken(actor.id, digestAddress.code)}`

test('the stop of a digest stops the digest, says so, and nothing else', async () => {
  const { ana, ben, db } = world
  await atHour(world, 12)
  await choose(world, ben, 'digest')
  await joinToo(world, ben, world.south.id)
  await talk(world, ana, 'Sheds', 'Bamboo lasts.')
  await atHour(world, 8)
  const digest = await lastDigest(world, ben)
  const link = /\/stop\/\w+/.exec(/^List-Unsubscribe: .*$/m.exec(digest.headers)?.[0] ?? '')?.[0] ?? ''
  assert.match(digest.text, /Stop the digest: http:\/\/copse\.test\/stop\//)
  assert.match(await world.page(null, link), /Stop: The digest.*Only this stops/s)
  assert.equal(await rhythmOf(ben), 'daily')

  const answer = await world.submit(null, link, link)

  assert.match(await answer.text(), /Stopped: The digest.*All other mail comes as before/s)
  assert.equal(await rhythmOf(ben), 'never')
  const deliveries = await db.selectFrom('membership').select('delivery').where('person_id', '=', ben.id).execute()
  assert.deepEqual(
    deliveries.map(({ delivery }) => delivery),
    ['digest', 'digest'],
  )
  const before = (await digestsOf(world, ben)).length
  await talk(world, ana, 'More', 'Of it.')
  await atHour(world, 8)
  assert.equal((await digestsOf(world, ben)).length, before)
  assert.match(await world.page(ben, '/me/mail'), /value="never"[^>]* checked/)
})

test('“stop” as the whole reply stops it too; any other words are answered and do nothing', async () => {
  const { ana, ben } = world
  await world.submit(ben, '/me/mail', '/me/mail', { digest_rhythm: 'daily' })
  await talk(world, ana, 'Roofs', 'Tin is loud.')
  await atHour(world, 8)
  await world.reply(ben, 'Stop writing about roofs please', await lastDigest(world, ben))
  await world.work()
  assert.equal(await rhythmOf(ben), 'daily')
  assert.match((await world.lastMailTo(ben)).text, /was not posted/)

  await world.reply(ben, 'रोकें', await lastDigest(world, ben))
  await world.work()

  assert.equal(await rhythmOf(ben), 'never')
})

test('a mail program stops it in one step, and a link that is not ours stops nothing', async () => {
  const { cho, dee } = world
  const oneClick = {
    method: 'POST',
    body: 'List-Unsubscribe=One-Click',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://mail.example.org' },
  }
  const answers = [
    await world.request(null, linkOf(cho), oneClick),
    await world.request(null, linkOf(cho), oneClick),
    await world.request(null, `${linkOf(dee)}0`, oneClick),
    await world.request(null, `/stop/${stopLetterToken(dee.id, 999)}`, oneClick),
  ]

  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 404, 404],
  )
  assert.deepEqual([await rhythmOf(cho), await rhythmOf(dee)], ['never', 'daily'])
})

test('a weekday is chosen on the page, and a wrong one is shown again', async () => {
  const { dee, db } = world
  await world.submit(dee, '/me/mail', '/me/mail', { digest_rhythm: 'weekly', digest_weekday: '5' })
  const row = await db
    .selectFrom('person')
    .select(['digest_rhythm', 'digest_weekday'])
    .where('id', '=', dee.id)
    .executeTakeFirst()
  assert.deepEqual(row, { digest_rhythm: 'weekly', digest_weekday: 5 })

  const wrong = await world.submit(dee, '/me/mail', '/me/mail', { digest_rhythm: 'weekly', digest_weekday: '9' })

  assert.equal(wrong.status, 422)
  assert.match(await wrong.text(), /Choose a day of the week/)
})

test('the link of a community opens exactly its setting; that of another community is not there', async () => {
  const { dee } = world
  assert.match(await world.page(dee, '/me/mail/north'), /Mail of North.*How it comes/s)
  assert.equal((await world.request(dee, '/me/mail/south')).status, 404)
  assert.equal((await world.request(null, '/me/mail/north')).status, 303)
})

test('before joining one reads how much mail it is; a member reads how hers comes', async () => {
  const { gus, dee } = world
  assert.match(await world.page(gus, '/communities/north'), /About .* mails? a week lately.*As a member you choose/s)
  assert.match(await world.page(dee, '/communities/north'), /You have chosen: Each message.*\/me\/mail\/north/s)
})

test('the conversations she muted are listed among the settings, each with its way back', async () => {
  const { ana, cho, db } = world
  await talk(world, ana, 'Too loud', 'Very.')
  const thread = await db.selectFrom('thread').selectAll().where('title', '=', 'Too loud').executeTakeFirstOrThrow()
  await db.insertInto('thread_wish').values({ person_id: cho.id, thread_id: thread.id, wish: 'mute' }).execute()
  assert.match(await world.page(cho, '/me/mail'), /Single conversations.*Too loud.*Muted: no mail of it/s)

  await world.submit(cho, '/me/mail', `/communities/north/talk/${thread.key}/wish`)

  assert.deepEqual(await db.selectFrom('thread_wish').select('wish').execute(), [])
  assert.doesNotMatch(await world.page(cho, '/me/mail'), /Too loud/)
})
