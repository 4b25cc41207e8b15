import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { findCommunity } from '../../communities/index.ts'
import { type Item, type ItemDocument, publishItem } from '../../library/index.ts'
import { ask, clear, findRow, letterTo, pass, postQuery, respond, startOver, stateOf, words } from '../builders.ts'

let world: World
let fitters: Item
let secrets: Item
before(async () => {
  world = await openWorld()
  fitters = await publish('north', world.ana, 'Who repairs the hand pumps of a village?')
  secrets = await publish('south', world.eve, 'What do hand pumps of the south cost in secret?')
})
after(() => world.close())
beforeEach(() => startOver(world))

const NEW = '/communities/north/queries/new'
const similarly = 'Our hand pumps break, and who repairs the hand pumps of a village when the fitter is gone?'

async function publish(slug: string, by: World['ana'], title: string) {
  const viewer = await by.viewer()
  const community = await findCommunity(world.db, slug)
  return world.db
    .transaction()
    .execute((tx) => publishItem(tx, viewer, { community, title, document: documentOf(title), credits: [] }))
}

function documentOf(title: string): ItemDocument {
  return {
    ...{ language: 'en', compiled_by: [], further: '', themes: [], agreement: [], disagreement: [], watch_for: [] },
    ...{ experiences: [], resources: [], contacts: [], additional: [], responses: [] },
    query: {
      ...{ title, kinds: [], place: '', posted_on: '2026-01-05', asker: { name: 'Dee', line: '', key: null } },
      ...{ context: 'Hand pumps break.', tried: '', purpose: '', sub_questions: [] },
    },
    summary: [{ text: 'Trained fitters repair hand pumps within a day.', responses: [] }],
  }
}

test('similar replies appear while somebody types, and only those that she may read', async () => {
  const { ben, eve, fay, gus } = world
  const at = (slug: string) => `/communities/${slug}/queries/similar?q=${encodeURIComponent(similarly)}`
  const fragment = await world.page(ben, at('north'))
  assert.match(words(fragment), /Something like it was answered before: Who repairs the hand pumps/)
  assert.match(fragment, new RegExp(`href="/communities/north/library/${fitters.key}"`))
  assert.doesNotMatch(fragment, /secret|<html/)

  assert.match(words(await world.page(fay, at('south'))), /in secret\?/)
  assert.doesNotMatch(await world.page(fay, at('south')), /Who repairs/)
  for (const other of [eve, fay, gus]) assert.equal((await world.request(other, at('north'))).status, 404)
})

test('without script one press shows them, and what was typed stands there still', async () => {
  const answer = await world.submit(world.ben, NEW, NEW, { text: similarly, purpose: 'A plan', similar: 'show' })
  const page = await answer.text()

  assert.equal(answer.status, 200)
  assert.match(words(page), /Something like it was answered before: Who repairs/)
  assert.match(page, /Our hand pumps break, and who repairs/)
  assert.match(page, /value="A plan"/)
  assert.doesNotMatch(words(page), /missing or wrong/)
})

test('one who finds her answer there says so, and asks nothing', async () => {
  const { ben, cho, db } = world
  const count = async () => (await db.selectFrom('query').select('id').execute()).length
  const before = await count()
  const at = `/communities/north/queries/answered/${fitters.id}`
  assert.match(words(await world.page(ben, at)), /Who repairs the hand pumps/)

  const answer = await world.submit(ben, at, at)

  assert.equal(answer.headers.get('location'), `/communities/north/library/${fitters.key}?helped`)
  assert.equal(await count(), before)
  const hidden = `/communities/north/queries/answered/${secrets.id}`
  assert.equal((await world.request(cho, hidden)).status, 404)
  for (const odd of ['x', '-1', '99999999999999999999'])
    assert.equal((await world.request(cho, `/communities/north/queries/answered/${odd}`)).status, 404)
})

test('a reply that was withdrawn is offered no more, by its number neither', async () => {
  const { ben, db } = world
  const { id } = await publish('north', world.ana, 'Who oils the hand pumps of a village?')
  const at = `/communities/north/queries/answered/${id}`
  assert.equal((await world.request(ben, at)).status, 200)

  await db.updateTable('item').set({ withdrawn_at: new Date() }).where('id', '=', id).execute()

  assert.equal((await world.request(ben, at)).status, 404)
  assert.doesNotMatch(
    await world.page(ben, `/communities/north/queries/similar?q=${encodeURIComponent(similarly)}`),
    /oils/,
  )
})

