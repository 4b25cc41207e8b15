import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { agree, ask, clear, findRow, letterTo, shape, startOver, stateOf, words } from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

/** A query that waits for the yes of Ben, with the letter that asks for it. */
async function shaped() {
  const path = await ask(world, world.ben)
  await shape(world, path)
  await world.work()
  return { path, letter: await letterTo(world, world.ben, /Shall we ask it like this/) }
}

const said = async (path: string) => {
  const { id } = await findRow(world, path)
  return world.db
    .selectFrom('query_shape')
    .select(['version', 'answer', 'answer_text'])
    .where('query_id', '=', id)
    .orderBy('version')
    .execute()
}

test('her OK on the page sends it round', async () => {
  const { ben, cho } = world
  const { path } = await shaped()
  assert.match(words(await world.page(ben, path)), /Your yes is wanted/)
  assert.match(words(await world.page(ben, `${path}/agreement`)), /It goes to 5 members of North when you say OK/)

  const answer = await agree(world, ben, path)
  await world.work()

  assert.equal(answer.headers.get('location'), `${path}?agreed`)
  assert.equal(await stateOf(world, path), 'gathering')
  assert.match((await letterTo(world, cho, /How did you keep/)).subject, /Query: How did you keep village water/)
  assert.match((await letterTo(world, ben, /It is out/)).text, /gone to 5 members of North/)
})

test('her OK by mail sends it round, also in Hindi, with thanks and with her name', async () => {
  const { ben } = world
  for (const yes of ['OK', 'ठीक है, धन्यवाद', 'Yes please, thank you.', 'OK\nBen']) {
    await clear(world)
    const { path, letter } = await shaped()
    await world.reply(ben, yes, letter)
    await world.work()
    assert.equal(await stateOf(world, path), 'gathering', yes)
  }
})

test('“OK but …” and all other words are changes, and go to the desk as they stand', async () => {
  const { ana, ben, rao } = world
  const { path, letter } = await shaped()
  await world.reply(ben, 'OK, but please say “Kotdwar block” in the title.', letter)
  await world.work()

  assert.equal(await stateOf(world, path), 'shaping')
  const changes = 'OK, but please say “Kotdwar block” in the title.'
  assert.deepEqual(await said(path), [{ version: 1, answer: 'changes', answer_text: changes }])
  for (const one of [ana, rao]) {
    assert.match((await letterTo(world, one, /The asker wants changes/)).text, /please say “Kotdwar block”/)
  }
  const desk = words(await world.page(ana, '/communities/north/desk'))
  assert.match(desk, /To shape How do|To shape How did/)
  assert.match(desk, /The asker wants changes\./)
  assert.match(words(await world.page(ana, `${path}/shape`)), /The asker wants it changed OK, but please say/)
  assert.doesNotMatch(words(await world.page(ben, '/today')), /Your yes is wanted/)
  assert.match(words(await world.page(ana, '/today')), /To shape again: How did you keep/)
})

test('changes on the page need words, and those words are kept', async () => {
  const { ben } = world
  const { path } = await shaped()

  const empty = await world.submit(ben, `${path}/agreement`, `${path}/agreement`, { answer: 'changes' })
  const answer = await world.submit(ben, `${path}/agreement`, `${path}/agreement`, { answer: 'ok', words: 'Shorter' })

  assert.equal(empty.status, 422)
  assert.match(words(await empty.text()), /Write what should change/)
  assert.equal(answer.headers.get('location'), `${path}?changes`)
  assert.deepEqual(await said(path), [{ version: 1, answer: 'changes', answer_text: 'Shorter' }])
})

test('a yes to an older wording is no yes to the newer one, by mail and on the page (ASVS 2.3.1)', async () => {
  const { ben } = world
  const { path, letter } = await shaped()
  const old = hiddenFields(await world.page(ben, `${path}/agreement`), `${path}/agreement`)
  await shape(world, path, { title: 'What should the state pay for water?' })
  await world.work()

  await world.reply(ben, 'OK', letter)
  await world.work()
  assert.match((await letterTo(world, ben, /Not taken/)).text, /It has been worded anew since/)
  assert.equal(await stateOf(world, path), 'shaping')

  const answer = await world.send(ben, `${path}/agreement`, { ...old, answer: 'ok' })
  assert.equal(answer.status, 409)
  const page = await answer.text()
  assert.match(words(page), /It has been worded anew since\. .*What should the state pay for water\?/)
  assert.equal(await stateOf(world, path), 'shaping')

  const fresh = hiddenFields(page, `${path}/agreement`)
  assert.equal((await world.send(ben, `${path}/agreement`, { ...fresh, answer: 'ok' })).status, 303)
  assert.equal(await stateOf(world, path), 'gathering')
})

test('nobody but the asker can agree: neither the desk, a member, the neighbour nor a stranger', async () => {
  const { ana, rao, cho, eve, fay, gus } = world
  const { path, letter } = await shaped()
  for (const other of [ana, rao, cho, eve, fay, gus]) {
    assert.equal((await world.request(other, `${path}/agreement`)).status, 404, other.name)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    const answer = await world.send(other, `${path}/agreement`, { csrf, answer: 'ok' })
    assert.ok([403, 404].includes(answer.status), other.name)
  }
  for (const other of [ana, gus]) await world.reply(other, 'OK', letter)
  await world.work()

  assert.equal(await stateOf(world, path), 'shaping')
  await world.reply(world.ben, 'OK', letter)
  await world.work()
  assert.equal(await stateOf(world, path), 'gathering')
})

test('a second OK, by the other door or the same mail ten times, does nothing more', async () => {
  const { ben, cho } = world
  const { path, letter } = await shaped()
  const form = hiddenFields(await world.page(ben, `${path}/agreement`), `${path}/agreement`)
  for (let nth = 0; nth < 10; nth++) await world.reply(ben, 'OK', letter, { messageId: '<ok@example.org>' })
  await world.work()

  const late = await world.send(ben, `${path}/agreement`, { ...form, answer: 'ok' })
  await world.work()

  assert.equal(late.status, 409)
  assert.match(words(await late.text()), /This query is gathering responses now, so that is not possible any more/)
  const letters = (await world.mailsTo(cho)).filter(({ raw }) => raw.includes(path))
  assert.equal(letters.length, 1)
})

test('of a yes and of changes at the same moment her yes stands, whichever comes first', async () => {
  const { ben } = world
  const { path } = await shaped()
  const [one, two] = [
    hiddenFields(await world.page(ben, `${path}/agreement`), `${path}/agreement`),
    hiddenFields(await world.page(ben, `${path}/agreement`), `${path}/agreement`),
  ]

  const answers = await Promise.all([
    world.send(ben, `${path}/agreement`, { ...one, answer: 'ok' }),
    world.send(ben, `${path}/agreement`, { ...two, answer: 'changes', words: 'Not yet' }),
  ])

  const [{ answer } = { answer: null }] = await said(path)
  const state = await stateOf(world, path)
  assert.deepEqual([state, answer], ['gathering', 'ok'])
  assert.equal(answers[0]?.status, 303)
  assert.ok([303, 409].includes(answers[1]?.status ?? 0), `${answers[1]?.status}`)
})
