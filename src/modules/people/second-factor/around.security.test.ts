import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, hiddenFields, type World } from '../../../../test/world.ts'
import { viewerOf } from '../../communities/index.ts'
import { may } from '../learning/entering.ts'
import { addPasskey, challengeOf, OWN, openSecureWorld } from '../passkeys/builders.ts'
import { newDevice } from '../passkeys/device.fixture.ts'
import { PAGE, plantKeeper, setUpApp, signedInAnew, wearing } from './builders.ts'

let world: World
before(async () => {
  world = await openSecureWorld()
})
after(() => world.close())
beforeEach(() => world.db.deleteFrom('rate_count').execute())

const isOpen = async (keeper: Actor) => (await world.request(keeper, '/network/system')).status === 200

test('a form with the once-key of another form proves nothing', async () => {
  const vic = await plantKeeper(world, 'Vic')
  const made = await challengeOf(world, vic, OWN, `${OWN}/passkeys/challenge`)
  const forged = newDevice().make(made)
  const first = wearing(vic, await addPasskey(world, vic, newDevice()))
  assert.equal(await isOpen(first), true, 'a passkey that is kept does')

  const thief = await signedInAnew(world, vic)
  const { csrf = '', once = '' } = hiddenFields(await world.page(thief, '/me/sessions'), '/me/sessions/others')
  assert.equal((await world.send(thief, '/me/sessions/others', { csrf, once })).status, 303)
  const answer = await world.send(thief, `${OWN}/passkeys`, { csrf, once, name: 'Mine', answer: forged })

  assert.equal(answer.headers.get('set-cookie'), null)
  assert.equal(await isOpen(thief), false)
})

test('whoever reads her mail does not look on while she sets an app up', async () => {
  const wim = await plantKeeper(world, 'Wim')
  const hers = wearing(wim, await addPasskey(world, wim, newDevice()))
  await world.submit(hers, PAGE, `${PAGE}/app`)
  assert.match(await world.page(hers, `${PAGE}/app`), /<code class="key">/)

  const thief = await signedInAnew(world, wim)
  const answer = await world.request(thief, `${PAGE}/app`)

  assert.equal(answer.status, 303)
  assert.doesNotMatch(await answer.text(), /class="key"/)
})

test('a mail of whoever keeps the network is the word of a member', async () => {
  const { db } = world
  const xia = await plantKeeper(world, 'Xia')
  await setUpApp(world, xia)
  const session = { id: 1, proven: true }

  const [byPage, byMail] = [await viewerOf(db, xia.id, 'page', session), await viewerOf(db, xia.id, 'mail')]

  assert.deepEqual([byPage?.unproven, byMail?.unproven], [undefined, true])
  assert.ok(byPage && byMail && may.enter(byPage))
  assert.equal(may.enter(byMail), false)
  assert.equal((await viewerOf(db, world.ana.id, 'mail'))?.unproven, undefined)
})
