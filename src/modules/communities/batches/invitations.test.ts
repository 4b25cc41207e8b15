import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { now, sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { plantMap } from '../regions/builders.ts'
import { confirm, FILES, linesOf, taken } from './builders.ts'
import { workPart } from './work.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMap(world)
  await world.db
    .insertInto('cohort')
    .values({ key: 'cmctp-2001', name: '{"en":"CMCTP, batch of 2001","hi":"सी.एम.सी.टी.पी., 2001 बैच"}' })
    .execute()
  await world.db.insertInto('term').values({ kind: 'service', key: 'ias', name: '{"en":"IAS"}' }).execute()
})
after(() => world.close())
beforeEach(async () => {
  await world.db.deleteFrom('automatic_answer').execute()
  await world.db.updateTable('session').set({ seen_at: now }).execute()
})

const person = (name: string, address: string): Actor => ({ ...world.gus, name, address, cookie: '' })
const mailsTo = async (address: string) => (await world.mailsTo(address)).map(({ subject }) => subject)
const membershipOf = async (address: string) => {
  const row = await world.db
    .selectFrom('address')
    .innerJoin('membership', 'membership.person_id', 'address.person_id')
    .select(['membership.state', 'membership.because'])
    .where('address', '=', address)
    .executeTakeFirst()
  return row && `${row.state} ${row.because}`
}

test('the file is shown line by line with what is wrong; nothing is sent and nobody is written before it is confirmed', async () => {
  const { ana, db } = world
  const people = (await db.selectFrom('person').select('id').execute()).length
  const page = await taken(
    world,
    ana,
    FILES,
    [
      'name;email;state;batch',
      'Ina Negi;ina@example.org;Punjab;CMCTP, batch of 2001',
      ';nameless@example.org;;',
      'Om;om at example;;',
      'Ben;ben@example.org;;',
      'Ina N.;INA@example.org;;',
      'Uma;uma@example.org;Atlantis;',
      'Vir;vir@example.org;;Batch of nowhere',
      `${'x'.repeat(121)};xy@example.org;;`,
    ].join('\r\n'),
  )

  assert.deepEqual(await linesOf(world, ana, page), [
    '2 ready ',
    '3 with a fault The name is missing.',
    '4 with a fault That is no mail address.',
    '5 known already Is a member already.',
    '6 twice in the file The same person as in line 2.',
    '7 with a fault There is no area “Atlantis” in the network.',
    '8 with a fault There is no cohort “Batch of nowhere”.',
    '9 with a fault "A cell is too long: a name has at most 120 letters, all else 160."',
  ])
  const html = words(await world.page(ana, page))
  assert.match(html, /To be sent 1 With a fault 5 Read as UTF-8 Send one invitation/)
  assert.match(words(await world.page(ana, `${page}?only=duplicate`)), /Ina N\..*The same person as in line 2/)
  await world.work()
  assert.deepEqual(await mailsTo('ina@example.org'), [])
  assert.equal((await db.selectFrom('person').select('id').execute()).length, people)
})

test('confirmed, each is invited once; her yes brings her cohort, her posting and her region with it', async () => {
  const { ana, db } = world
  const page = await taken(
    world,
    ana,
    FILES,
    'नाम,ई-मेल,राज्य,पदनाम,संगठन,बैच,भाषा,सेवा\nइना नेगी,ina1@example.org,पंजाब,Director,Office of Water,CMCTP-2001,हिन्दी,IAS\nBo,bo1@example.org,Karnataka,,,,,\nNo,no1@example.org,,,,,,',
    { why: 'You built forty tanks.' },
  )
  assert.equal((await confirm(world, ana, page)).status, 303)
  await world.work()
  assert.deepEqual(
    (await linesOf(world, ana, page)).map((line) => line.trim()),
    ['2 no answer yet', '3 no answer yet', '4 no answer yet'],
  )
  assert.match(
    (await world.lastMailTo('bo1@example.org')).text,
    /You built forty tanks\..*reply to this mail with YES/s,
  )
  assert.match((await world.lastMailTo('ina1@example.org')).text, /[\u0900-\u097f]/)
  assert.equal(await membershipOf('ina1@example.org'), undefined)

  await world.reply(person('इना', 'ina1@example.org'), 'हाँ')
  await world.reply(person('Bo', 'bo1@example.org'), 'YES')
  await world.reply(person('No', 'no1@example.org'), 'No, thank you')
  await world.work()

  assert.deepEqual(
    (await linesOf(world, ana, page)).map((line) => line.trim()),
    ['2 said yes', '3 said yes', '4 said no'],
  )
  assert.match(words(await world.page(ana, page)), /Asked 3 Said yes 2 Said no 1 No answer yet 0/)
  assert.equal(await membershipOf('ina1@example.org'), 'member posting')
  assert.equal(await membershipOf('no1@example.org'), undefined)
  const { rows } =
    await sql`select person.name, cohort.key, posting.designation, area.code, term.key as service from person
    join cohort_person on person_id = person.id join cohort on cohort.id = cohort_id
    join posting on posting.person_id = person.id join area on area.id = posting.area_id left join term on term.id = service_id`.execute(
      db,
    )
  assert.deepEqual(rows, [
    { name: 'इना नेगी', key: 'cmctp-2001', designation: 'Director', code: 'IN-PB', service: 'ias' },
  ])
  assert.match(
    (await world.lastMailTo('bo1@example.org')).subject,
    /You are now in Karnataka\. Shall we place you in South\?/,
  )
})

