import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { sql } from '../../../platform/db.ts'
import { answer, ask, forget, type Kept, newest, openGlass, openKept, talkInNorth, verbs, wordsOf } from './builders.ts'

const WORDS = 'The well of the northern block'
let world: Kept
let talk = ''
let file = ''
before(async () => {
  world = await openKept()
  talk = await talkInNorth(world, WORDS)
  file = /href="(\/files\/[^"]+)"/.exec(await world.page(world.ben, talk))?.[1] ?? ''
})
beforeEach(() => forget(world))
after(() => world.close())

const statusOf = async (path: string, who = world.gus) =>
  (await world.request(who, path, { redirect: 'manual' })).status
const PLACES = () => [
  talk,
  file,
  '/communities/north/talk',
  '/communities/north/files',
  '/communities/north/queries',
  '/communities/north/library',
]

test('what is opened can be read where the room is, and before and elsewhere it cannot', async () => {
  const south = '/communities/south/talk'
  for (const path of PLACES()) assert.equal(await statusOf(path), 404, path)
  await openGlass(world)

  for (const path of PLACES()) assert.equal(await statusOf(path), 200, path)
  assert.match(await world.page(world.gus, talk), new RegExp(`${WORDS}, in full`))
  assert.match(await world.page(world.gus, talk), /You read this under break-glass/)
  assert.equal(await statusOf(south), 404)
  for (const path of PLACES()) assert.equal(await statusOf(path, world.hal), 404, path)
})

test('only reading is given: nothing is written, followed, bookmarked, mailed, searched or exported', async () => {
  await openGlass(world)
  const page = await world.page(world.gus, talk)
  const csrf = /name="csrf" value="([^"]+)"/.exec(page)?.[1] ?? ''
  const post = /id="post-|\/posts\/([0-9a-z]{16})/.exec(page)?.[1] ?? ''
  const before = (await sql`select from post`.execute(world.db)).rows.length
  for (const [path, fields] of [
    [`${talk}/posts`, { body: 'I write here' }],
    [`${talk}/wish`, { wish: 'follow' }],
    [`${talk}/reading`, { up_to: '1' }],
    ['/communities/north/talk', { title: 'Mine', body: 'I begin here' }],
    ['/communities/north/queries/new', { title: 'Mine', body: 'I ask here' }],
    [`/posts/${post}/withdrawal`, {}],
  ] as const) {
    const { status } = await world.send(world.gus, path, { csrf, ...fields })
    assert.ok(status === 404 || status === 403, `${path}: ${status}`)
  }
  assert.equal((await sql`select from post`.execute(world.db)).rows.length, before)
  assert.equal(await statusOf(`/posts/${post}/bookmark`), 404)
  assert.doesNotMatch(page, /<textarea|\/bookmark"/)

  for (const path of [
    '/communities/north/members',
    '/communities/north/members.csv',
    '/communities/north/desk',
    '/communities/north/queries/new',
  ])
    assert.equal(await statusOf(path), 404, path)
  assert.doesNotMatch(wordsOf(await world.page(world.gus, '/search?q=northern')), /The well of the/)
  assert.doesNotMatch(await world.page(world.gus, '/talk'), /northern block/)
  await talkInNorth(world, 'A second well of the block')
  await world.travel('1 day')
  await world.work()
  const mails = (await world.mailsTo(world.gus)).map(({ text }) => text).join('\n')
  assert.doesNotMatch(mails, /second well|northern block/)
})

test('each page is noted once, for the members to see, and in the history', async () => {
  const path = await openGlass(world)
  for (const page of [talk, talk, file, `${talk}?page=1`]) await world.request(world.gus, page)
  await world.request(world.gus, '/communities/south')
  await world.request(world.gus, '/me')

  const { rows } = await sql<{ page: string }>`select page from break_glass_page order by id`.execute(world.db)
  assert.deepEqual(
    rows.map(({ page }) => page),
    [talk, decodeURI(file)],
  )
  assert.deepEqual((await verbs(world)).slice(3), ['read', 'read'])
  const seen = await world.page(world.dee, path)
  assert.match(wordsOf(seen), /What was read A conversation .* A file of the talk/)
  assert.ok(seen.includes(`href="${talk}"`))
  assert.match(
    wordsOf(await world.page(world.cho, '/communities/north/break-glass')),
    /Gus .*agreed by Hal, 2 pages read/,
  )
  assert.match(wordsOf(await world.page(world.hal, '/network/break-glass')), /Gus in North/)
  assert.equal(await statusOf(path, world.eve), 404)
  assert.equal(await statusOf('/communities/north/break-glass', world.eve), 404)
})

