import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { findCommunity } from '../communities/index.ts'
import { startTalk } from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const countPosts = async () => (await world.db.selectFrom('post').select('id').execute()).length

test('two programs that answer every mail do not go on talking to each other', async () => {
  const north = await findCommunity(world.db, 'north')
  await startTalk(world.db, await world.dee.viewer(), north, { title: 'Sheds', body: 'Who has built one?' })
  const read = new Map<string, number>()

  for (let round = 0; round < 16; round++) {
    await world.work()
    await world.travel('6 minutes')
    await world.work()
    for (const actor of [world.ben, world.cho]) {
      const letters = await world.mailsTo(actor)
      for (const letter of letters.slice(read.get(actor.address) ?? 0))
        if (letter.replyTo)
          await world.mail(actor, letter.replyTo, `Re: ${letter.subject}`, 'I have taken up another post.')
      read.set(actor.address, letters.length)
    }
  }

  assert.ok((await countPosts()) <= 5, `${await countPosts()} posts`)
})

test('a program that answers the acknowledgement of a question does not go on asking', async () => {
  const address = 'north@copse.test'
  for (let round = 0; round < 14; round++) {
    await world.mail(world.dee, address, `Away ${round}`, 'I am at another post now.')
    await world.work()
  }
  const { length } = await world.db.selectFrom('query').select('id').execute()

  assert.equal(length, 3)
  assert.match((await world.lastMailTo(world.dee)).text, /Go on\s+tomorrow/)
})
