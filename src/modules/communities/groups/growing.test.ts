import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'
import { verbsOf } from '../doors/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await begin(world.ben, 'Lamps')
})
after(() => world.close())

const START = '/communities/new'
const HOME = '/communities/lamps'
const PAGE = `${HOME}/practice`
const answers = { experience: 'In nine districts', priority: 'Light', resources: 'We three', support: 'The secretary' }

const begin = (by: Actor, name: string, fields: Record<string, string> = {}) =>
  world.submit(by, START, START, { name, purpose: 'Officers compare their street lamps.', type: 'interest', ...fields })

test('who keeps an interest group is offered the way, and an unanswered question comes back with what was typed', async () => {
  const { ben } = world
  assert.match(await world.page(ben, HOME), new RegExp(`href="${PAGE}"`))
  const answer = await world.submit(ben, PAGE, PAGE, { ...answers, support: '' })
  const html = await answer.text()
  assert.equal(answer.status, 422)
  assert.match(html, /Please answer this question/)
  assert.match(html, /In nine districts<\/textarea>/)
  assert.match(words(await world.page(ben, HOME)), /Interest group/)
})

test('nobody else makes it grow: a member of it, a neighbour, a stranger', async () => {
  const { cho, eve, gus } = world
  await world.submit(cho, `${HOME}/membership`, `${HOME}/membership`)
  for (const other of [cho, eve, gus]) {
    assert.equal((await world.request(other, PAGE)).status, 404)
    const { csrf = '' } = hiddenFields(await world.page(other, '/me/mail'), '/sign-out')
    assert.equal((await world.send(other, PAGE, { csrf, ...answers })).status, 404)
  }
  assert.equal((await verbsOf(world, 'community.grown')).length, 0)
})

test('it grows once, keeps members and address, and is active when three have committed themselves', async () => {
  const { ben, cho, dee } = world
  const fields = { ...hiddenFields(await world.page(ben, PAGE), PAGE), ...answers }
  const [one, two] = await Promise.all([world.send(ben, PAGE, fields), world.send(ben, PAGE, fields)])
  assert.deepEqual([one.status, two.status], [303, 303])
  assert.equal((await verbsOf(world, 'community.grown')).length, 1)

  assert.match(words(await world.page(ben, HOME)), /Forming .* 1 have so far.*Community of practice/)
  assert.match(words(await world.page(ben, `${HOME}/members`)), /Ben.*Cho/)
  await world.submit(dee, `${HOME}/membership`, `${HOME}/membership`)
  for (const one of [cho, dee]) await world.submit(one, HOME, `${HOME}/core`)
  assert.doesNotMatch(words(await world.page(ben, HOME)), /Forming/)
  assert.equal((await world.request(ben, PAGE)).status, 404)
})

test('a group with an end does not grow', async () => {
  await begin(world.ben, 'Storm', { type: 'crisis' })
  assert.equal((await world.request(world.ben, '/communities/storm/practice')).status, 404)
  assert.doesNotMatch(await world.page(world.ben, '/communities/storm'), /storm\/practice/)
})
