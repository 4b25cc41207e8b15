import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { type Actor, openWorld, type World } from '../../../test/world.ts'
import { monday, pass, postQuery, respond, setMoment, words } from '../queries/builders.ts'

let world: World
let path: string
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
  path = await postQuery(world, world.ben, {
    ...{ title: 'How did you paint the water tanks of Kotdwar?', context: 'The primer of the contractor peels off.' },
  })
  await respond(world, world.cho, path, 'We used an epoxy primer and waited for the rains to end.')
  await pass(world)
})
after(() => world.close())

const found = async (reader: Actor | null, words_: string, more = '') =>
  words(await world.page(reader, `/search?q=${encodeURIComponent(words_)}${more}`))

test('a member finds a query by its words and a response by its own, each with where it leads', async () => {
  const html = await world.page(world.dee, '/search?q=peels')
  assert.match(html, new RegExp(`href="${path}"[^>]*>How did you paint`))
  assert.match(await found(world.dee, 'tanks'), /Query, gathering responses How did you paint/)
  assert.match(await world.page(world.dee, '/search?q=epoxy'), new RegExp(`href="${path}#post-2"`))
  assert.match(await found(world.dee, 'waiting rains'), /waited for the rains to end/)
})

test('an outsider, a stranger and who is not signed in find nothing of it', async () => {
  for (const reader of [world.eve, world.fay, world.gus, null]) {
    for (const word of ['tanks', 'Kotdwar', 'peels', 'epoxy']) {
      assert.match(await found(reader, word), /Nothing here holds these words/, `${reader?.name} ${word}`)
    }
  }
})

test('one kind alone can be looked at', async () => {
  assert.match(await found(world.dee, 'primer'), /peels off.*epoxy|epoxy.*peels off/)
  assert.doesNotMatch(await found(world.dee, 'primer', '&kind=query'), /epoxy/)
  assert.doesNotMatch(await found(world.dee, 'primer', '&kind=post'), /peels off/)
  assert.match(await found(world.dee, 'primer', '&kind=nonsense'), /Nothing here holds these words/)
})

test('a misspelled word finds its neighbour, but only one that the reader may find', async () => {
  const html = await world.page(world.dee, '/search?q=kotdwaar')
  assert.match(html, /Did you mean <a href="\/search\?q=kotdwar">kotdwar<\/a>\?/)
  for (const reader of [world.eve, world.gus, null])
    assert.doesNotMatch(await world.page(reader, '/search?q=kotdwaar'), /kotdwar\b/i)
})

test('what waits, or was taken back, is not found', async () => {
  await respond(world, world.dee, path, 'The gooseberry method.')
  assert.match(await found(world.dee, 'gooseberry'), /Nothing here/)
  await pass(world)
  assert.match(await found(world.ben, 'gooseberry'), /The gooseberry method/)

  const page = await world.page(world.dee, path)
  const action = /action="(\/posts\/[^"]+\/withdrawal)"/.exec(page.slice(page.indexOf('gooseberry')))?.[1] ?? ''
  await world.submit(world.dee, path, action)

  assert.match(await found(world.ben, 'gooseberry'), /Nothing here/)
})

test('odd words break nothing and are shown as text (ASVS 1.2.1, 1.2.4)', async () => {
  for (const odd of [
    '',
    '   ',
    '"',
    "'; drop table post; --",
    '<script>alert(1)</script>',
    '%00',
    '\\',
    ':*&|!()',
    'x'.repeat(5000),
    'पानी',
    '🙂',
  ]) {
    const answer = await world.request(world.dee, `/search?q=${encodeURIComponent(odd)}`)
    assert.equal(answer.status, 200, odd)
    assert.doesNotMatch(await answer.text(), /<script>alert/)
  }
})

test('a page of results asks the database no more for three than for one', async () => {
  const { ana, rao, ben } = world
  await world.page(ben, '/search?q=epoxy')
  const one = await countStatements(() => world.page(ben, '/search?q=epoxy'))
  await respond(world, ana, path, 'Epoxy from the depot.')
  await respond(world, rao, path, 'No epoxy at all.')
  await pass(world)

  assert.equal((await world.page(ben, '/search?q=epoxy')).match(/#post-\d/g)?.length, 3)
  assert.equal(await countStatements(() => world.page(ben, '/search?q=epoxy')), one)
})
