import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, plantMember, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { clear, plantOutsider, verbsOf } from '../doors/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => clear(world))

const START = '/communities/new'
const purpose = 'Officers compare how they keep tanks full.'
const start = (name: string, fields: Record<string, string> = {}, by: Actor = world.ben) =>
  world.submit(by, START, START, { name, purpose, type: 'interest', ...fields })

const stateOf = async (slug: string) => {
  const { state } = await world.db
    .selectFrom('community')
    .innerJoin('slug', 'slug.community_id', 'community.id')
    .select('state')
    .where('slug', '=', slug)
    .executeTakeFirstOrThrow()
  return state
}

test('a name and a sentence begin a group at once: its founder is its contact, it has an address, and it is listed', async () => {
  const { gus, db } = world
  const answer = await start('Tanks and Pumps')
  assert.equal(answer.headers.get('location'), '/communities/tanks-and-pumps?started')
  assert.match(
    words(await world.page(null, '/communities')),
    /Interest group Tanks and Pumps .*one member · looked after by Ben/,
  )
  assert.match(
    words(await world.page(null, '/communities/tanks-and-pumps')),
    /compare how they keep tanks full\..*Coordinator/,
  )

  await world.submit(gus, '/communities/tanks-and-pumps/membership', '/communities/tanks-and-pumps/membership')
  assert.match(words(await world.page(gus, '/communities/tanks-and-pumps/members')), /Ben.*Gus/)
  const name = await db
    .selectFrom('mail_name')
    .select('local_part')
    .where('local_part', '=', 'tanks-and-pumps')
    .execute()
  assert.equal(name.length, 1)
  assert.equal((await verbsOf(world, 'community.started')).length, 1)
})

test('begun twice by one press there is one; the same name again gets an address of its own', async () => {
  const fields = {
    ...hiddenFields(await world.page(world.ben, START), START),
    name: 'Double',
    purpose,
    type: 'interest',
  }
  const [one, two] = await Promise.all([world.send(world.ben, START, fields), world.send(world.ben, START, fields)])
  assert.deepEqual(
    [one.headers.get('location'), two.headers.get('location')],
    Array(2).fill('/communities/double?started'),
  )
  assert.equal((await start('Double')).headers.get('location'), '/communities/double-2?started')
})

test('an address that is taken, reserved or was once another’s is refused, with what was typed', async () => {
  const { db, north } = world
  await db
    .insertInto('mail_name')
    .values({ local_part: 'old-name', community_id: north.id, until: new Date() })
    .execute()
  for (const [address, why] of [
    ['north', /taken/],
    ['old-name', /taken/],
    ['r-abc', /cannot be taken/],
    ['postmaster', /cannot be taken/],
    ['new', /cannot be taken/],
  ] as const) {
    const answer = await start('Some group', { address })
    assert.equal(answer.status, 422, address)
    const html = await answer.text()
    assert.match(html, why)
    assert.match(html, /value="Some group"/)
  }
  assert.match(await (await start('पानी की टंकी')).text(), /Write an address in Latin letters/)
  assert.equal((await start('पानी की टंकी', { address: 'tanki' })).headers.get('location'), '/communities/tanki?started')
})

test('similar ones are shown while typing, and no stranger may ask or begin', async () => {
  const { ben, gus } = world
  await start('Solar lamps')
  assert.match(
    words(await world.page(ben, '/communities/similar?q=solar%20lamp')),
    /There are communities like it.*Solar lamps/,
  )
  assert.equal((await world.page(ben, '/communities/similar?q=zzzz')).trim(), '')
  const nobody = await plantOutsider(world)
  for (const path of [START, '/communities/similar?q=solar']) {
    assert.equal((await world.request(nobody, path)).status, 404)
    assert.match((await world.request(null, path)).headers.get('location') ?? '', /^\/sign-in/)
  }
  const { csrf = '' } = hiddenFields(await world.page(nobody, '/me/mail'), '/sign-out')
  assert.equal((await world.send(nobody, START, { csrf, name: 'Not mine', purpose, type: 'interest' })).status, 404)
  assert.equal((await world.request(gus, '/communities/not-mine')).status, 404)
})

test('a community of practice answers four questions and is forming until three have committed themselves', async () => {
  const { ben, cho, dee, db } = world
  assert.match(await (await start('Tank keepers', { type: 'practice' })).text(), /Please answer this question/)
  const answers = { experience: 'Yes', priority: 'Water', resources: 'We', support: 'The secretary' }
  await start('Tank keepers', { type: 'practice', ...answers })
  const home = '/communities/tank-keepers'
  assert.match(words(await world.page(null, home)), /Forming It becomes active when 3 people .* 1 have so far/)
  const { id } = await db
    .selectFrom('community')
    .select('id')
    .where('short_name', '=', 'Tank keepers')
    .executeTakeFirstOrThrow()
  for (const one of [cho, dee]) await plantMember(db, one.id, id)

  await world.submit(cho, home, `${home}/core`)
  assert.equal(await stateOf('tank-keepers'), 'forming')
  await Promise.all([world.submit(dee, home, `${home}/core`), world.submit(ben, home, `${home}/core`)])
  assert.equal(await stateOf('tank-keepers'), 'active')
  assert.equal((await verbsOf(world, 'community.activated')).length, 1)
})

