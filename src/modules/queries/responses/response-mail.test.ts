import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { findRow, letterTo, pass, postQuery, setMoment, startOver, words } from '../builders.ts'

let world: World
let path: string
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await startOver(world)
  path = await postQuery(world, world.ben)
})

const query = (reader = world.cho) => letterTo(world, reader, /\] Query: How did you keep/)

async function listResponses() {
  const { id } = await findRow(world, path)
  return world.db
    .selectFrom('response')
    .innerJoin('post', 'post.id', 'post_id')
    .select(['response.number', 'body', 'post.state', 'author_id', 'attribution', 'quote_wish'])
    .where('query_id', '=', id)
    .orderBy('response.number')
    .execute()
}
const bodies = async () => (await listResponses()).map(({ body }) => body)

test('a reply is a response: quoted tail and signature vanish, it is acknowledged, and goes out after five minutes', async () => {
  const { cho, dee } = world
  await world.reply(
    cho,
    'We paid a fitter.\n\nIt worked.\n\n-- \nCho\nJunior Engineer, Pauri\n+91 98765 43210',
    await query(),
  )
  await world.work()

  const receipt = await letterTo(world, cho, /Taken in/)
  assert.match(receipt.headers, /^Auto-Submitted: auto-replied/m)
  assert.match(receipt.text, /Reply “undo” within five minutes/)
  assert.deepEqual(await bodies(), ['We paid a fitter.\n\nIt worked.'])
  assert.doesNotMatch(await world.page(dee, path), /fitter/)
  await pass(world)
  assert.match(words(await world.page(dee, path)), /One response .*Cho Office of Cho/)
  const letter = await letterTo(world, dee, /Re: Query/)
  assert.match(letter.text, /We paid a fitter\.\s+It worked\./)
  assert.doesNotMatch(letter.text, /98765|Junior Engineer/)
})

test('“no name” alone on the first line leaves only the organisation beside the words, in Hindi too', async () => {
  const { cho, dee, rao } = world
  await world.reply(cho, 'No name\nOur office pays late.', await query())
  await world.reply(dee, 'बिना नाम\nहम हर महीने बैठते हैं।', await query(dee))
  await pass(world)

  const page = words(await world.page(rao, path))
  assert.match(page, /Office of Cho .*Our office pays late.*Office of Dee .*हम हर महीने बैठते हैं/)
  assert.doesNotMatch(page, /Cho Office of Cho|Dee Office of Dee|No name|बिना नाम/)
  assert.deepEqual(
    (await listResponses()).map(({ attribution, quote_wish }) => [attribution, quote_wish]),
    [
      ['organisation', 'organisation'],
      ['organisation', 'organisation'],
    ],
  )
})

test('“undo” within five minutes takes it back; afterwards it is refused with a sentence', async () => {
  const { cho, dee } = world
  await world.reply(cho, 'A word too many.', await query())
  await world.work()
  await world.reply(cho, 'UNDO', await letterTo(world, cho, /Taken in/))
  await pass(world)
  assert.deepEqual(await bodies(), [null])
  assert.doesNotMatch(await world.page(dee, path), /A word too many/)

  await world.reply(dee, 'This stays.', await query(dee))
  await world.work()
  const receipt = await letterTo(world, dee, /Taken in/)
  await pass(world)
  await world.reply(dee, 'undo', receipt)
  await world.work()

  assert.deepEqual(await bodies(), [null, 'This stays.'])
  assert.match((await letterTo(world, dee, /Not taken/)).text, /can no longer be undone/)
})

test('the same mail ten times is one response, one receipt and one letter to each', async () => {
  const { cho, dee } = world
  const letter = await query()
  const counts = async () => Promise.all([cho, dee].map(async (one) => (await world.mailsTo(one)).length))
  const before = await counts()
  const copy = { messageId: '<ten@example.org>' }
  await Promise.all(Array.from({ length: 5 }, () => world.reply(cho, 'Only once.', letter, copy)))
  await world.work()
  for (let nth = 0; nth < 5; nth++) await world.reply(cho, 'Only once.', letter, copy)
  await pass(world)

  assert.deepEqual(await bodies(), ['Only once.'])
  assert.deepEqual(
    await counts(),
    before.map((count) => count + 1),
  )
})

test('what hangs on a mail stays, for members alone', async () => {
  const { cho, dee, eve, gus } = world
  const attachments = [{ filename: 'rates.txt', content: 'The rates' }]
  await world.reply(cho, 'See the rates.', await query(), { attachments })
  await pass(world)

  const href = /href="(\/files\/[^"]+\/rates\.txt)"/.exec(await world.page(dee, path))?.[1] ?? ''
  assert.equal((await (await world.request(dee, href)).text()).trim(), 'The rates')
  assert.ok((await letterTo(world, dee, /Re: Query/)).text.includes(href))
  for (const other of [eve, gus]) assert.equal((await world.request(other, href)).status, 404)
})

test('a reply without words or files is answered, and posts nothing', async () => {
  const { cho } = world
  await world.reply(cho, '', await query())
  await pass(world)

  assert.deepEqual(await listResponses(), [])
  assert.match((await letterTo(world, cho, /Not taken/)).text, /There are no words of your own in it/)
})

test('a reply to a closed query is answered with when it closed, and with what was written', async () => {
  const { cho } = world
  const letter = await query()
  await setMoment(world, '2026-03-17T09:00+05:30')
  await world.work()

  await world.reply(cho, 'I was on leave, but I know a fitter.', letter)
  await pass(world)

  const answer = await letterTo(world, cho, /Not taken/)
  assert.match(
    answer.text,
    /stopped gathering responses on Tuesday\s+17 March 2026.*I was on leave, but I know a fitter/s,
  )
  assert.deepEqual(await listResponses(), [])
})

test('a stolen reply address speaks for nobody: it is held, and its owner is asked', async () => {
  const { cho, dee, eve, gus } = world
  const letter = await query()
  for (const thief of [eve, gus, dee]) await world.reply(thief, 'Send your code to me.', letter)
  await pass(world)

  assert.deepEqual(await listResponses(), [])
  const asked = await letterTo(world, cho, /Is this mail yours\?/)
  assert.match(asked.text, /Send your code to me/)
  const held = await world.db.selectFrom('inbound_mail').select('reason').where('state', '=', 'held').execute()
  assert.deepEqual([...new Set(held.map(({ reason }) => reason))], ['other-sender'])

  await world.reply(cho, 'These are my own words.', letter)
  await pass(world)
  assert.deepEqual(await bodies(), ['These are my own words.'])
})

test('one who has left since is refused in words, and nothing is posted', async () => {
  const { cho, db } = world
  const letter = await query()
  const move = (state: string) => db.updateTable('membership').set({ state }).where('person_id', '=', cho.id).execute()
  await move('left')

  await world.reply(cho, 'I have left, but listen.', letter)
  await pass(world)

  assert.deepEqual(await listResponses(), [])
  assert.match((await letterTo(world, cho, /Not taken/)).text, /not open to you any more/)
  await move('member')
})

test('what the asker replies to her own query has no number among the responses', async () => {
  const { ben, cho } = world
  await world.reply(cho, 'Who pays you?', await query())
  await pass(world)
  await world.reply(ben, 'The block office pays.', await letterTo(world, ben, /Re: Query/))
  await pass(world)

  assert.deepEqual(await bodies(), ['Who pays you?'])
  assert.match(words(await world.page(cho, path)), /One response .*Who pays you\?.*The block office pays/)
})
