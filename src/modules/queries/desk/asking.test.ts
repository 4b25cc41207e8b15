import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { ask, findRow, question, startOver, stateOf, typedIn, words } from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

const NEW = '/communities/north/queries/new'

test('a member asks on the page: she is told what happens next, and the desk that it is there', async () => {
  const { ana, rao, ben, cho } = world
  const before = (await world.mailsTo(cho)).length

  const answer = await world.submit(ben, NEW, NEW, { text: question, kinds: ['examples', 'advice'], purpose: 'A plan' })
  await world.work()

  assert.equal(answer.status, 303)
  const at = answer.headers.get('location') ?? ''
  assert.match(words(await world.page(ben, at)), /It is on the desk\. You hear within one working day\./)
  const { state, title, kinds, purpose, attribution, urgency, via } = await findRow(world, at.split('?')[0] ?? '')
  assert.deepEqual(
    { state, title, kinds, purpose, attribution, urgency, via },
    {
      ...{ state: 'submitted', title: question.replace(/\?.*/, '?'), kinds: ['examples', 'advice'] },
      ...{ purpose: 'A plan', attribution: 'named', urgency: 'normal', via: 'page' },
    },
  )
  const receipt = await world.lastMailTo(ben)
  assert.match(receipt.subject, /We have your question: How do I get village water/)
  assert.match(receipt.text, /Nobody else has read\s+it.*Within one working day.*only when you say OK/s)
  assert.match(receipt.headers, /^Auto-Submitted: auto-replied/m)
  for (const one of [ana, rao]) assert.match((await world.lastMailTo(one)).subject, /To shape: How do I get village/)
  assert.equal((await world.mailsTo(cho)).length, before)
})

test('before it is posted only its asker and the desk can read it', async () => {
  const { ana, rao, ben, cho, eve, fay, gus } = world
  const path = await ask(world, ben)

  for (const reader of [ben, ana, rao]) assert.equal((await world.request(reader, path)).status, 200)
  for (const other of [cho, eve, fay, gus]) assert.equal((await world.request(other, path)).status, 404)
  assert.match((await world.request(null, path)).headers.get('location') ?? '', /^\/sign-in\?next=/)
})

test('an outsider, a neighbour and a stranger are not let in to ask', async () => {
  const { ben, eve, fay, gus, db } = world
  const count = async () => (await db.selectFrom('query').select('id').execute()).length
  const before = await count()
  for (const other of [eve, fay, gus]) {
    assert.equal((await world.request(other, NEW)).status, 404)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    assert.equal((await world.send(other, NEW, { csrf, text: question })).status, 404)
  }
  assert.equal(await count(), before)

  await ask(world, ben)
  assert.equal(await count(), before + 1)
})

test('a question of a word, or a day that no calendar has, comes back with all that was typed', async () => {
  const { ben } = world
  const typed = { text: 'Water?', purpose: 'For the block plan', urgency: 'long', decision_by: '2026-02-31' }

  const answer = await world.submit(ben, NEW, NEW, typed)
  const page = await answer.text()

  assert.equal(answer.status, 422)
  assert.match(words(page), /2 things are missing or wrong/)
  assert.match(words(page), /Say in a sentence or two what the problem is/)
  assert.match(words(page), /Choose a date/)
  for (const [name, value] of Object.entries(typed)) assert.equal(typedIn(page, name), value)
})

test('a form sent twice asks once, and so do two at the same moment', async () => {
  const { ben, db } = world
  const fields = { ...hiddenFields(await world.page(ben, NEW), NEW), text: question }

  const answers = await Promise.all([world.send(ben, NEW, fields), world.send(ben, NEW, fields)])
  answers.push(await world.send(ben, NEW, fields))

  assert.equal(new Set(answers.map(({ headers }) => headers.get('location'))).size, 1)
  const rows = await db.selectFrom('query').select('id').where('state', '=', 'submitted').execute()
  assert.equal(rows.length, 1)
})

test('of two questions asked at once one goes to the desk and the other is kept as a draft', async () => {
  const { ben, ana, db } = world
  const [one, two] = [
    { ...hiddenFields(await world.page(ben, NEW), NEW), text: 'First: who repairs hand pumps?' },
    { ...hiddenFields(await world.page(ben, NEW), NEW), text: 'Second: who tests the water?' },
  ]

  await Promise.all([world.send(ben, NEW, one), world.send(ben, NEW, two)])

  const rows = await db
    .selectFrom('query')
    .select(['state', 'key', 'asked_text'])
    .where('state', 'in', ['submitted', 'draft'])
    .orderBy('state', 'desc')
    .execute()
  assert.deepEqual(rows.map(({ state }) => state).sort(), ['draft', 'submitted'])
  const draft = rows.find(({ state }) => state === 'draft')
  const page = words(await world.page(ben, NEW))
  assert.match(page, /You have one question open/)
  assert.match(page, /Your drafts/)
  assert.equal(
    (await world.request(ana, `/communities/north/queries/${draft?.key}`)).status,
    404,
    'a draft is hers alone',
  )
})

test('a draft goes to the desk when its asker sends it, and not while another is open', async () => {
  const { ben, ana } = world
  const first = await ask(world, ben)
  const kept = await world.submit(ben, NEW, NEW, { text: 'Who tests the water of a hand pump?' })
  assert.equal(kept.headers.get('location'), `${NEW}?kept`)
  const [, draft = ''] =
    /href="(\/communities\/north\/queries\/\w{16})">Who tests/.exec(await world.page(ben, NEW)) ?? []
  const { csrf = '', once = '' } = hiddenFields(await world.page(ben, NEW), NEW)
  const early = await world.send(ben, `${draft}/submission`, { csrf, once })
  assert.equal(early.headers.get('location'), NEW)
  assert.equal(await stateOf(world, draft), 'draft')

  await world.submit(ben, `${first}/withdrawal`, `${first}/withdrawal`)
  const others = await world.send(ana, `${draft}/submission`, { csrf: 'x', once })
  const sent = await world.submit(ben, NEW, `${draft}/submission`)
  await world.work()

  assert.equal(others.status, 401)
  assert.equal(sent.headers.get('location'), `${draft}?asked`)
  assert.equal(await stateOf(world, draft), 'submitted')
  assert.match((await world.lastMailTo(ana)).subject, /To shape: Who tests/)
})
