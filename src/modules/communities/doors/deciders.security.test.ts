import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { clear, DOOR, membershipOf, plantOutsider, setDoor, setQuestions, verbsOf } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await clear(world)
  await setQuestions(world, [])
  await setDoor(world, 'ask')
})

const LIST = '/communities/north/applications'

async function asking(): Promise<Actor> {
  const one = await plantOutsider(world)
  assert.equal((await world.submit(one, DOOR, DOOR)).status, 303)
  await world.work()
  return one
}

async function keyOf({ id }: Actor) {
  const row = world.db.selectFrom('application').select('key').where('person_id', '=', id).orderBy('id', 'desc')
  return (await row.executeTakeFirstOrThrow()).key
}

test('a YES with the coordinator’s own reply address counts from her alone', async () => {
  const { ana, dee, eve } = world
  const one = await asking()
  const letter = await world.lastMailTo(ana)
  for (const other of [one, dee, eve]) {
    await world.reply(other, 'YES', letter)
    await world.mail(`"Ana ana@example.org" <${other.address}>`, letter.replyTo, 'Re: It', 'YES')
  }
  await world.mail('Ana <ana@example.org.evil.example>', letter.replyTo, 'Re: It', 'YES')
  await world.work()
  assert.equal(await membershipOf(world, one), undefined)

  await world.reply(ana, 'YES', letter)
  await world.work()
  assert.equal(await membershipOf(world, one), 'member internal')
})

test('what a program answers by itself takes nobody in, whatever it says', async () => {
  const { ana } = world
  const one = await asking()
  const letter = await world.lastMailTo(ana)
  await world.reply(ana, 'YES', letter, { headers: { 'Auto-Submitted': 'auto-replied' } })
  await world.reply(ana, 'YES\n\nI am out of the office.', letter, { subject: 'Automatic reply: asks to join' })
  await world.reply(ana, 'YES', letter, { headers: { Precedence: 'bulk' }, envelope: { from: '', to: letter.replyTo } })
  await world.work()
  assert.equal(await membershipOf(world, one), undefined)

  await world.reply(ana, 'YES', letter)
  await world.work()
  assert.equal(await membershipOf(world, one), 'member internal')
})

test('of a yes, a no and her own withdrawal at one moment one counts', async () => {
  const { ana, eve, db } = world
  await db
    .insertInto('role')
    .values({ person_id: world.ben.id, community_id: world.north.id, role: 'coordinator' })
    .onConflict((oc) => oc.doNothing())
    .execute()
  const one = await asking()
  const path = `${LIST}/${await keyOf(one)}`
  const before = (await verbsOf(world, 'application.')).length

  const answers = await Promise.all([
    world.submit(ana, path, path, { decision: 'accepted' }),
    world.submit(world.ben, path, path, { decision: 'declined' }),
    world.submit(ana, path, path, { decision: 'accepted' }),
    world.submit(one, DOOR, `${DOOR}/withdrawal`),
  ])

  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]))
  assert.equal((await verbsOf(world, 'application.')).length, before + 1)
  assert.equal((await world.request(eve, path)).status, 404)
})

test('asking and taking back in turn does not write to those who decide all day (ASVS 2.4.1)', async () => {
  const { ana } = world
  const one = await plantOutsider(world)
  const before = (await world.mailsTo(ana)).length
  const statuses: number[] = []
  for (let nth = 0; nth < 24; nth++) {
    const answer = await world.submit(one, DOOR, DOOR)
    statuses.push(answer.status)
    if (answer.status === 303) await world.submit(one, DOOR, `${DOOR}/withdrawal`)
  }
  await world.work()

  assert.deepEqual(statuses.slice(-4), [409, 409, 409, 409])
  assert.ok((await world.mailsTo(ana)).length - before <= 20)
})

test('whoever was put out comes in by no open door and by no member’s invitation', async () => {
  const { ana, dee, db } = world
  await setDoor(world, 'open')
  const out = await plantOutsider(world)
  await world.submit(out, DOOR, DOOR)
  assert.equal(await membershipOf(world, out), 'member internal')
  await db
    .updateTable('membership')
    .set({ state: 'removed' })
    .where('person_id', '=', out.id)
    .where('community_id', '=', world.north.id)
    .execute()

  await world.submit(out, DOOR, DOOR)
  assert.equal(await membershipOf(world, out), 'removed internal')
  const path = '/communities/north/invitation'
  const invited = { name: out.name, address: out.address, why: 'Come back.' }
  assert.equal((await world.submit(dee, path, path, invited)).status, 409)

  await world.work()
  await world.submit(ana, `${LIST}/${await keyOf(out)}`, `${LIST}/${await keyOf(out)}`, { decision: 'accepted' })
  assert.equal(await membershipOf(world, out), 'member internal')
})
