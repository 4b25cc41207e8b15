import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { atHour, choose, digestsOf } from '../../notices/builders.ts'
import { words } from '../../queries/builders.ts'
import { verbsOf } from '../doors/builders.ts'
import { plantMap } from '../regions/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await plantMap(world)
  const { cho, fay } = world
  await choose(world, cho, 'digest')
  await choose(world, fay, 'digest', {}, 'south')
  await atHour(world, 12)
})
after(() => world.close())

const START = '/communities/new'
const begin = (by: Actor, name: string, fields: Record<string, string | string[]> = {}) =>
  world.submit(by, `${START}?parent=north`, START, {
    ...{ name, purpose: 'How we hold an evening in a district.', type: 'interest', parent: 'north' },
    ...fields,
  })
const groupsOf = async (reader: Actor, region: string) =>
  words(await world.page(reader, `/communities/${region}/groups`))
const morning = async (reader: Actor) => {
  await world.work()
  await atHour(world, 8)
  return (await digestsOf(world, reader)).at(-1)?.text ?? ''
}

test('any member begins one and opens it to the neighbours: both regions show it, and hear of it in the digest', async () => {
  const { ben, cho, fay, gus } = world
  const form = words(await world.page(ben, `${START}?parent=north`))
  assert.match(form, /Open it to other regions .* South/)
  assert.doesNotMatch(form, /Open it to other regions [^.]*\. *North/)

  const answer = await begin(ben, 'Evenings', { regions: ['south', 'nowhere'] })

  assert.equal(answer.headers.get('location'), '/communities/evenings?started')
  for (const [reader, region] of [
    [cho, 'north'],
    [fay, 'south'],
  ] as const)
    assert.match(await groupsOf(reader, region), /Evenings How we hold an evening in a district\. one member/)
  assert.match(words(await world.page(null, '/communities/south')), /A part of this community Evenings/)
  assert.equal((await verbsOf(world, 'community.linked')).length, 1)

  const told = /A new group: Evenings.*How we hold an evening in a district.*communities\/evenings/s
  assert.match(await morning(fay), told)
  assert.match((await digestsOf(world, cho)).at(-1)?.text ?? '', told)
  assert.deepEqual(await digestsOf(world, gus), [])
})

test('a neighbour comes in by its open door', async () => {
  const { fay } = world
  const path = '/communities/evenings/membership'
  await world.submit(fay, path, path)
  assert.match(words(await world.page(fay, '/communities/evenings/members')), /Ben.*Fay/)
})

test('what is opened to nobody else stays with its own region, and what one cannot come into is told to nobody', async () => {
  const { ben, cho, fay } = world
  await begin(ben, 'Ours alone')
  await begin(ben, 'By invitation', { joining: 'invited', regions: 'south' })

  const before = (await digestsOf(world, fay)).length
  assert.match(await morning(cho), /A new group: Ours alone/)
  assert.doesNotMatch((await digestsOf(world, cho)).at(-1)?.text ?? '', /By invitation/)
  assert.equal((await digestsOf(world, fay)).length, before)
  assert.doesNotMatch(await groupsOf(fay, 'south'), /Ours alone/)
})

test('only what is a region can be chosen, and its own is not chosen twice', async () => {
  const { ben, fay, network } = world
  const before = (await verbsOf(world, 'community.linked')).length
  await begin(ben, 'Plain', { regions: ['north', 'evenings', network.slug] })
  assert.equal((await verbsOf(world, 'community.linked')).length, before)
  assert.doesNotMatch(await groupsOf(fay, 'south'), /Plain/)
})
