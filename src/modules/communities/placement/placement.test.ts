import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantRole, type World } from '../../../../test/world.ts'
import { now, sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { areaId, plantMap } from '../regions/builders.ts'
import { answersOf, placesOf, postHerself } from './builders.ts'

let world: World
let ira: Actor
before(async () => {
  world = await openWorld()
  ;({ ira } = await plantMap(world))
  const delhi = await areaId(world, 'IN-DL')
  const { ana, rao, ben, cho, dee } = world
  await world.db
    .updateTable('person')
    .set({ area_id: delhi })
    .where(
      'id',
      'in',
      [ana, rao, ben, cho, dee].map(({ id }) => id),
    )
    .execute()
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

const PAGE = '/me/transfer'

const post = (actor: Actor, area: string, organisation?: string) => postHerself(world, actor, area, organisation)
const places = (actor: Actor) => placesOf(world, actor)
const answers = (actor: Actor) => answersOf(world, actor)
const submit = (actor: Actor, fields: Record<string, string>) => world.submit(actor, PAGE, PAGE, fields)

test('a posting elsewhere asks her by mail, on the page and on Today, and moves nothing before her yes', async () => {
  const { ben } = world
  await post(ben, 'IN-KA')

  const letter = await world.lastMailTo(ben)
  assert.equal(letter.subject, '[South] You are now in Karnataka. Shall we move you from North to South?')
  assert.match(letter.text, /Reply YES or NO/)
  assert.deepEqual(await places(ben), ['North posting'])
  assert.match(words(await world.page(ben, '/today')), /Shall we move you from North to South\?/)
  assert.match(
    words(await world.page(ben, PAGE)),
    /You are now in Karnataka\..*Mail of North then ends, and that of South begins/,
  )
  await world.work()
  assert.equal((await world.mailsTo(ben)).length, 1)
})

test('a yes by mail moves her: both regions learn of it, and the question is gone', async () => {
  const { ben, eve, ana } = world
  await world.reply(ben, 'Yes please')
  await world.work()

  assert.deepEqual(await places(ben), ['South posting'])
  assert.equal((await world.lastMailTo(ben)).subject, '[South] You are in South now')
  assert.doesNotMatch(words(await world.page(ben, '/today')), /Shall we move/)
  assert.match(words(await world.page(ben, PAGE)), /Your region .*South By your posting/)
  assert.match(words(await world.page(ana, '/today')), /Ben has moved to South/)
  assert.match(words(await world.page(eve, '/communities/south/members')), /Ben/)
  const facts = world.db.selectFrom('activity').select('verb').where('via', '=', 'mail')
  assert.deepEqual(
    (await facts.orderBy('id').execute()).map(({ verb }) => verb),
    ['transfer.agreed', 'member.joined', 'member.left', 'member.moved'],
  )
})

test('a no leaves all as it is, and the same posting asks no more; the next one does', async () => {
  const { cho } = world
  await post(cho, 'IN-KA')
  await world.reply(cho, 'नहीं')
  await world.work()
  assert.deepEqual(await places(cho), ['North posting'])
  const before = (await world.mailsTo(cho)).length

  await sql`select graphile_worker.add_job('communities.place', ${JSON.stringify({ id: cho.id })}::json)`.execute(
    world.db,
  )
  await world.work()
  assert.equal((await world.mailsTo(cho)).length, before)

  await post(cho, 'IN-KA', 'Office of Roads')
  assert.equal((await world.mailsTo(cho)).length, before + 1)
  await world.reply(cho, 'हाँ')
  await world.work()
  assert.deepEqual(await places(cho), ['South posting'])
})

test('a newer posting takes the place of the question that was open', async () => {
  const { dee } = world
  await post(dee, 'IN-KA')
  const first = await world.lastMailTo(dee)
  await post(dee, 'IN-PB')
  assert.deepEqual(await answers(dee), ['superseded'])

  await world.reply(dee, 'YES', first)
  await world.work()

  assert.deepEqual(await places(dee), ['North posting'])
  assert.match((await world.lastMailTo(dee)).text, /This question is not open any more/)
})

test('where no region is, nothing moves, and the administrator sees how many work there', async () => {
  const { dee } = world
  const before = (await world.mailsTo(dee)).length
  await post(dee, 'IN-GA')
  assert.equal((await world.mailsTo(dee)).length, before)
  assert.deepEqual(await places(dee), ['North posting'])
  assert.match(words(await world.page(ira, '/today')), /Goa belongs to no region\./)
  assert.match(words(await world.page(ira, '/network/transfers')), /One member works where there is no region yet/)
})

test('when her area comes to a region, she is asked on that day', async () => {
  const { dee, south } = world
  const { rows } = await sql<{ on: string }>`select (network_today() + 3)::text as on`.execute(world.db)
  const form = { region_id: String(south.id), since: rows[0]?.on ?? '' }
  await world.submit(ira, '/network/regions/IN-GA', '/network/regions/IN-GA', form)
  await world.work()
  assert.deepEqual(await answers(dee), ['superseded'])

  await world.travel('4 days')
  await world.work()

  assert.equal(
    (await world.lastMailTo(dee)).subject,
    '[South] You are now in Goa. Shall we move you from North to South?',
  )
})

test('on the page she may keep the old region; the key of another opens nothing', async () => {
  const { dee, gus } = world
  const hidden = hiddenFields(await world.page(dee, PAGE), PAGE)
  const { csrf = '' } = hiddenFields(await world.page(gus, '/me/mail'), '/sign-out')
  const forged = await world.send(gus, PAGE, { ...hidden, csrf, answer: 'yes' })
  assert.equal(forged.status, 404)
  assert.equal((await submit(dee, { answer: 'perhaps' })).status, 422)

  assert.equal((await submit(dee, { answer: 'yes', keeps: 'yes' })).status, 303)

  assert.deepEqual(await places(dee), ['North joined', 'South posting'])
})

test('the region of her home cadre stays with her; whoever is external stays so, with the mail she chose', async () => {
  const { rao, north, db } = world
  const [cadre] = await db
    .insertInto('term')
    .values({ kind: 'cadre', key: 'pb', name: '{"en":"Punjab"}', area_id: await areaId(world, 'IN-PB') })
    .returning('id')
    .execute()
  await db.updateTable('person').set({ cadre_id: cadre?.id }).where('id', '=', rao.id).execute()
  await db
    .updateTable('membership')
    .set({ class: 'external', delivery: 'digest' })
    .where('person_id', '=', rao.id)
    .execute()
  await post(rao, 'IN-KA')
  assert.match((await world.lastMailTo(rao)).text, /You go on following North, the region of your home cadre/)

  await world.reply(rao, 'ok')
  await world.work()

  assert.deepEqual(await places(rao), ['North home_cadre', 'South posting'])
  const south = await db
    .selectFrom('membership')
    .select(['class', 'delivery'])
    .where('person_id', '=', rao.id)
    .where('community_id', '<>', north.id)
    .executeTakeFirst()
  assert.deepEqual(south, { class: 'external', delivery: 'digest' })
})

test('her duties are named in the letter, and to the administrator before and after the move', async () => {
  const { ana, eve } = world
  await post(ana, 'IN-KA')
  assert.match((await world.lastMailTo(ana)).text, /In North you are coordinator\. With the move that ends/)
  assert.match(words(await world.page(ira, '/today')), /North needs another coordinator: Ana moves/)

  await world.reply(ana, 'Yes')
  await world.work()

  assert.match(words(await world.page(ira, '/network/transfers')), /Ana North South yes .* coordinator/)
  assert.match(words(await world.page(ira, '/today')), /North needs another coordinator: Ana moves/)
  await plantRole(world.db, eve.id, world.north.id, 'coordinator')
  assert.doesNotMatch(words(await world.page(ira, '/today')), /needs another coordinator/)
  for (const other of [eve, world.gus]) assert.equal((await world.request(other, '/network/transfers')).status, 404)
})

test('a first posting places nobody without a yes, and whoever was put out of a region is not asked into it', async () => {
  const { gus, fay, db, network, north } = world
  await post(gus, 'IN-PB')
  assert.deepEqual(await answers(gus), [])

  await db.insertInto('membership').values({ person_id: gus.id, community_id: network.id, state: 'member' }).execute()
  await post(gus, 'IN-PB', 'Office of Roads')
  assert.equal((await world.lastMailTo(gus)).subject, '[North] You are now in Punjab. Shall we place you in North?')
  await world.reply(gus, 'yes')
  await world.work()
  assert.deepEqual(await places(gus), ['Network joined', 'North posting'])

  await db.insertInto('membership').values({ person_id: fay.id, community_id: north.id, state: 'removed' }).execute()
  await post(fay, 'IN-PB')
  assert.deepEqual(await answers(fay), [])
})

test('a yes with a condition is asked again, and ten times the same yes moves once', async () => {
  const { gus } = world
  await post(gus, 'IN-KA')
  const letter = await world.lastMailTo(gus)
  await world.reply(gus, 'Yes, if my chief agrees', letter)
  await world.work()
  assert.deepEqual(await places(gus), ['Network joined', 'North posting'])

  await Promise.all(
    Array.from({ length: 10 }, () => world.reply(gus, 'YES', letter, { messageId: '<yes@example.org>' })),
  )
  await world.work()

  assert.deepEqual(await places(gus), ['Network joined', 'South posting'])
  const moved = await world.db
    .selectFrom('activity')
    .select('id')
    .where('verb', '=', 'member.moved')
    .where('subject_id', '=', gus.id)
    .execute()
  assert.equal(moved.length, 2)
})
