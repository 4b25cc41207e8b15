import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { type Actor, openWorld, plantCommunity, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { talk } from '../notices/builders.ts'
import { ask, letterTo, pass, postQuery, shape, startOver, words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

const today = async (reader: Actor) => words(await world.page(reader, '/today'))

test('a line says what, why her, until when, and its one act', async () => {
  const { ben, cho, db } = world
  await db.insertInto('declared_topic').values({ person_id: cho.id, topic_id: 1 }).execute()
  await postQuery(world, ben, { title: 'Who paints the tanks?', topics: ['1'] })

  assert.match(
    await today(cho),
    /A query in your topics: Who paints the tanks\? You said that you can be asked about this\. until \w+ \d+ March, 23:59 Answer/,
  )
  await db.deleteFrom('declared_topic').execute()
})

test('a line goes when she has done it by mail', async () => {
  const { ben } = world
  const path = await ask(world, ben)
  await shape(world, path)
  await world.work()
  assert.match(await today(ben), /Your yes is wanted.*You asked it, and it goes to the members with your yes/)

  await world.reply(ben, 'OK', await letterTo(world, ben, /./))
  await pass(world)

  assert.doesNotMatch(await today(ben), /Your yes is wanted/)
})

test('at most seven lines stand there, the rest behind one more step', async () => {
  const { ana, db, north } = world
  for (let nth = 0; nth < 9; nth++) {
    const asker = await plantPerson(db, `Asker${nth}`)
    await plantMember(db, asker.id, north.id)
    await ask(world, asker)
  }

  const html = await world.page(ana, '/today')
  const [before = '', after = ''] = html.split('class="details"')
  assert.equal(before.split('To shape:').length - 1, 7)
  assert.match(after, /2 more/)
  assert.equal(after.split('To shape:').length - 1, 2)
})

test('when mail to all her addresses comes back, Today says so', async () => {
  const { dee, db } = world
  assert.doesNotMatch(await today(dee), /No mail reaches you/)

  await sql`update address set bounced_at = app_now() where person_id = ${dee.id}`.execute(db)
  assert.match(await today(dee), /No mail reaches you Mail to your address came back, so none is sent/)
  assert.doesNotMatch(await today(world.cho), /No mail reaches you/)

  await sql`update address set bounced_at = null`.execute(db)
})

test('her communities stand below with what is unread; what was read or muted is not counted', async () => {
  const { ana, ben, db } = world
  await talk(world, ana, 'Sheds', 'Bamboo lasts.')
  await talk(world, ana, 'Roofs', 'Tin is loud.')
  await sql`update thread set shown_up_to = last_number where shown_up_to = 0`.execute(db)
  await sql`update membership set since = '2026-01-01'`.execute(db)
  assert.match(await today(ben), /Your communities North 2 conversations with something new/)

  const threads = await db.selectFrom('thread').select('id').where('kind', '=', 'talk').orderBy('id').execute()
  await db
    .insertInto('reading')
    .values({ person_id: ben.id, thread_id: threads[0]?.id ?? 0, up_to: 1 })
    .execute()
  await db
    .insertInto('thread_wish')
    .values({ person_id: ben.id, thread_id: threads[1]?.id ?? 0, wish: 'mute' })
    .execute()

  assert.match(await today(ben), /Your communities North Nothing new/)
})

test('Today asks the database no more with twenty communities than with one', async () => {
  const { db, network } = world
  const calendar = await db.selectFrom('calendar').select('id').executeTakeFirstOrThrow()
  const one = await plantPerson(db, 'One')
  const many = await plantPerson(db, 'Many')
  await plantMember(db, one.id, world.north.id)
  for (let nth = 0; nth < 20; nth++) {
    const community = await plantCommunity(db, calendar.id, network.id, `c${nth}`, `C${nth}`)
    await plantMember(db, many.id, community.id)
  }

  const few = await countStatements(() => world.page(one, '/today'))
  const all = await countStatements(() => world.page(many, '/today'))

  console.log(`# ${all} statements`)
  assert.equal(all, few)
  assert.ok(all <= 14, `${all} statements`)
})
