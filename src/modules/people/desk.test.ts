import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { words } from '../queries/builders.ts'
import { listDeclaredTopics, setDesk } from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.db
    .insertInto('topic')
    .values([
      { key: 'panchayats', name: '{"en":"Village councils","hi":"ग्राम पंचायतें"}' },
      { key: 'drinking', name: '{"en":"Drinking water","hi":"पेयजल"}' },
      { key: 'quality', name: '{"en":"Water quality","hi":"जल गुणवत्ता"}' },
    ])
    .execute()
})
after(() => world.close())

test('the words of her sentence choose up to three topics, the best met first', async () => {
  const { db, ben, cho } = world

  const topics = await setDesk(db, ben.id, 'Our village schools have no drinking waters in summer.')

  assert.deepEqual(
    topics.map(({ key }) => key),
    ['drinking', 'water', 'schools'].sort((one, other) => rank(one) - rank(other)),
  )
  const declared = await listDeclaredTopics(db, ben.id)
  assert.deepEqual(declared.map(({ key }) => key).sort(), ['drinking', 'schools', 'water'])
  const mine = await db.selectFrom('person').select('on_my_desk').where('id', '=', ben.id).executeTakeFirst()
  assert.equal(mine?.on_my_desk, 'Our village schools have no drinking waters in summer.')
  assert.doesNotMatch(words(await world.page(cho, `/people/${ben.key}`)), /in summer/)
})

test('a sentence in Hindi is understood too', async () => {
  const topics = await setDesk(world.db, world.cho.id, 'हमारे विद्यालयों में पानी नहीं आता।')

  assert.deepEqual(topics.map(({ key }) => key).sort(), ['schools', 'water'])
})

test('where no word fits, nothing is chosen and what she had stays', async () => {
  const { db, dee } = world
  await setDesk(db, dee.id, 'Schools')

  assert.deepEqual(await setDesk(db, dee.id, 'Good morning to all.'), [])

  assert.deepEqual(
    (await listDeclaredTopics(db, dee.id)).map(({ key }) => key),
    ['schools'],
  )
})

/** All three are met wholly; the one of two words stands first. */
function rank(key: string) {
  return ['drinking', 'water', 'schools'].indexOf(key)
}
