import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { words } from '../../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const INVITE = '/communities/north/invitation'

function admit(admits_external: boolean) {
  return world.db.updateTable('community').set({ admits_external }).where('id', '=', world.north.id).execute()
}

async function invite(address: string, fields: object = {}) {
  return world.submit(world.ben, INVITE, INVITE, { name: 'Ina Negi', address, why: '', ...fields })
}

async function join(address: string): Promise<string | undefined> {
  await world.work()
  await world.reply({ ...world.gus, address }, 'YES', await world.lastMailTo(address))
  await world.work()
  const row = await world.db
    .selectFrom('membership')
    .innerJoin('address', 'address.person_id', 'membership.person_id')
    .select('class')
    .where('address', '=', address)
    .executeTakeFirst()
  return row?.class
}

test('where people from outside government are admitted, the one who invites says where her colleague works', async () => {
  await admit(true)
  assert.match(words(await world.page(world.ben, INVITE)), /Where does your colleague work\? In government Outside/)

  await invite('ina@ngo.example', { class: 'external' })
  await invite('iva@gov.example', { class: 'internal' })

  assert.equal(await join('ina@ngo.example'), 'external')
  assert.equal(await join('iva@gov.example'), 'internal')
})

test('where they are not, it is not asked, and taken from nobody', async () => {
  await admit(false)
  assert.doesNotMatch(words(await world.page(world.ben, INVITE)), /Where does your colleague work/)

  const answer = await invite('ora@ngo.example', { class: 'external' })

  assert.equal(answer.status, 409)
  assert.match(words(await answer.text()), /This community is for people who serve in government\./)
  await invite('ora@ngo.example')
  assert.equal(await join('ora@ngo.example'), 'internal')
})

test('a word that is neither comes back with what was typed', async () => {
  await admit(true)
  const answer = await invite('ola@gov.example', { class: 'general' })
  assert.equal(answer.status, 422)
  assert.match(await answer.text(), /value="ola@gov\.example"/)
})
