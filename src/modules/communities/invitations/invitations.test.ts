import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { now } from '../../../platform/db.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await world.db.deleteFrom('automatic_answer').execute()
  await world.db.deleteFrom('rate_count').execute()
  await world.db.updateTable('session').set({ seen_at: now, created_at: now }).execute()
})

const INVITE = '/communities/north/invitation'
const invite = (address: string, fields: object = {}, by = world.ben) =>
  world.submit(by, INVITE, INVITE, { name: 'Ina Negi', address, why: 'You built forty tanks.', ...fields })

/** Somebody new, as a mail program knows her. */
const newcomer = (address: string) => ({ ...world.gus, name: 'Ina Negi', address, cookie: '' })

async function invited(address: string) {
  assert.equal((await invite(address)).status, 303)
  await world.work()
  const letter = await world.lastMailTo(address)
  const [, page = ''] = /http:\/\/copse\.test(\/invitations\/\w+)/.exec(letter.text) ?? []
  return { letter, page, person: newcomer(address) }
}

async function standing(address: string) {
  const row = await world.db
    .selectFrom('address')
    .innerJoin('person', 'person.id', 'address.person_id')
    .leftJoin('membership', 'membership.person_id', 'person.id')
    .select(['person.state', 'membership.state as membership', 'verified_at'])
    .where('address', '=', address)
    .executeTakeFirst()
  return row && { person: row.state, membership: row.membership, proven: row.verified_at !== null }
}

const outside = { person: 'invited', membership: null, proven: false }
const inside = { person: 'active', membership: 'member', proven: true }

test('a member invites by name with a sentence of her own; a YES by mail is all it takes', async () => {
  const { letter, person } = await invited('ina1@example.org')
  assert.equal(letter.subject, '[North] Ben invites you to North')
  assert.match(letter.headers, /^From: .*Ben via North/m)
  assert.match(letter.text, /You built forty tanks\..*reply to this mail with YES/s)
  assert.deepEqual(await standing(person.address), outside)

  await world.reply(person, 'YES', letter)
  await world.work()

  assert.deepEqual(await standing(person.address), inside)
  const welcome = await world.lastMailTo(person)
  assert.equal(welcome.subject, '[North] Welcome to North')
  assert.match(welcome.text, /What problem is on your desk this month\?\s+Reply to this mail with a sentence/)
  assert.match(welcome.headers, /^From: .*Ana via North/m)
  await world.mail(person, 'north@copse.test', 'A question', 'Who repairs a hand pump of the old kind?')
})

test('हाँ is a yes, नहीं is a no, and other words are asked again', async () => {
  const [one, two, three] = [
    await invited('ina2@example.org'),
    await invited('ina3@example.org'),
    await invited('ina4@example.org'),
  ]
  await world.reply(one.person, 'हाँ जी', one.letter)
  await world.reply(two.person, 'नहीं, धन्यवाद', two.letter)
  await world.reply(three.person, 'Who are you?', three.letter)
  await world.work()

  assert.deepEqual(await standing(one.person.address), inside)
  assert.deepEqual(await standing(two.person.address), outside)
  assert.deepEqual(await standing(three.person.address), outside)
  assert.match((await world.lastMailTo(three.person)).text, /YES or NO/)
})

test('opening the page changes nothing; its button lets her in and signs her in, once', async () => {
  const { page, person } = await invited('ina5@example.org')
  const html = await world.page(null, page)
  for (let nth = 0; nth < 3; nth++) await world.page(null, page)
  assert.match(html, /Ben invites you to North.*You built forty tanks/s)
  assert.deepEqual(await standing(person.address), outside)

  const answer = await world.submit(null, page, page, { answer: 'yes' })

  assert.equal(answer.headers.get('location'), '/today')
  const cookie = /copse=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0] ?? ''
  assert.match(await world.page({ ...person, cookie } as Actor, '/communities/north/members'), /Ina Negi/)
  assert.deepEqual(await standing(person.address), inside)
  assert.match(await world.page(null, page), /You are in/)
})