test('a crisis group ends after sixty days: its contact is asked once, and YES as a reply prolongs it', async () => {
  const { cho, dee } = world
  await start('Flood cell', { type: 'crisis' }, cho)
  await world.travel('61 days')
  await world.work()
  await clear(world)
  const letters = (await world.mailsTo(cho)).filter(({ subject }) => /Is Flood cell still needed/.test(subject))
  assert.equal(letters.length, 1)
  assert.match(words(await world.page(cho, '/today')), /Is Flood cell still needed/)
  await world.reply(dee, 'No', letters[0])
  await world.work()
  assert.equal(await stateOf('flood-cell'), 'active')

  await world.reply(cho, 'Yes', letters[0])
  await world.work()
  assert.doesNotMatch(words(await world.page(cho, '/today')), /still needed/)
  await world.travel('20 days')
  await world.work()
  assert.equal(await stateOf('flood-cell'), 'active')
})

test('unanswered it rests after two weeks; closed, it takes nobody in', async () => {
  const { cho, gus } = world
  await start('Heat cell', { type: 'crisis' }, cho)
  await start('Storm cell', { type: 'crisis' }, cho)
  await world.travel('61 days')
  await world.work()
  await clear(world)
  const path = '/communities/storm-cell/review'
  assert.equal((await world.request(world.eve, path)).status, 404)
  await world.submit(cho, path, path, { answer: 'no' })
  await world.travel('15 days')
  await world.work()

  assert.deepEqual([await stateOf('heat-cell'), await stateOf('storm-cell')], ['dormant', 'closed'])
  assert.match(words(await world.page(gus, '/communities/storm-cell/membership')), /This community is closed/)
})

test('any member picks up a quiet community, one of two at once, and who kept it is told', async () => {
  const { ana, ben, cho, north } = world
  const home = '/communities/north'
  assert.match(words(await world.page(ben, home)), /It has been quiet/)
  const fields = [
    hiddenFields(await world.page(ben, home), `${home}/care`),
    hiddenFields(await world.page(cho, home), `${home}/care`),
  ]
  const answers = await Promise.all([
    world.send(ben, `${home}/care`, fields[0] ?? {}),
    world.send(cho, `${home}/care`, fields[1] ?? {}),
  ])
  await world.work()
  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 409])
  assert.match((await world.lastMailTo(ana)).subject, /has picked up North/)
  const { contact_id } = await world.db
    .selectFrom('community')
    .select('contact_id')
    .where('id', '=', north.id)
    .executeTakeFirstOrThrow()
  assert.equal([ben.id, cho.id].includes(contact_id ?? 0), true)
})

test('a community that lives is not picked up, nor by a neighbour', async () => {
  const { eve, fay, south, db } = world
  await db
    .insertInto('activity')
    .values({ via: 'page', verb: 'query.posted', subject_kind: 'query', subject_id: 1, community_id: south.id })
    .execute()
  assert.doesNotMatch(words(await world.page(fay, '/communities/south')), /It has been quiet/)
  const { csrf = '' } = hiddenFields(await world.page(fay, '/me/mail'), '/sign-out')
  assert.equal((await world.send(fay, '/communities/south/care', { csrf })).status, 409)
  const other = hiddenFields(await world.page(eve, '/me/mail'), '/sign-out')
  assert.equal((await world.send(eve, '/communities/north/care', { csrf: other.csrf ?? '' })).status, 404)
})

test('a link between communities stands on both pages, and either side ends it', async () => {
  const { ana, eve } = world
  const path = '/communities/north/links'
  await world.submit(ana, path, path, { to: 'south', kind: 'sister', do: 'link' })
  await world.submit(ana, path, path, { to: 'south', kind: 'sister', do: 'link' })
  for (const [home, other] of [
    ['north', 'South'],
    ['south', 'North'],
  ])
    assert.match(words(await world.page(null, `/communities/${home}`)), new RegExp(`Sister community ${other}`))
  assert.equal((await verbsOf(world, 'community.linked')).length, 1)
  assert.equal((await world.request(world.dee, path)).status, 404)

  const mine = '/communities/south/links'
  await world.submit(eve, mine, mine, { to: 'north', kind: 'sister', do: 'unlink' })
  assert.doesNotMatch(words(await world.page(null, '/communities/north')), /Sister community/)
})

test('a group inside a community says where it belongs, and above 150 members that is suggested', async () => {
  const { dee, db, north } = world
  await start('Hill tanks', { parent: 'north' }, dee)
  assert.match(words(await world.page(dee, '/communities/hill-tanks')), /A part of North/)
  const groups = '/communities/north/groups'
  assert.match(words(await world.page(dee, groups)), /Hill tanks/)
  assert.doesNotMatch(words(await world.page(dee, groups)), /more than can know each other/)
  await sql`with more as (insert into person (name, state) select 'M' || n, 'active' from generate_series(1, 150) n returning id)
    insert into membership (person_id, community_id, state) select id, ${north.id}::bigint, 'member' from more`.execute(
    db,
  )
  assert.match(words(await world.page(dee, groups)), /North has 15\d members, more than can know each other/)
  const outside = await start('Not in it', { parent: 'south' }, dee)
  assert.equal(outside.status, 404)
})
