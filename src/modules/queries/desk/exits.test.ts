import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import {
  ask,
  findRow,
  letterTo,
  pass,
  postQuery,
  respond,
  setMoment,
  shape,
  startOver,
  stateOf,
  typedIn,
  words,
} from '../builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())
beforeEach(() => startOver(world))

const withdraw = (path: string, reason = '') =>
  world.submit(world.ben, `${path}/withdrawal`, `${path}/withdrawal`, { reason })
const refuse = (path: string, reason: string) => world.submit(world.ana, `${path}/shape`, `${path}/refusal`, { reason })
const redirect = (path: string, reason: string) =>
  world.submit(world.ana, `${path}/shape`, `${path}/redirection`, { reason })

test('the desk declines with its reason, which the asker reads', async () => {
  const { ben, cho } = world
  const path = await ask(world, ben)

  const answer = await refuse(path, 'This is a grievance about a transfer; the cell for those is in Dehradun.')
  await world.work()

  assert.equal(answer.status, 303)
  assert.equal(await stateOf(world, path), 'declined')
  const letter = await letterTo(world, ben, /It cannot go round/)
  assert.match(letter.text, /a grievance about a transfer.*Your words are kept here/s)
  assert.match(words(await world.page(ben, path)), /This query was declined/)
  assert.equal((await world.request(cho, path)).status, 404)
  await ask(world, ben)
})

test('the desk redirects to a better place, in words', async () => {
  const { ben } = world
  const path = await ask(world, ben)
  await shape(world, path)

  await redirect(path, 'The helpline of the Jal Board answers this the same day.')
  await world.work()

  assert.equal(await stateOf(world, path), 'redirected')
  const letter = await letterTo(world, ben, /A better place for it/)
  assert.match(letter.text, /The helpline of the Jal Board answers/)
})

test('an end without a reason is no end, and the form says so where it stands', async () => {
  const path = await ask(world, world.ben)
  for (const [send, id] of [
    [refuse, 'decline'],
    [redirect, 'redirect'],
  ] as const) {
    const answer = await send(path, 'no')
    const page = await answer.text()
    assert.equal(answer.status, 422)
    assert.match(page, new RegExp(`<a href="#${id}-reason">Give the reason in a sentence</a>`))
    assert.equal(typedIn(page.slice(page.indexOf(`id="${id}"`)), 'reason'), 'no')
  }
  assert.equal(await stateOf(world, path), 'submitted')
})

test('only the desk declines and redirects, only the asker withdraws', async () => {
  const { ana, ben, cho, eve, fay, gus } = world
  const path = await ask(world, ben)
  for (const [acts, others] of [
    [
      ['refusal', 'redirection'],
      [ben, cho, eve, fay, gus],
    ],
    [['withdrawal'], [ana, cho, eve, fay, gus]],
  ] as const) {
    for (const other of others) {
      const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
      for (const act of acts) {
        const { status } = await world.send(other, `${path}/${act}`, { csrf, reason: 'Because I say so' })
        assert.ok(status === 404 || status === 403, `${other.name} ${act} ${status}`)
      }
    }
  }
  assert.equal(await stateOf(world, path), 'submitted')

  assert.equal((await withdraw(path)).status, 303)
  assert.equal(await stateOf(world, path), 'withdrawn')
})

test('what has ended does not end again, and says so', async () => {
  const path = await ask(world, world.ben)
  const old = hiddenFields(await world.page(world.ana, `${path}/shape`), `${path}/refusal`)
  await withdraw(path)

  const answer = await world.send(world.ana, `${path}/refusal`, { ...old, reason: 'Too late for that' })

  assert.equal(answer.status, 409)
  assert.match(words(await answer.text()), /This query is withdrawn now, so that is not possible any more/)
})

test('an asker withdraws a query that is out: those who answered are told why, nobody can answer, search forgets it', async () => {
  const { ben, cho, dee, eve } = world
  const path = await postQuery(world, ben, { context: 'The yellow tanks of Kotdwar.' })
  await respond(world, cho, path, 'Ours are blue and they hold.')
  await pass(world)
  assert.match(words(await world.page(dee, '/search?q=yellow+tanks')), /The yellow tanks of Kotdwar/)
  const before = (await world.mailsTo(dee)).length

  await withdraw(path, 'The tanks were replaced yesterday.')
  await world.work()

  assert.match(
    (await letterTo(world, cho, /Withdrawn: How did/)).text,
    /Thank you for your response.*replaced yesterday/s,
  )
  assert.equal((await world.mailsTo(dee)).length, before)
  const page = await world.page(cho, path)
  assert.match(words(page), /This query was withdrawn.*Ours are blue and they hold/)
  assert.doesNotMatch(page, /name="body"/)
  assert.doesNotMatch(words(await world.page(dee, '/search?q=yellow+tanks')), /Kotdwar/)
  assert.equal((await world.request(eve, path)).status, 404)
  const { state, exit_reason } = await findRow(world, path)
  assert.deepEqual([state, exit_reason], ['withdrawn', 'The tanks were replaced yesterday.'])
})

test('a withdrawn query strikes no clock any more', async () => {
  const { ana, ben, db } = world
  const path = await postQuery(world, ben)
  const before = (await world.mailsTo(ana)).length
  await withdraw(path)

  await setMoment(world, '2026-04-30T09:00+05:30')
  await world.work()

  assert.equal((await world.mailsTo(ana)).length, before)
  const { id } = await findRow(world, path)
  const clocks = await db.selectFrom('clock').select('kind').where('subject_id', '=', id).where('worked_at', 'is', null)
  assert.deepEqual(
    (await clocks.execute()).filter(({ kind }) => kind.startsWith('queries.')),
    [],
  )
})
