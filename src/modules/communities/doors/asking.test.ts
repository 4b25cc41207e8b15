import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, hiddenFields, openWorld, plantMember, plantRole, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { clear, DOOR, membershipOf, plantOutsider, setDoor, setQuestions, verbsOf } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(async () => {
  await clear(world)
  await setDoor(world, 'ask')
  await setQuestions(world, ['Which question brings you?'])
})

const LIST = '/communities/north/applications'

async function asking(answer = 'Tanks that leak.'): Promise<Actor> {
  const one = await plantOutsider(world)
  const [{ id = 0 } = {}] = await world.db.selectFrom('application_question').select('id').execute()
  await world.submit(one, DOOR, DOOR, { [`answer-${id}`]: answer })
  await world.work()
  return one
}

async function keyOf({ id }: Actor) {
  const row = world.db.selectFrom('application').select('key').where('person_id', '=', id).orderBy('id', 'desc')
  return (await row.executeTakeFirstOrThrow()).key
}

test('an asked question must be answered; what was typed comes back', async () => {
  const one = await plantOutsider(world)
  const answer = await world.submit(one, DOOR, DOOR)
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /Please answer this question/)
  assert.equal(await membershipOf(world, one), undefined)
})

test('she sees that her request waits, and can take it back by page and by mail', async () => {
  const { ana } = world
  const one = await asking()
  assert.match(words(await world.page(one, DOOR)), /waits for an answer from Ana.*Tanks that leak/)
  assert.match(words(await world.page(one, '/communities/north')), /Your request/)
  assert.match(words(await world.page(ana, '/today')), /One person asks to join North/)

  await world.submit(one, DOOR, `${DOOR}/withdrawal`)
  assert.match(words(await world.page(one, DOOR)), /Ask to join/)
  assert.doesNotMatch(words(await world.page(ana, '/today')), /asks to join/)

  const other = await asking()
  await world.reply(other, 'No')
  await world.work()
  assert.match(words(await world.page(other, DOOR)), /Ask to join/)
})

test('YES as a reply takes her in with the note; the welcome carries it', async () => {
  const { ana } = world
  const one = await asking()
  const letter = await world.lastMailTo(ana)
  assert.match(letter.subject, /Outsider\d+ asks to join North/)
  assert.match(letter.text, /Which question brings you\?\s+.*Tanks that leak\./s)

  await world.reply(ana, 'Yes, glad to have you', letter)
  await world.work()

  assert.equal(await membershipOf(world, one), 'member internal')
  assert.match((await world.lastMailTo(one)).text, /glad to have you/)
  await world.reply(ana, 'No', letter)
  await world.work()
  assert.equal(await membershipOf(world, one), 'member internal')
  assert.match((await world.lastMailTo(ana)).text, /settled already/)
})

test('NO as a reply declines with the note, and she hears it in the decider’s name', async () => {
  const { ana } = world
  const one = await asking()
  await world.reply(ana, 'No, we take in district officers only.')
  await world.work()

  assert.equal(await membershipOf(world, one), undefined)
  const told = await world.lastMailTo(one)
  assert.match(told.text, /Ana has looked.*district officers only/s)
  assert.match(told.headers, /^From: .*Ana via North/m)
  assert.match(words(await world.page(one, DOOR)), /Ask to join/)
})

test('two coordinators who decide at once decide once; the second is told', async () => {
  const { ana, ben, db, north } = world
  await plantRole(db, ben.id, north.id, 'coordinator')
  const one = await asking()
  const path = `${LIST}/${await keyOf(one)}`
  const [mine, theirs] = [
    hiddenFields(await world.page(ana, path), path),
    hiddenFields(await world.page(ben, path), path),
  ]
  const answers = await Promise.all([
    world.send(ana, path, { ...mine, decision: 'accepted' }),
    world.send(ben, path, { ...theirs, decision: 'declined', note: 'No.' }),
  ])
  const outcomes = answers.map((answer) => answer.headers.get('location')?.split('?')[1]).sort()
  assert.equal(outcomes.includes('settled'), true)
  assert.equal(outcomes.filter((outcome) => outcome !== 'settled').length, 1)
  assert.equal((await verbsOf(world, 'application.')).filter((verb) => /accepted|declined/.test(verb)).length, 3)
  await db.updateTable('role').set({ until: new Date() }).where('person_id', '=', ben.id).execute()
})

test('requests and answers are for those who look after the community; a neighbour’s coordinator finds none', async () => {
  const { ana, ben, eve, fay, gus, db, south } = world
  const one = await asking('A secret of mine.')
  const path = `${LIST}/${await keyOf(one)}`
  assert.match(await world.page(ana, path), /A secret of mine\./)
  for (const other of [ben, eve, fay, gus, one])
    for (const page of [LIST, path, `${LIST}.csv`, '/communities/north/questions'])
      assert.equal((await world.request(other, page)).status, 404, `${other.name} ${page}`)
  const elsewhere = path.replace('north', 'south')
  assert.equal((await world.request(eve, elsewhere)).status, 404)
  const { csrf = '' } = hiddenFields(await world.page(eve, '/me/mail'), '/sign-out')
  assert.equal((await world.send(eve, elsewhere, { csrf, decision: 'accepted' })).status, 404)
  assert.equal((await world.send(eve, path, { csrf, decision: 'accepted' })).status, 404)
  assert.equal(await membershipOf(world, one), undefined)
  await plantMember(db, one.id, south.id)
  assert.equal((await world.request(one, path)).status, 404)
})

test('a letter that waits goes to nobody who does not decide any more when it is sent', async () => {
  const { ana, ben, db, north } = world
  await plantRole(db, ben.id, north.id, 'coordinator')
  const one = await plantOutsider(world)
  const [{ id = 0 } = {}] = await db.selectFrom('application_question').select('id').execute()
  await world.submit(one, DOOR, DOOR, { [`answer-${id}`]: 'Not for Ben any more.' })
  await db.updateTable('role').set({ until: new Date() }).where('person_id', '=', ben.id).execute()
  await world.work()

  assert.match((await world.lastMailTo(ana)).text, /Not for Ben any more/)
  assert.equal((await world.mailsTo(ben)).filter(({ text }) => /Not for Ben/.test(text)).length, 0)
})

test('the answers are kept and go along as a table, in which nothing is a formula', async () => {
  const { ana } = world
  const one = await asking('=1+1, "really"')
  await world.reply(ana, 'Yes')
  await world.work()
  const file = await world.request(ana, `${LIST}.csv`)
  assert.match(file.headers.get('content-type') ?? '', /text\/csv/)
  const rows = (await file.text()).split('\r\n')
  assert.match(rows[0] ?? '', /^\ufeff?Name,.*Which question brings you\?/)
  assert.match(rows.find((row) => row.startsWith(one.name)) ?? '', /accepted,.*"'=1\+1, ""really"""/)
})

test('the questions are changed on a page; who had answered keeps the words she read', async () => {
  const { ana } = world
  const one = await asking()
  const path = '/communities/north/questions'
  await world.submit(ana, path, path, { 'question-1': 'What would you bring?', 'needed-1': 'yes' })
  assert.match(await world.page(ana, `${LIST}/${await keyOf(one)}`), /Which question brings you\?/)
  assert.match(await world.page(await plantOutsider(world), DOOR), /What would you bring\?/)
})

test('the list of requests asks the database no more for three than for one', async () => {
  const { ana } = world
  await asking()
  await world.page(ana, LIST)
  const one = await countStatements(() => world.page(ana, LIST))
  await asking()
  await asking()
  assert.equal(await countStatements(() => world.page(ana, LIST)), one)
})