test('the acknowledgement names them, and the number in reply closes the question with thanks', async () => {
  const { ana, ben } = world
  await world.mail(ben, 'north@copse.test', 'Hand pumps', similarly)
  await world.work()
  const receipt = await letterTo(world, ben, /We have your question: Hand pumps/)
  assert.match(receipt.text, /1 – Who repairs the hand pumps of a village\?/)
  assert.doesNotMatch(receipt.text, /secret/)

  await world.reply(ben, '1', receipt)
  await world.work()

  const { state, item_id } = await newest()
  assert.deepEqual([state, item_id], ['answered_from_archive', fitters.id])
  assert.match((await letterTo(world, ben, /Thank you: Hand pumps/)).text, /Your question is closed/)
  assert.match((await letterTo(world, ana, /To shape: Hand pumps/)).text, /Ben asks/)
  const page = await world.page(ben, `/communities/north/queries/${(await newest()).key}`)
  assert.match(page, new RegExp(`href="/communities/north/library/${fitters.key}"`))
})

test('a number that was not named, or words, are answered with what to write', async () => {
  const { ben } = world
  for (const said of ['3', 'Many thanks, but I do not understand.']) {
    await clear(world)
    await world.mail(ben, 'north@copse.test', 'Hand pumps', `${similarly} (${said})`)
    await world.work()
    await world.reply(ben, said, await letterTo(world, ben, /We have your question/))
    await world.work()
    assert.equal((await newest()).state, 'submitted', said)
    assert.match((await world.lastMailTo(ben)).text, /There is no reply to accept|Reply with the number of the reply/)
  }
})

test('the desk offers a reply; her YES closes the query with thanks, her NO lets it go its way', async () => {
  const { ana, ben } = world
  const path = await ask(world, ben, { text: similarly })
  const offer = () => world.submit(ana, `${path}/shape`, `${path}/archive-offer`, { item_id: String(fitters.id) })
  assert.equal((await offer()).status, 303)
  await world.work()
  const letter = await letterTo(world, ben, /Does this answer it\? Who repairs/)
  assert.match(letter.text, /Trained fitters repair hand pumps/)
  assert.match(letter.text, new RegExp(`/communities/north/library/${fitters.key}`))
  assert.match(words(await world.page(ben, path)), /Does this answer it\?/)
  assert.doesNotMatch(words(await world.page(ben, path)), /There is an answer/)

  await world.reply(ben, 'No, that is about something else.', letter)
  await world.work()
  assert.deepEqual([await stateOf(world, path), (await findRow(world, path)).item_id], ['submitted', null])

  assert.equal((await offer()).status, 303)
  await world.work()
  const letters = (await world.mailsTo(ben)).filter(({ subject }) => /Does this answer it/.test(subject))
  assert.equal(letters.length, 2, 'a second offer has its own letter')
  const yes = await world.submit(ben, `${path}/archive`, `${path}/archive`, { answer: 'yes' })
  assert.equal(yes.status, 303)
  assert.equal(await stateOf(world, path), 'answered_from_archive')
})

test('a reply of the neighbour is not offered, though its number is guessed', async () => {
  const { ana, ben } = world
  const path = await ask(world, ben, { text: similarly })
  const fields = hiddenFields(await world.page(ana, `${path}/shape`), `${path}/archive-offer`)
  const before = (await world.mailsTo(ben)).length

  for (const item_id of [secrets.id, 999_999])
    assert.equal((await world.send(ana, `${path}/archive-offer`, { ...fields, item_id: String(item_id) })).status, 404)
  await world.work()

  assert.equal((await findRow(world, path)).item_id, null)
  const fresh = (await world.mailsTo(ben)).slice(before)
  assert.deepEqual(
    fresh.filter(({ text }) => /secret/.test(text)),
    [],
  )
})

test('when a query that is out is answered from the library, those who wrote are told and the page leads there', async () => {
  const { ana, ben, cho, dee } = world
  const path = await postQuery(world, ben)
  await respond(world, cho, path, 'We trained two fitters.')
  await pass(world)
  const { offerArchive, findQuery } = await import('../index.ts')
  const query = await findQuery(world.db, await ana.viewer(), path.split('/').at(-1) ?? '')
  await offerArchive(world.db, await ana.viewer(), query, { item_id: fitters.id, once: undefined })
  assert.doesNotMatch(words(await world.page(dee, path)), /There is an answer|Does this answer it/)

  await world.submit(ben, `${path}/archive`, `${path}/archive`, { answer: 'yes' })
  await world.work()

  assert.match((await letterTo(world, cho, /Answered from the library/)).text, /Thank you for your response/)
  assert.match(await world.page(dee, path), new RegExp(`There is an answer.*/library/${fitters.key}`, 's'))
})

function newest() {
  return world.db.selectFrom('query').selectAll().orderBy('id', 'desc').executeTakeFirstOrThrow()
}
