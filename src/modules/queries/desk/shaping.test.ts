import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { agree, ask, findRow, letterTo, shape, startOver, stateOf, typedIn, wording, words } from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

test('the desk reads the words of the asker beside the wording, and sends it to her', async () => {
  const { ana, ben } = world
  const path = await ask(world, ben)
  const page = words(await world.page(ana, `${path}/shape`))
  assert.match(page, /Ben writes How do I get village water.*Title, as a question.*Context How do I get village water/s)

  const answer = await shape(world, path, { note: 'I made it shorter.', level: 'local', place: 'Kotdwar' })
  await world.work()

  assert.equal(answer.headers.get('location'), '/communities/north/desk?shaped')
  const { state, title, kinds, sub_questions, level, place, version } = await findRow(world, path)
  assert.deepEqual(
    { state, title, kinds, sub_questions, level, place, version },
    {
      ...{ state: 'shaping', title: wording.title, kinds: wording.kinds, sub_questions: ['Who calls the meeting?'] },
      ...{ level: 'local', place: 'Kotdwar', version: 2 },
    },
  )
  const letter = await letterTo(world, ben, /Shall we ask it like this\? How did you keep/)
  assert.match(letter.text, /I made it shorter\..*How did you keep village water committees alive\?/s)
  assert.match(letter.text, /experiences, examples.*ten working days after.*with your name.*5 members of North.*Water/s)
  assert.match(letter.text, /Reply OK, or write what should change/)
})

test('only the desk of its own community shapes a query', async () => {
  const { ben, cho, dee, eve, fay, gus } = world
  const path = await ask(world, ben)
  for (const other of [ben, cho, dee, eve, fay, gus]) {
    assert.equal((await world.request(other, `${path}/shape`)).status, 404, other.name)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    const answer = await world.send(other, `${path}/shape`, { ...wording, csrf, version: '1' })
    assert.equal(answer.status, 404, other.name)
  }
  const neighbours = path.replace('/north/', '/south/')
  assert.equal((await world.request(eve, `${neighbours}/shape`)).status, 404)
  assert.equal(await stateOf(world, path), 'submitted')

  assert.equal((await shape(world, path, {}, world.rao)).status, 303)
})

test('a wording that cannot go round comes back with all that was typed', async () => {
  const { ben } = world
  const path = await ask(world, ben)
  const long = Array.from({ length: 151 }, (_, nth) => `word${nth}`).join(' ')
  const fields = { title: 'Water committees', context: long, kinds: [], reply_by: '2026-03-99', note: 'Kept' }

  const answer = await shape(world, path, fields)
  const page = await answer.text()

  assert.equal(answer.status, 422)
  const text = words(page)
  assert.match(text, /End the title with a question mark/)
  assert.match(text, /Choose at least one kind of answer/)
  assert.match(text, /Keep the context within 150 words/)
  assert.match(text, /Choose a date/)
  assert.equal(typedIn(page, 'title'), 'Water committees')
  assert.equal(typedIn(page, 'context'), long)
  assert.equal(typedIn(page, 'reply_by'), '2026-03-99')
  assert.equal(typedIn(page, 'note'), 'Kept')
  assert.equal(await stateOf(world, path), 'submitted')
  const enough = long.split(' ').slice(1).join(' ')
  assert.equal((await shape(world, path, { context: enough })).status, 303)
})

test('there is no way to a fourth question', async () => {
  const { ben, db } = world
  const path = await ask(world, ben)
  const questions = { question_1: 'One?', question_2: 'Two?', question_3: 'Three?', question_4: 'Four?' }

  await shape(world, path, questions)

  assert.deepEqual((await findRow(world, path)).sub_questions, ['One?', 'Two?', 'Three?'])
  const four = { sub_questions: ['1', '2', '3', '4'] }
  const { id } = await findRow(world, path)
  await assert.rejects(db.updateTable('query').set(four).where('id', '=', id).execute(), /check constraint/)
})

test('a reply-by date that leaves no time is refused at the desk, not after the yes', async () => {
  const { ben } = world
  const path = await ask(world, ben)

  const answer = await shape(world, path, { reply_by: '2026-03-03' })

  assert.equal(answer.status, 422)
  assert.match(words(await answer.text()), /Choose a later day, Wednesday 4 March 2026 at the soonest/)
  assert.equal((await shape(world, path, { reply_by: '2026-03-04' })).status, 303)
})

test('of two coordinators who word it at once the second sees both texts, and loses nothing', async () => {
  const { ana, rao, ben } = world
  const path = await ask(world, ben)
  const fields = hiddenFields(await world.page(rao, `${path}/shape`), `${path}/shape`)
  await shape(world, path, { title: 'The wording of Ana, is it kept?', context: 'The context of Ana.' }, ana)

  const mine = { ...wording, title: 'The wording of Rao, is it kept?', context: 'The context of Rao.' }
  const answer = await world.send(rao, `${path}/shape`, { ...fields, ...mine })
  const page = await answer.text()

  assert.equal(answer.status, 409)
  assert.match(words(page), /Somebody else changed it meanwhile.*The wording of Ana, is it kept\? The context of Ana\./)
  assert.equal(typedIn(page, 'title'), 'The wording of Rao, is it kept?')
  assert.equal(typedIn(page, 'context'), 'The context of Rao.')
  assert.equal((await findRow(world, path)).title, 'The wording of Ana, is it kept?')
  const fresh = hiddenFields(page, `${path}/shape`)
  assert.equal((await world.send(rao, `${path}/shape`, { ...mine, ...fresh })).status, 303)
  assert.equal((await findRow(world, path)).title, 'The wording of Rao, is it kept?')
})

test('a wording sent twice by one press is one round and one letter', async () => {
  const { ana, ben, db } = world
  const path = await ask(world, ben)
  const fields = { ...hiddenFields(await world.page(ana, `${path}/shape`), `${path}/shape`), ...wording }
  const before = (await world.mailsTo(ben)).length

  const answers = [await world.send(ana, `${path}/shape`, fields), await world.send(ana, `${path}/shape`, fields)]
  await world.work()

  assert.deepEqual(
    answers.map(({ status }) => status),
    [303, 303],
  )
  const { id } = await findRow(world, path)
  const rounds = await db.selectFrom('query_shape').select('version').where('query_id', '=', id).execute()
  assert.deepEqual(rounds, [{ version: 1 }])
  const letters = (await world.mailsTo(ben)).slice(before).filter(({ subject }) => /Shall we/.test(subject))
  assert.equal(letters.length, 1)
})

test('a query that waits its turn can be worded anew, and then wants a new yes', async () => {
  const { ana, ben, db, north } = world
  await db.updateTable('community').set({ posting_budget: 1 }).where('id', '=', north.id).execute()
  const first = await ask(world, world.cho)
  await shape(world, first)
  await agree(world, world.cho, first)
  const path = await ask(world, ben)
  await shape(world, path)
  await agree(world, ben, path)
  assert.equal(await stateOf(world, path), 'queued')

  assert.equal((await shape(world, path, { title: 'Worded anew, is it not?' }, ana)).status, 303)

  assert.equal(await stateOf(world, path), 'shaping')
  await db.updateTable('community').set({ posting_budget: 2 }).where('id', '=', north.id).execute()
})