test('who was invited, is a member or said no is told so in the next file, and not asked again', async () => {
  const { ana } = world
  const page = await taken(
    world,
    ana,
    FILES,
    'name,address\nIna,ina1@example.org\nNo,no1@example.org\nBo,bo9@example.org\n',
  )
  await confirm(world, ana, page)
  await world.work()
  const again = await taken(world, ana, FILES, 'name,address\nBo,bo9@example.org\nNo,no1@example.org\n')
  assert.deepEqual(await linesOf(world, ana, again), [
    '2 known already "Was invited before, and has not answered yet."',
    '3 not asked "Was asked before and said no, so we do not ask again."',
  ])
  assert.doesNotMatch(await world.page(ana, again), /confirmation/)
  assert.equal((await mailsTo('bo9@example.org')).length, 1)
  assert.equal((await mailsTo('no1@example.org')).length, 1)
})

test('confirmed twice, worked twice and killed in the middle: nobody is invited twice and nobody is missed', async () => {
  const { ana, db } = world
  const lines = Array.from({ length: 250 }, (_, nth) => `Person ${nth},p${nth}@many.example`)
  const page = await taken(world, ana, FILES, `name,address\n${lines.join('\n')}\n`)
  const id = (
    await db
      .selectFrom('batch')
      .select('id')
      .where('key', '=', page.split('/').at(-1) ?? '')
      .executeTakeFirstOrThrow()
  ).id
  await Promise.all([confirm(world, ana, page), confirm(world, ana, page)])
  await workPart(db, id, 60)
  assert.match(words(await world.page(ana, page)), /Sent 60 of 250/)

  // The part in which the worker dies leaves nothing behind.
  await sql`create function die() returns trigger language plpgsql as 'begin raise exception ''killed''; end'`.execute(
    db,
  )
  await sql`create trigger die before update on batch_line for each row when (new.line = 130) execute function die()`.execute(
    db,
  )
  await assert.rejects(workPart(db, id, 100), /killed/)
  await sql`drop trigger die on batch_line`.execute(db)
  assert.match(words(await world.page(ana, page)), /Sent 60 of 250/)

  await Promise.all([workPart(db, id), workPart(db, id), world.work()])
  await world.work()

  const { rows } = await sql<{ letters: number; people: number }>`
    select count(*)::int as letters, count(distinct to_address)::int as people from mailbox where to_address like '%@many.example'`.execute(
    db,
  )
  assert.deepEqual(rows, [{ letters: 250, people: 250 }])
  assert.match(words(await world.page(ana, page)), /Asked 250 Said yes 0 Said no 0 No answer yet 250/)
  assert.equal((await world.page(ana, page)).match(/@many\.example/g)?.length, 100)
  assert.match(words(await world.page(ana, `${page}?page=3`)), /p249@many\.example/)
})

test('one line that cannot be worked holds up no other, and says so', async () => {
  const { ana, db } = world
  await sql`create function refuse() returns trigger language plpgsql as 'begin raise exception ''no''; end'`.execute(
    db,
  )
  await sql`create trigger refuse before insert on address for each row when (new.address = 'bad@one.example') execute function refuse()`.execute(
    db,
  )
  const page = await taken(world, ana, FILES, 'name,address\nA,a@one.example\nBad,bad@one.example\nC,c@one.example\n')
  await confirm(world, ana, page)
  await world.work()
  await sql`drop trigger refuse on address`.execute(db)
  assert.deepEqual(await linesOf(world, ana, page), [
    '2 no answer yet ',
    '3 not asked This line could not be worked. Try it again in another file.',
    '4 no answer yet ',
  ])
})

test('she is reminded after 3, 10 and 30 days as after any invitation', async () => {
  const page = await taken(world, world.ana, FILES, 'name,address\nRem,rem@example.org\n')
  await confirm(world, world.ana, page)
  await world.work()
  const counts: number[] = []
  for (const step of ['73 hours', '7 days', '20 days', '300 days']) {
    await world.travel(step)
    await world.work()
    counts.push((await mailsTo('rem@example.org')).length)
  }
  assert.deepEqual(counts, [2, 3, 4, 4])
})
