import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { now, sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { plantMap } from '../regions/builders.ts'
import { confirm, csrfOf, linesOf, POSTINGS, taken, upload } from './builders.ts'

let world: World
let ira: Actor
before(async () => {
  world = await openWorld()
  ;({ ira } = await plantMap(world))
  await sql`update person set area_id = (select id from area where code = 'IN-DL')`.execute(world.db)
  await sql`insert into posting (person_id, organisation, area_id, source)
    select id, organisation, area_id, 'self' from person`.execute(world.db)
  await world.db
    .updateTable('membership')
    .set({ because: 'posting' })
    .where('community_id', '=', world.north.id)
    .execute()
})
after(() => world.close())
beforeEach(async () => {
  await world.db.deleteFrom('automatic_answer').execute()
  await world.db.updateTable('session').set({ seen_at: now }).execute()
})

async function postingOf({ id }: Actor) {
  const { rows } = await sql<{ at: string }>`select concat_ws(' ', organisation, code, since) as at from posting
    left join area on area.id = area_id where person_id = ${id} and until is null`.execute(world.db)
  return rows[0]?.at
}

async function regionsOf({ id }: Actor) {
  const { rows } = await sql<{
    name: string
  }>`select short_name as name from membership join community on community.id = community_id
    where person_id = ${id} and membership.state = 'member' order by 1`.execute(world.db)
  return rows.map(({ name }) => name)
}

test('the preview says who, from where and to where, and what is wrong', async () => {
  const page = await taken(
    world,
    ira,
    POSTINGS,
    [
      'address\tarea\torganisation\tsince',
      'ben@example.org\tKarnataka\tWater Board\t1.4.2026',
      'nobody@example.org\tKarnataka\t\t',
      'cho@example.org\tAtlantis\t\t',
      'dee@example.org\tPunjab\t\t31-04-2026',
      'BEN@example.org\tPunjab\t\t',
      'gus@example.org\tPunjab\t\t',
      'rao@example.org\tDelhi\tOffice of Rao\t',
      'ana@example.org\t\tWater Board\t',
    ].join('\n'),
  )
  assert.deepEqual(await linesOf(world, ira, page), [
    '2 ready ',
    '3 with a fault Nobody here has this address.',
    '4 with a fault There is no area “Atlantis” in the network.',
    '5 with a fault "“31-04-2026” is no day; write it as 2026-04-01 or 1.4.2026."',
    '6 twice in the file The same person as in line 2.',
    '7 with a fault This person is no member.',
    '8 known already This is the present posting already.',
    '9 with a fault The area is missing.',
  ])
  const html = words(await world.page(ira, page))
  assert.match(html, /2 Ben ben@example\.org Delhi Karnataka Water Board ready/)
  assert.match(html, /Ask one member/)
  await world.work()
  assert.equal((await world.mailsTo(world.ben)).length, 0)
})

test('confirmed, each is asked; of the posting and of the move nothing holds before her yes', async () => {
  const { ben, cho, dee } = world
  const page = await taken(
    world,
    ira,
    POSTINGS,
    'address,area,organisation,since\nben@example.org,Karnataka,Water Board,2026-04-01\ncho@example.org,Goa,Water Board,\ndee@example.org,Punjab,Roads,',
  )
  await confirm(world, ira, page)
  await world.work()
  const letter = await world.lastMailTo(ben)
  assert.equal(letter.subject, '[South] Shall we move you from North to South?')
  assert.match(
    letter.text,
    /Ira has noted a new posting of yours\..*Water Board, Karnataka, since Wednesday 1 April 2026/s,
  )
  assert.match(
    (await world.lastMailTo(cho)).text,
    /Is this your new posting\?.*Goa belongs to no region yet, so you stay/s,
  )
  assert.deepEqual([await postingOf(ben), await regionsOf(ben)], ['Office of Ben IN-DL', ['North']])

  await world.reply(ben, 'YES')
  await world.reply(cho, 'हाँ')
  await world.submit(dee, '/me/transfer', '/me/transfer', { answer: 'no' })
  await world.work()

  assert.deepEqual([await postingOf(ben), await regionsOf(ben)], ['Water Board IN-KA 2026-04-01', ['South']])
  assert.deepEqual([await postingOf(cho), await regionsOf(cho)], ['Water Board IN-GA', ['North']])
  assert.deepEqual([await postingOf(dee), await regionsOf(dee)], ['Office of Dee IN-DL', ['North']])
  assert.deepEqual(
    (await linesOf(world, ira, page)).map((line) => line.trim()),
    ['2 said yes', '3 said yes', '4 said no'],
  )
  assert.match(words(await world.page(ira, page)), /Asked 3 Said yes 2 Said no 1 No answer yet 0/)
  const mails = (await world.mailsTo(ben)).map(({ subject }) => subject)
  assert.deepEqual(mails, ['[South] Shall we move you from North to South?', '[South] You are in South now'])
})

test('a second file takes the place of what it proposed before, and does not ask what it asked', async () => {
  const { rao } = world
  const file = (area: string) => `address,area,organisation\nrao@example.org,${area},Roads\n`
  for (const area of ['Karnataka', 'Punjab']) {
    await confirm(world, ira, await taken(world, ira, POSTINGS, file(area)))
    await world.work()
  }
  const answers = await world.db
    .selectFrom('transfer')
    .select('answer')
    .where('person_id', '=', rao.id)
    .orderBy('id')
    .execute()
  assert.deepEqual(
    answers.map(({ answer }) => answer),
    ['superseded', null],
  )
  await world.reply(rao, 'yes')
  await world.work()
  assert.equal(await postingOf(rao), 'Roads IN-PB')
})

test('only the administrator of the network: a coordinator, a member and a stranger find no such page', async () => {
  const { ana, ben, gus } = world
  const page = await taken(world, ira, POSTINGS, 'address,area\nfay@example.org,Punjab\n')
  for (const other of [ana, ben, gus]) {
    for (const path of [POSTINGS, page, `${page}/lines.csv`])
      assert.equal((await world.request(other, path)).status, 404)
    const sent = await world.send(other, `${page}/confirmation`, { csrf: await csrfOf(world, other) })
    assert.equal(sent.status, 404)
  }
  assert.match(await (await upload(world, ira, POSTINGS, 'name\nBen\n')).text(), /needed are address and area/)
})
