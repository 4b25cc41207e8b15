import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, hiddenFields, openWorld, plantMember, plantPerson, type World } from '../../../../test/world.ts'
import { findRow, letterTo, pass, postQuery, respond, setMoment, startOver, typedIn, words } from '../builders.ts'

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

async function listNumbers() {
  const { id } = await findRow(world, path)
  const rows = await world.db
    .selectFrom('response')
    .innerJoin('post', 'post.id', 'post_id')
    .select(['response.number', 'body', 'quote_wish', 'attribution'])
    .where('query_id', '=', id)
    .orderBy('response.number')
    .execute()
  return rows
}

test('a response on the page goes out after two minutes, with the name of its writer', async () => {
  const { cho, dee } = world
  const before = (await world.mailsTo(dee)).length

  const answer = await respond(world, cho, path, 'We paid a *fitter*.\n\nHe comes.')

  assert.equal(answer.headers.get('location'), `${path}?responded#responses`)
  assert.match(words(await world.page(cho, path)), /Only you see this so far\. It goes out in 2 minutes\./)
  assert.doesNotMatch(await world.page(dee, path), /fitter/)
  await pass(world, '2 minutes')
  assert.match(words(await world.page(dee, path)), /One response .*Cho Office of Cho .*We paid a fitter/)
  const letter = await letterTo(world, dee, /Re: Query: How did you keep/)
  assert.equal((await world.mailsTo(dee)).length, before + 1)
  assert.match(letter.text, /A response to: How did you keep.*Cho \(Office of Cho\) writes:.*We paid a \*?fitter/s)
  assert.match(letter.headers, /^From: .*Cho via North/m)
})

test('it is taken back within two minutes, and its number is given to nobody else', async () => {
  const { cho, dee } = world
  await respond(world, cho, path, 'A word too many')
  const action = /action="(\/posts\/[^"]+\/withdrawal)"/.exec(await world.page(cho, path))?.[1] ?? ''
  await world.submit(cho, path, action)
  await respond(world, dee, path, 'The second one')
  await pass(world)

  const page = words(await world.page(world.ben, path))
  assert.match(page, /One response/)
  assert.doesNotMatch(page, /A word too many/)
  assert.match(page, /Contribution 1 was taken back by its writer/)
  assert.deepEqual(
    (await listNumbers()).map(({ number, body }) => [number, body]),
    [
      [1, null],
      [2, 'The second one'],
    ],
  )
})

test('a wish stands beside the words: organisation alone, or no quoting', async () => {
  const { cho, dee, rao } = world
  await respond(world, cho, path, 'Only my office said this.', { wish: 'organisation' })
  await respond(world, dee, path, 'Do not quote me on this.', { wish: 'no' })
  await pass(world)

  const page = await world.page(rao, path)
  assert.doesNotMatch(page.slice(page.indexOf('Responses'), page.indexOf('Only my office said')), new RegExp(cho.key))
  assert.match(words(page), /Office of Cho .*Only my office said this.*Dee Office of Dee .*Do not quote me/)
  assert.deepEqual(
    (await listNumbers()).map(({ quote_wish, attribution }) => [quote_wish, attribution]),
    [
      ['organisation', 'organisation'],
      ['no', 'named'],
    ],
  )
})

test('nobody from outside responds, with North’s own keys or without', async () => {
  const { cho, eve, fay, gus } = world
  for (const other of [eve, fay, gus]) {
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    for (const at of [path, path.replace('/north/', '/south/')])
      assert.equal((await world.send(other, `${at}/responses`, { csrf, body: 'Let me in' })).status, 404, other.name)
  }
  assert.deepEqual(await listNumbers(), [])

  assert.equal((await respond(world, cho, path, 'I am in.')).status, 303)
  assert.equal((await listNumbers()).length, 1)
})

test('an empty response, or a wish that there is not, comes back with what was typed', async () => {
  const { cho } = world
  const empty = await respond(world, cho, path, '  ')
  assert.equal(empty.status, 422)
  assert.match(words(await empty.text()), /Write what you know; three lines are enough/)

  const odd = await respond(world, cho, path, 'My words stay.', { wish: 'pseudonym' })
  assert.equal(odd.status, 422)
  assert.equal(typedIn(await odd.text(), 'body'), 'My words stay.')

  const files = Array.from({ length: 11 }, (_, nth) => new File(['x'], `${nth}.txt`, { type: 'text/plain' }))
  const many = await respond(world, cho, path, 'With my files.', { files: files as never })
  assert.equal(many.status, 409)
  const page = await many.text()
  assert.match(words(page), /At most 10 files/)
  assert.equal(typedIn(page, 'body'), 'With my files.')
  assert.deepEqual(await listNumbers(), [])
})