test('it ends with her, the second person, another administrator, its time, her office or her membership: the next request is 404', async () => {
  const { db, gus, hal, network } = world
  const bySubmit = (who: Kept['gus']) => async () => {
    const path = await newest(world)
    await world.submit(who, path, `${path}/ending`)
  }
  const role = (until: string) => sql`update role set until = ${sql.raw(until)} where person_id = ${gus.id}`.execute(db)
  const member = (state: string) =>
    sql`update membership set state = ${state} where person_id = ${gus.id} and community_id = ${network.id}`.execute(db)
  for (const [name, end, again] of [
    ['by her', bySubmit(gus), () => {}],
    ['by the second', bySubmit(hal), () => {}],
    ['by time', () => world.travel('4 hours'), () => {}],
    ['by her office', () => role('app_now()'), () => role('null')],
    ['by her membership', () => member('left'), () => member('member')],
    [
      'by the room, for staff now',
      () => sql`update room set staff_only = true`.execute(db),
      () => sql`update room set staff_only = false`.execute(db),
    ],
  ] as const) {
    await forget(world)
    await openGlass(world)
    assert.equal(await statusOf(talk), 200, name)
    await end()
    for (const path of PLACES()) assert.equal(await statusOf(path), 404, `${name}: ${path}`)
    await again()
  }
})

test('an office that is given again does not open it again; the job has ended it', async () => {
  const { db, gus, network } = world
  await openGlass(world)
  const given = sql`insert into role (person_id, community_id, role, since) values (${gus.id}, ${network.id}, 'administrator', app_now())`
  await sql`update role set until = app_now() where person_id = ${gus.id}`.execute(db)
  await world.travel('1 second')
  await given.execute(db)
  assert.equal(await statusOf(talk), 404)

  await world.travel('5 hours')
  await world.work()
  const { rows } = await sql<{ ending: string }>`select ending from break_glass`.execute(db)
  assert.deepEqual(
    rows.map(({ ending }) => ending),
    ['role'],
  )
  assert.equal((await verbs(world)).at(-1), 'ended')
  await sql`delete from role where person_id = ${gus.id} and until is not null`.execute(db)
  await sql`update role set since = app_now() - interval '1 year' where person_id = ${gus.id}`.execute(db)
})

test('who is unnamed stays unnamed; what is narrower than the room or for staff alone stays closed', async () => {
  const { db } = world
  await sql`update post set author_id = null, attribution = 'unattributed'`.execute(db)
  await openGlass(world)
  const page = await world.page(world.gus, talk)
  assert.match(page, /in full/)
  assert.doesNotMatch(wordsOf(page).replace(/^.*?<main/s, ''), /\bBen\b/)

  await sql`update post set staff_only = true`.execute(db)
  assert.doesNotMatch(await world.page(world.gus, talk), /in full/)
  assert.equal(await statusOf(file), 404)
  await sql`update post set staff_only = false, reach = 'people'`.execute(db)
  assert.doesNotMatch(await world.page(world.gus, talk), /in full/)
  await sql`update post set reach = 'community'`.execute(db)
})

test('no stream of news is opened by it, and a second factor that is not proven closes it', async () => {
  await openGlass(world)
  assert.doesNotMatch(await world.page(world.gus, talk), /copse-news/)
  assert.equal(await statusOf(`/threads/${talk.split('/').at(-1)}/news`), 404)

  await sql`update session set proven_at = null where person_id = ${world.gus.id}`.execute(world.db)
  assert.equal(await statusOf(talk), 404)
  await sql`update session set proven_at = 'infinity' where person_id = ${world.gus.id}`.execute(world.db)
})

test('one list asks the database no more for three than for one', async () => {
  const { db } = world
  const asked = () => countStatements(() => world.page(world.hal, '/network/break-glass'))
  await ask(world, world.gus)
  await answer(world, world.hal, 'no')
  const one = await asked()
  for (const _ of [1, 2]) {
    await ask(world, world.gus)
    await answer(world, world.hal, 'no')
  }
  assert.equal(await asked(), one)
  assert.equal((await sql`select from break_glass`.execute(db)).rows.length, 3)
})
