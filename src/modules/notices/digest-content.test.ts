import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, plantMember, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { postQuery } from '../queries/builders.ts'
import { atHour, choose, digestsOf, joinToo, lastDigest, openOnly, talk } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMember(world.db, world.ana.id, world.south.id)
  await atHour(world, 12)
  await choose(world, world.ben, 'digest')
  await joinToo(world, world.ben, world.south.id)
})
after(() => world.close())
beforeEach(() => atHour(world, 12))

const morning = () => atHour(world, 8)
const toSouth = (by: Actor, title: string, body: string) => talk(world, by, title, body, world.south.id)

test('the subject says how much of what, and each part where it stands and who can read it', async () => {
  const { ana, eve, ben } = world
  await talk(world, ana, 'Sheds', 'Bamboo lasts.')
  await toSouth(eve, 'Wells', 'Deeper than before.')
  await morning()

  const { subject, text } = await lastDigest(world, ben)
  assert.match(subject, /^2 messages — \d+ [A-Z][a-z]+$/)
  assert.match(text, /North: Sheds\n-+\n.*Readable by the 5 members of North.*South: Wells\n-+\n.*members of South/s)
})

test('an answer goes straight from the digest to the conversation, by mail', async () => {
  const { ana, ben, db } = world
  await talk(world, ana, 'Tin roofs', 'They are loud.')
  await morning()
  const address = /mailto:(\S+)/.exec((await lastDigest(world, ben)).text)?.[1] ?? ''

  await world.mail(ben, address, 'Re: digest', 'Straw under them helps.')
  await world.work()

  const post = await db.selectFrom('post').select(['author_id', 'body']).orderBy('id', 'desc').executeTakeFirst()
  assert.deepEqual(post, { author_id: ben.id, body: 'Straw under them helps.' })
})

test('what she has read on the page, and threads that she muted, are left out', async () => {
  const { ana, ben, db } = world
  await talk(world, ana, 'Read already', 'On the page.')
  await talk(world, ana, 'Too much of it', 'Muted.')
  await talk(world, ana, 'Neither', 'Left in.')
  const { rows } = await sql<{
    id: number
    title: string
  }>`select id, title from thread order by id desc limit 3`.execute(db)
  const idOf = (title: string) => rows.find((row) => row.title === title)?.id ?? 0
  await db
    .insertInto('reading')
    .values({ person_id: ben.id, thread_id: idOf('Read already'), up_to: 1 })
    .execute()
  await db
    .insertInto('thread_wish')
    .values({ person_id: ben.id, thread_id: idOf('Too much of it'), wish: 'mute' })
    .execute()
  await morning()

  const { text } = await lastDigest(world, ben)
  assert.match(text, /Left in/)
  assert.doesNotMatch(text, /On the page\.\s|Muted/)
})

test('the same words in two communities stand once, and it says where else', async () => {
  const { ana, ben } = world
  await talk(world, ana, 'A visit', 'The minister comes on Monday.')
  await toSouth(ana, 'A visit', 'The minister comes on Monday.')
  await morning()

  const { text } = await lastDigest(world, ben)
  assert.equal(text.split('The minister comes').length - 1, 1)
  assert.match(text, /The same stands in South/)
})

test('a question in her topics comes first, and one whose time is over is not asked any more', async () => {
  const { ana, cho, ben, db } = world
  await db.insertInto('declared_topic').values({ person_id: ben.id, topic_id: 1 }).execute()
  await talk(world, ana, 'Before it', 'Only talk.')
  await postQuery(world, cho, { title: 'Who repairs pumps?', topics: ['1'] })
  await world.travel('5 minutes')
  await world.work()
  await morning()

  const { text, subject } = await lastDigest(world, ben)
  assert.match(subject, /^1 query, 1 message — |^1 message, 1 query — /)
  assert.match(text, /A question in your topics: Who repairs pumps\?.*Answer it by mail:\nmailto:.*Before it/s)

  await db.updateTable('query').set({ state: 'withdrawn' }).execute()
})

test('whoever leaves while her digest is being made gets nothing of what she left, and stays in the others', async () => {
  const { ana, eve, ben, db, north } = world
  const before = (await digestsOf(world, ben)).length
  await talk(world, ana, 'For members', 'Of the north alone.')
  await toSouth(eve, 'For the south', 'Of the south alone.')
  await openOnly(world)
  await db
    .updateTable('membership')
    .set({ state: 'left' })
    .where('person_id', '=', ben.id)
    .where('community_id', '=', north.id)
    .execute()
  await world.work()

  assert.equal((await digestsOf(world, ben)).length, before + 1)
  const { text, subject } = await lastDigest(world, ben)
  assert.match(text, /Of the south alone/)
  assert.doesNotMatch(text + subject, /[Nn]orth|For members/)
  await db.updateTable('membership').set({ state: 'member' }).where('person_id', '=', ben.id).execute()
})

test('one module that fails leaves the others standing', async () => {
  const { ana, ben, db } = world
  await talk(world, ana, 'Still there', 'In spite of it.')
  await sql`alter table item rename to item_away`.execute(db)
  await morning().finally(() => sql`alter table item_away rename to item`.execute(db))

  assert.match((await lastDigest(world, ben)).text, /In spite of it/)
})

test('whatever it holds, it is a mail of at most 60 kB: accents, twenty communities and a hundred headings', async () => {
  const { ana, ben, db } = world
  for (let nth = 0; nth < 60; nth++)
    await talk(world, ana, `Été n° ${nth} ${'à'.repeat(100)}`, 'Dès l’été, où çà et là on répète. '.repeat(60))
  await morning()

  const digest = await lastDigest(world, ben)
  assert.match(digest.text, /more are too long for this mail/)
  const bytes = Buffer.byteLength(digest.raw)
  assert.ok(bytes > 30_000 && bytes <= 60_000, `${bytes} bytes`)
  await db.deleteFrom('declared_topic').execute()
})
