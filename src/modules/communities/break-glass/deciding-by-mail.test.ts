import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { sql } from '../../../platform/db.ts'
import { answer, ask, forget, type Kept, newest, openKept, verbs, wordsOf } from './builders.ts'

let world: Kept
before(async () => {
  world = await openKept()
})
beforeEach(() => forget(world))
after(() => world.close())

const asked = async () => {
  await ask(world, world.gus)
  await world.work()
  return world.lastMailTo(world.hal)
}
const fromOf = (headers: string) => /^From:.*?<?([^<>\s]+@[^<>\s]+)>?$/im.exec(headers)?.[1] ?? ''

test('ASVS 6.3.6, 8.4.2: no mail of an administrator opens a room, in whatever words she decides, also when she has just proven herself on the page', async () => {
  const letter = await asked()
  assert.match(letter.text.replace(/\s+/g, ' '), /To refuse, you can reply NO/)

  for (const words of ['YES', 'yes, I agree', 'हाँ', 'OK']) {
    await world.reply(world.hal, words, letter)
    await world.work()
    assert.match((await world.lastMailTo(world.hal)).text.replace(/\s+/g, ' '), /Nothing was opened/, words)
  }

  assert.deepEqual(await verbs(world), ['asked'])
  assert.equal((await world.request(world.gus, '/communities/north/talk')).status, 404)
  await answer(world, world.hal, 'yes')
  assert.deepEqual(await verbs(world), ['asked', 'agreed', 'opened'])
})

test('in the demonstration, which asks for no second factor, her YES by mail agrees', async () => {
  await sql`update community set demonstration = true where parent_id is null`.execute(world.db)
  try {
    const letter = await asked()
    assert.match(letter.text.replace(/\s+/g, ' '), /Or reply YES or NO/)
    await world.reply(world.hal, 'Yes', letter)
    await world.work()
    assert.deepEqual(await verbs(world), ['asked', 'agreed', 'opened'])
  } finally {
    await sql`update community set demonstration = false where parent_id is null`.execute(world.db)
  }
})

test('a new mail that is no reply decides nothing: not to the room, and not to where letters without an answer come from', async () => {
  await sql`insert into break_glass_pair (first_id, second_id, by_id, holds_from)
    values (${world.ben.id}, ${world.fay.id}, ${world.hal.id}, app_now())`.execute(world.db)
  await ask(world, world.gus)
  await world.work()
  const from = fromOf((await world.lastMailTo(world.fay)).headers)
  for (const to of ['north@copse.test', from])
    await world.mail(world.fay, to, 'Re: Gus asks to read North: do you agree?', 'YES').catch(() => {})
  await world.work()
  assert.deepEqual(await verbs(world), ['asked'])

  await answer(world, world.fay, 'yes')
  await world.work()
  const told = [await world.lastMailTo(world.gus), await world.lastMailTo(world.ana)]
  assert.deepEqual(
    told.map(({ replyTo }) => replyTo),
    ['', ''],
    'what asks for no answer has no address for one',
  )
  for (const { headers, subject } of told)
    await world.mail(world.ana, fromOf(headers), `Re: ${subject}`, 'NO').catch(() => {})
  await world.work()
  assert.match(wordsOf(await world.page(world.ben, await newest(world))), /Open now .* Agreed by Fay/)
  assert.deepEqual((await verbs(world)).slice(-1), ['opened'])
})

test('whoever holds the address of the letter decides by a new mail too, from an address of her own and no other', async () => {
  const letter = await asked()
  await world.mail(world.ana, letter.replyTo, 'No', 'NO').catch(() => {})
  await world.work()
  assert.deepEqual(await verbs(world), ['asked'])

  await world.mail(world.hal, letter.replyTo, 'About the room', 'No')
  await world.work()

  assert.deepEqual(await verbs(world), ['asked', 'refused'])
})