test('a form sent twice responds once, also at the same moment', async () => {
  const { cho } = world
  const fields = { ...hiddenFields(await world.page(cho, path), `${path}/responses`), body: 'Only once' }
  const send = () => world.send(cho, `${path}/responses`, fields)

  await Promise.all([send(), send()])
  await send()

  assert.deepEqual(
    (await listNumbers()).map(({ body }) => body),
    ['Only once'],
  )
})

test('twenty who respond at once get the numbers 1 to 20', async () => {
  const writers = await Promise.all(Array.from({ length: 20 }, (_, nth) => plantPerson(world.db, `Writer${nth}`)))
  for (const { id } of writers) await plantMember(world.db, id, world.north.id)
  const forms = await Promise.all(
    writers.map(async (writer) => hiddenFields(await world.page(writer, path), `${path}/responses`)),
  )

  await Promise.all(
    writers.map((writer, nth) => world.send(writer, `${path}/responses`, { ...forms[nth], body: `Words ${nth}` })),
  )

  const numbers = (await listNumbers()).map(({ number }) => number)
  assert.deepEqual(
    numbers,
    Array.from({ length: 20 }, (_, nth) => nth + 1),
  )
})

test('what the asker adds stands between the responses without a number among them', async () => {
  const { ben, cho, dee } = world
  await respond(world, cho, path, 'The first answer.')
  await world.submit(ben, path, `${path}/responses`, { body: 'I forgot: it is about tanks.' })
  await respond(world, dee, path, 'The second answer.')
  await pass(world)

  assert.deepEqual(
    (await listNumbers()).map(({ number, body }) => [number, body]),
    [
      [1, 'The first answer.'],
      [2, 'The second answer.'],
    ],
  )
  const page = await world.page(dee, path)
  assert.match(words(page), /2 responses .*The first answer.*I forgot: it is about tanks.*The second answer/)
  assert.deepEqual(
    [...page.matchAll(/class="post-number"[^>]*>(\d+)</g)].map(([, number]) => number),
    ['1', '2'],
  )
})

test('after its time a response on the page is refused in words, and gives back what was written', async () => {
  const { cho } = world
  const form = hiddenFields(await world.page(cho, path), `${path}/responses`)
  await setMoment(world, '2026-03-17T09:00+05:30')
  await world.work()
  assert.doesNotMatch(await world.page(cho, path), /name="body"/)

  const answer = await world.send(cho, `${path}/responses`, { ...form, body: 'I was on leave, but I know.' })
  const page = words(await answer.text())

  assert.equal(answer.status, 409)
  assert.match(page, /This query stopped gathering responses on Tuesday 17 March 2026/)
  assert.match(page, /This is what you wrote; nothing was posted: I was on leave, but I know\./)
  assert.deepEqual(await listNumbers(), [])
})

test('the page asks the database no more for three responses than for one', async () => {
  const { ana, cho, dee, rao } = world
  await respond(world, cho, path, 'One')
  await pass(world)
  await world.page(ana, path)
  const one = await countStatements(() => world.page(ana, path))
  await respond(world, dee, path, 'Two')
  await respond(world, rao, path, 'Three')
  await pass(world)

  assert.match(words(await world.page(ana, path)), /3 responses/)
  assert.equal(await countStatements(() => world.page(ana, path)), one)
})

test('a document is for members only', async () => {
  const { cho, dee, eve, gus } = world
  const file = new File(['The rates'], 'rates.txt', { type: 'text/plain' })
  await respond(world, cho, path, 'See the rates.', { files: file })
  await pass(world)
  const href = /href="(\/files\/[^"]+)"/.exec(await world.page(dee, path))?.[1] ?? ''

  assert.equal(await (await world.request(dee, href)).text(), 'The rates')
  for (const other of [eve, gus] as Actor[]) assert.equal((await world.request(other, href)).status, 404)
})
