import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { ask, letterTo, question, startOver, words } from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

const NORTH = 'north@copse.test'

async function newest(asker: Actor) {
  const { db } = world
  return db
    .selectFrom('query')
    .selectAll()
    .where('asker_id', '=', asker.id)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow()
}

test('a mail to the community is a question on the desk, with its subject as title', async () => {
  const { ana, ben } = world
  await world.mail(ben, NORTH, 'Village water committees', `${question}\n\n-- \nBen\nBlock Officer, Kotdwar`)
  await world.work()

  const { title, asked_text, state, via, urgency, language } = await newest(ben)
  assert.deepEqual(
    { title, asked_text, state, via, urgency, language },
    {
      ...{ title: 'Village water committees', asked_text: question, state: 'submitted', via: 'mail' },
      ...{ urgency: 'normal', language: 'en' },
    },
  )
  assert.match((await world.lastMailTo(ben)).subject, /We have your question: Village water committees/)
  assert.match((await world.lastMailTo(ana)).text, /Ben asks:.*How do I get village water/s)
  assert.doesNotMatch((await world.lastMailTo(ana)).text, /Kotdwar/)
})

test('a question in Hindi is known as such, and its asker who reads Hindi is answered in Hindi', async () => {
  const { ben, db } = world
  await db.updateTable('person').set({ language: 'hi' }).where('id', '=', ben.id).execute()
  await world.mail(ben, NORTH, '', 'गाँव की जल समिति दो साल बाद क्यों नहीं बैठती? आपने क्या किया।')
  await world.work()

  const { title, language } = await newest(ben)
  assert.deepEqual([title, language], ['गाँव की जल समिति दो साल बाद क्यों नहीं बैठती?', 'hi'])
  const receipt = await world.lastMailTo(ben)
  assert.match(receipt.headers, /^Content-Language: hi/m)
  assert.match(receipt.text, /डेस्क/)
  await db.updateTable('person').set({ language: 'en' }).where('id', '=', ben.id).execute()
})

test('“urgent” at the head of the subject is urgent; a word that only begins so is not', async () => {
  const { ana, ben, cho, dee } = world
  await world.mail(ben, NORTH, '[URGENT] Who has chlorine tablets?', question)
  await world.mail(cho, NORTH, 'तत्काल: क्लोरीन की गोलियाँ किसके पास हैं?', question)
  await world.mail(dee, NORTH, 'Urgently needed: teachers', question)
  await world.work()

  const [one, two, three] = [await newest(ben), await newest(cho), await newest(dee)]
  assert.deepEqual([one.urgency, one.title], ['urgent', 'Who has chlorine tablets?'])
  assert.deepEqual([two.urgency, two.title], ['urgent', 'क्लोरीन की गोलियाँ किसके पास हैं?'])
  assert.deepEqual([three.urgency, three.title], ['normal', 'Urgently needed: teachers'])
  const subjects = (await world.mailsTo(ana)).map(({ subject }) => subject)
  assert.ok(subjects.some((subject) => /URGENT, to shape: Who has chlorine/.test(subject)))
})

test('a mail without words of its own is answered with the reason, and takes nothing to the desk', async () => {
  const { ben, db } = world
  const count = async () => (await db.selectFrom('query').select('id').execute()).length
  const before = await count()
  await world.mail(ben, NORTH, 'Question', '\n\n')
  await world.work()

  assert.equal(await count(), before)
  assert.match((await world.lastMailTo(ben)).text, /There are no words of your own in this mail/)
})

test('a file that came with a question is named to the desk as not kept, so that nobody waits for it', async () => {
  const { ana, ben } = world
  const attachments = [{ filename: 'tanks.pdf', content: '%PDF-1.4' }]
  await world.mail(ben, NORTH, 'Tanks', question, { attachments })
  await world.work()

  assert.match((await letterTo(world, ana, /To shape: Tanks/)).text, /Sent with it, and not kept: tanks\.pdf/)
})

test('an unknown sender, a stranger and a neighbour are refused in the SMTP dialogue', async () => {
  const { ben, gus, eve } = world
  for (const other of ['nobody@elsewhere.example', gus, eve]) {
    await assert.rejects(world.mail(other, NORTH, 'A question', question), /550.*takes mail from its members only/)
  }

  await world.mail(ben, NORTH, 'A question', question)
})

test('a second question by mail is kept as a draft, word for word, and can be sent later', async () => {
  const { ben } = world
  const first = await ask(world, ben)
  await world.mail(ben, NORTH, 'Something else', 'Who tests the water of a hand pump, and what does it cost?')
  await world.work()

  const { state, key } = await newest(ben)
  assert.equal(state, 'draft')
  const letter = await letterTo(world, ben, /Kept for later: Something else/)
  assert.match(letter.text, /one at a time is the rule.*Who tests the water of a hand pump/s)
  await world.submit(ben, `${first}/withdrawal`, `${first}/withdrawal`)
  const NEW = '/communities/north/queries/new'
  assert.match(words(await world.page(ben, NEW)), /Your drafts Something else Send it to the desk/)
  await world.submit(ben, NEW, `/communities/north/queries/${key}/submission`)
  assert.equal((await newest(ben)).state, 'submitted')
})

test('the same mail ten times is one question and one letter', async () => {
  const { ben, ana } = world
  const before = [(await world.mailsTo(ben)).length, (await world.mailsTo(ana)).length]
  const text = `${question} They stopped in May.`
  const copy = { messageId: '<ten@example.org>', date: new Date('2026-03-02T04:00:00Z') }
  await Promise.all(Array.from({ length: 5 }, () => world.mail(ben, NORTH, 'Once', text, copy)))
  await world.work()
  for (let nth = 0; nth < 5; nth++) await world.mail(ben, NORTH, 'Once', text, copy)
  await world.work()

  const rows = await world.db.selectFrom('query').select('state').where('title', '=', 'Once').execute()
  assert.deepEqual(rows, [{ state: 'submitted' }])
  const after = [(await world.mailsTo(ben)).length, (await world.mailsTo(ana)).length]
  assert.deepEqual(
    after,
    before.map((count) => count + 1),
  )
})
