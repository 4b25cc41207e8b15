import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMember(world.db, world.dee.id, world.network.id)
  await plantRole(world.db, world.dee.id, world.network.id, 'administrator')
})
after(() => world.close())

const page = async () => words(await world.page(world.dee, '/network/system'))
const keyIn = (html: string, act: string) => new RegExp(`/network/system/mail/(\\w+)/${act}`).exec(html)?.[1] ?? ''

test('only the administrator has the page; for all others it is not there', async () => {
  const { ana, ben, eve } = world
  const answers = await Promise.all([ana, ben, eve].map((actor) => world.request(actor, '/network/system')))

  assert.deepEqual(
    answers.map(({ status }) => status),
    [404, 404, 404],
  )
  assert.match((await world.request(null, '/network/system')).headers.get('location') ?? '', /^\/sign-in/)
  assert.match(await page(), /Nothing is held\..*Nothing waits.*All work is done.*PostgreSQL \d+.*Last migration 0/)
})

test('mail to postmaster is read there and put aside, and waits on Today until then', async () => {
  const { dee, db } = world
  await world.mail('somebody@elsewhere.example', 'postmaster@copse.test', 'Your server', 'It greets wrongly.')
  await world.work()
  assert.match(words(await world.page(dee, '/today')), /one mail to postmaster or abuse You keep the instance\. Read/i)
  assert.doesNotMatch(words(await world.page(world.ana, '/today')), /postmaster/)
  const html = await world.page(dee, '/network/system')
  assert.match(words(html), /somebody@elsewhere\.example.*Your server.*It greets wrongly/)
  const drop = `/network/system/mail/${keyIn(html, 'drop')}/drop`

  await world.submit(dee, '/network/system', drop)

  assert.doesNotMatch(await page(), /Your server/)
  const { state } = await db.selectFrom('inbound_mail').select('state').orderBy('id', 'desc').executeTakeFirstOrThrow()
  assert.equal(state, 'ignored')
})

test('of a reply that is stuck neither subject nor words are shown; it can be tried again as what it was', async () => {
  const { dee, db } = world
  await world.mail('somebody@elsewhere.example', 'abuse@copse.test', 'Private matter', 'Of nobody here.')
  await world.work()
  await sql`update inbound_mail set recipient = 'r-0000@copse.test', reason = 'fault' where state = 'held'`.execute(db)
  const html = await world.page(dee, '/network/system')
  assert.match(words(html), /A reply that could not be taken/)
  assert.doesNotMatch(html, /Private matter|Of nobody here/)
  const retry = `/network/system/mail/${keyIn(html, 'retry')}/retry`
  const stolen = await world.send(world.ana, retry, {})
  assert.notEqual(stolen.status, 303)

  await world.submit(dee, '/network/system', retry)

  const { state, verdict } = await db
    .selectFrom('inbound_mail')
    .select(['state', 'verdict'])
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
  assert.equal(state, 'waiting')
  assert.equal((verdict as { confirmed?: boolean }).confirmed, undefined)
})

test('a mail that waits for the word of its writer is only counted', async () => {
  const { dee, db } = world
  await sql`update inbound_mail set state = 'held', reason = 'other-sender', subject = 'Hers alone', recipient = 'r-' || id || '@copse.test'`.execute(
    db,
  )

  assert.match(await page(), /Replies that wait for the word of their writer 2/)
  assert.doesNotMatch(await world.page(dee, '/network/system'), /Hers alone/)
})

test('letters that failed, work that was given up and people whom nothing reaches are counted', async () => {
  const { ben, dee, db } = world
  await sql`insert into outbox (person_id, about_kind, about_id, letter, message_id, state, error)
    values (${ben.id}, 'post', 1, 'conversations.post', 'x@copse.test', 'failed', '550 5.1.1')`.execute(db)
  await sql`insert into clock (kind, subject_id, due_at, attempts) values ('a.clock', 1, app_now() - interval '1 day', 4)`.execute(
    db,
  )
  await sql`update address set bounced_at = app_now() where person_id = ${ben.id}`.execute(db)

  assert.match(
    await page(),
    /conversations\.post Failed 550 5\.1\.1 1.*a\.clock Clock 1.*People whom no mail reaches 1/,
  )
  assert.match(words(await world.page(dee, '/today')), /one piece of work given up.*one person is reached by no mail/i)
})