test('a forwarded invitation lets nobody in under her name', async () => {
  const { letter, page, person } = await invited('ina6@example.org')
  await world.reply(world.gus, 'YES', letter)
  await world.work()
  assert.deepEqual(await standing(person.address), outside)
  assert.match((await world.lastMailTo(person)).subject, /Is this mail yours\?/)

  for (const other of [world.gus, world.eve, world.ben]) {
    const answer = await world.submit(other, page, page, { answer: 'yes' })
    assert.equal(answer.status, 409)
    assert.match(await answer.text(), /this invitation is for somebody else/)
  }
  assert.deepEqual(await standing(person.address), outside)

  await world.reply(person, 'YES', letter)
  await world.work()
  assert.deepEqual(await standing(person.address), inside)
})

test('she is reminded after 3, 10 and 30 days, and never again', async () => {
  const { person } = await invited('ina7@example.org')
  const letters = async () => (await world.mailsTo(person)).length
  const counts: number[] = []
  for (const step of ['2 days 23 hours', '2 hours', '7 days', '19 days 22 hours', '2 hours', '300 days']) {
    await world.travel(step)
    await world.work()
    counts.push(await letters())
  }

  assert.deepEqual(counts, [1, 2, 3, 3, 4, 4])
  assert.match((await world.lastMailTo(person)).subject, /Still open: Ben invites you to North/)
  assert.deepEqual(await standing(person.address), outside)
})

test('a NO is the end of it: no reminder, and nobody can have her asked again', async () => {
  const { letter, person } = await invited('ina8@example.org')
  await world.reply(person, 'No, thank you.', letter)
  await world.work()
  const again = await invite(person.address, {}, world.cho)
  assert.equal(again.status, 409)
  assert.match(await again.text(), /said no, so we do not ask again/)
  const before = (await world.mailsTo(person)).length

  await world.travel('40 days')
  await world.work()

  assert.equal((await world.mailsTo(person)).length, before)
  assert.deepEqual(await standing(person.address), outside)
})

test('a change of mind on the page counts, from no to yes alone', async () => {
  const { letter, page, person } = await invited('ina9@example.org')
  await world.reply(person, 'NO', letter)
  await world.work()
  assert.match(await world.page(null, page), /You said no\. You can still change your mind here/)

  await world.submit(null, page, page, { answer: 'yes' })
  assert.deepEqual(await standing(person.address), inside)

  await world.reply(person, 'NO', letter)
  await world.work()
  assert.deepEqual(await standing(person.address), inside)
})

test('the same YES ten times joins once and welcomes once; invited twice she has one letter', async () => {
  const { letter, person } = await invited('ina10@example.org')
  await invite(person.address, {}, world.cho)
  await world.work()
  assert.equal((await world.mailsTo(person)).length, 1)

  for (let nth = 0; nth < 10; nth++) await world.reply(person, 'YES', letter, { messageId: '<yes@example.org>' })
  await world.work()

  const subjects = (await world.mailsTo(person)).map(({ subject }) => subject)
  assert.deepEqual(subjects.filter((subject) => /Welcome/.test(subject)).length, 1)
  const twice = await invite(person.address)
  assert.equal(twice.status, 409)
  assert.match(await twice.text(), /This person is a member already/)
})

test('one who has left can be invited again, and is asked by a new letter', async () => {
  const { letter, person } = await invited('ina11@example.org')
  await world.reply(person, 'YES', letter)
  await world.work()
  await world.db
    .updateTable('membership')
    .set({ state: 'left' })
    .where('person_id', '=', await idOf(person))
    .execute()

  const second = await invited('ina11@example.org')

  assert.notEqual(second.letter.messageId, letter.messageId)
  await world.reply(person, 'YES', second.letter)
  await world.work()
  assert.deepEqual(await standing(person.address), inside)
})

test('only members invite, to their own community, and what is wrong comes back as it was typed', async () => {
  const { eve, fay, gus } = world
  for (const other of [eve, fay, gus]) {
    assert.equal((await world.request(other, INVITE)).status, 404)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    const sent = await world.send(other, INVITE, { csrf, name: 'Ina', address: 'ina12@example.org' })
    assert.equal(sent.status, 404)
  }
  assert.equal(await standing('ina12@example.org'), undefined)

  const answer = await invite('ina12 at example', { name: '', why: 'Keep this' })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(html, /Write the name of the person/)
  assert.match(html, /value="ina12 at example"/)
  assert.match(html, />\n?Keep this<\/textarea>/)
})

async function idOf({ address }: { address: string }) {
  const row = world.db.selectFrom('address').select('person_id').where('address', '=', address)
  return (await row.executeTakeFirstOrThrow()).person_id
}
