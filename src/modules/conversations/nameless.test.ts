import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { sql } from '../../platform/db.ts'
import { findCommunityById } from '../communities/index.ts'
import { findThread, listPosts, startTalk, type Thread } from './index.ts'

let world: World
let hema: Actor
let thread: Thread

/** Hema's id is one that no other number in the database is. */
before(async () => {
  world = await openWorld()
  const { db, ana, north } = world
  await sql`alter table person alter column id restart with 7654321`.execute(db)
  hema = await plantPerson(db, 'Hema')
  await plantMember(db, hema.id, north.id)
  const viewer = await ana.viewer()
  const community = await findCommunityById(db, north.id)
  const { key } = await startTalk(db, viewer, community, { title: 'Frank words', body: 'What is difficult?' })
  await db.updateTable('room').set({ attribution: 'unattributed' }).where('id', '=', community.room_id).execute()
  thread = await findThread(db, viewer, key)
  await world.travel('3 minutes')
  await world.work()
})
after(() => world.close())

const path = () => `/communities/north/talk/${thread.key}`
const post = (body: string, files: File[] = []) =>
  world.submit(hema, path(), `${path()}/posts`, { body, files: files as never })

test('a contribution without names leaves no trace of its writer in any table', async () => {
  const before = await allRows(world)

  const answer = await post('We were told to round up.')
  await world.travel('3 minutes')
  await world.work()

  assert.equal(answer.status, 303)
  assert.match(await world.page(world.ben, path()), /A member of North.*round up/s)
  assert.doesNotMatch(await world.page(world.ben, path()), /Hema/)
  const fresh = (await allRows(world)).filter((row) => !before.includes(row))
  assert.ok(fresh.some((row) => row.includes('round up')))
  assert.deepEqual(fresh.filter(tellsOf(hema)).filter(isNoLetterToAll), [])
  assert.equal(fresh.filter((row) => !isNoLetterToAll(row)).length, 6)
})

test('it is taken back by the secret that its browser holds, and by nobody else', async () => {
  const answer = await post('Said in haste')
  const secret = /copse-undo=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  const holder = { ...hema, cookie: `${hema.cookie}; copse-undo=${secret}` }
  assert.doesNotMatch(await world.page(world.ana, path()), /haste/)
  assert.doesNotMatch(await world.page(hema, path()), /haste/)
  const page = await world.page(holder, path())
  assert.match(page, /haste/)

  const action = /action="(\/posts\/[^"]+\/withdrawal)"/.exec(page.slice(page.indexOf('haste')))?.[1] ?? ''
  const stolen = await world
    .submit(hema, '/me/mail', '/me/mail')
    .then(() => world.request(hema, action.replace('/withdrawal', '')))
  const taken = await world.submit(holder, path(), action)

  assert.equal(stolen.status, 404)
  assert.equal(taken.status, 303)
  const rows = await world.db.selectFrom('post').select('body').where('body', 'like', '%haste%').execute()
  assert.deepEqual(rows, [])
})

test('when the time is over the secret opens nothing any more', async () => {
  const listHashed = () =>
    world.db.selectFrom('post').select('body').where('undo_hash', 'is not', null).orderBy('id').execute()
  await post('Kept as it is')
  assert.deepEqual((await listHashed()).at(-1), { body: 'Kept as it is' })

  await world.travel('3 minutes')
  await world.work()

  assert.deepEqual(await listHashed(), [])
})

test('a form sent twice posts once, though nothing tells whose it was', async () => {
  const { hiddenFields } = await import('../../../test/world.ts')
  const fields = { ...hiddenFields(await world.page(hema, path()), `${path()}/posts`), body: 'Once and no more' }

  await world.send(hema, `${path()}/posts`, fields)
  await world.send(hema, `${path()}/posts`, fields)

  const rows = await world.db.selectFrom('post').select('id').where('body', '=', 'Once and no more').execute()
  assert.equal(rows.length, 1)
})

test('a picture loses what its camera wrote into it, and its name; a document is refused in words', async () => {
  const jpeg = Buffer.from(`ffd8ffe1000c${Buffer.from('ExifHEMA!!').toString('hex')}ffda00020102ffd9`, 'hex')
  const pdf = new File(['%PDF-1.4 /Author (Hema)'], 'Hema Rawat.pdf', { type: 'application/pdf' })

  const refused = await post('With a document', [pdf])
  const taken = await post('With a picture', [new File([jpeg], 'hema-phone.jpg', { type: 'image/jpeg' })])
  await world.travel('3 minutes')
  await world.work()

  assert.equal(refused.status, 422)
  assert.match(await refused.text(), /holds the name of its writer/)
  assert.equal(taken.status, 303)
  const shown = (await listPosts(world.db, await world.ben.viewer(), thread)).at(-1)
  assert.deepEqual(
    shown?.attachments.map(({ name, size }) => [name, size]),
    [['1.jpg', jpeg.length - 14]],
  )
})

test('words sent by mail leave no trace either, and are taken back by a reply', async () => {
  const { db } = world
  await db.updateTable('membership').set({ delivery: 'each' }).where('person_id', '=', hema.id).execute()
  await post('Something to answer')
  await world.travel('3 minutes')
  await world.work()
  const letter = await world.lastMailTo(hema)
  const before = await allRows(world)

  await world.reply(hema, 'We too were told to round up.', letter, { messageId: '<1.Hema@her-office.example>' })
  await world.work()
  const acknowledgement = await world.lastMailTo(hema)
  assert.match(acknowledgement.text, /Your name was not kept with it/)
  assert.doesNotMatch(acknowledgement.raw, /Frank words|thread\./)
  const waiting = await db
    .selectFrom('outbox')
    .select('id')
    .where('person_id', '=', hema.id)
    .where('about_kind', '=', 'undo')
    .execute()
  assert.deepEqual(waiting, [])
  const fresh = (await allRows(world)).filter((row) => !before.includes(row))
  assert.ok(fresh.some((row) => row.includes('We too were told')))
  assert.deepEqual(fresh.filter(tellsOf(hema)), [])

  await world.reply(hema, 'undo', acknowledgement)
  await world.work()
  assert.match((await world.lastMailTo(hema)).text, /It is gone/)
  assert.deepEqual(await db.selectFrom('post').select('id').where('body', 'like', 'We too%').execute(), [])
})

/** Every row of every table of the database, as text; a session says only that she was here. */
async function allRows({ db }: World): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'graphile_worker') and tablename not in ('session', 'mailbox')`.execute(db)
  const all = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.raw(name)} t`.execute(db)
      return rows.map(({ row }) => `${name} ${row}`)
    }),
  )
  return all.flat()
}

/** The post goes to all six, the writer among them: one who got none would be known by that. */
function isNoLetterToAll(row: string) {
  return !row.includes('"letter": "conversations.post"')
}

function tellsOf({ id, key, name, address }: Actor) {
  return (row: string) => [String(id), key, name, address].some((trace) => row.includes(trace))
}
