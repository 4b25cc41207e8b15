import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { findSender } from '../index.ts'

let world: World
before(async () => {
  world = await openWorld()
  await world.db.updateTable('community').set({ joining: 'open' }).where('id', '=', world.north.id).execute()
})
beforeEach(() => world.db.deleteFrom('rate_count').execute())
after(() => world.close())

const PATH = '/me/addresses'
const DOOR = '/communities/north/membership'

async function add(actor: Actor, address: string): Promise<string> {
  const answer = await world.submit(actor, PATH, PATH, { address, kind: 'personal' })
  await world.work()
  return answer.headers.get('location') ?? String(answer.status)
}

const codeIn = async (address: string) => /\d{6}/.exec((await world.lastMailTo(address)).subject)?.[0] ?? ''
const prove = (actor: Actor, path: string, code: string) => world.submit(actor, path, path, { code })
const ownerOf = async (address: string) => (await findSender(world.db, address))?.person_id

test('a stranger who types an address keeps nobody from proving that it is hers', async () => {
  const { ben } = world
  await world.submit(null, DOOR, DOOR, { name: 'Somebody Else', address: 'ben@typed.example' })
  await world.work()
  assert.notEqual(await ownerOf('ben@typed.example'), ben.id)

  const path = await add(ben, 'ben@typed.example')
  assert.equal((await prove(ben, path, await codeIn('ben@typed.example'))).status, 303)

  assert.equal(await ownerOf('ben@typed.example'), ben.id)
})

test('of two who prove the same address at once, one has it', async () => {
  const { ben, cho } = world
  const [first, second] = [await add(ben, 'shared@home.example'), await add(cho, 'shared@home.example')]
  const codes = (await world.mailsTo('shared@home.example')).map(({ subject }) => /\d{6}/.exec(subject)?.[0] ?? '')

  const answers = await Promise.all([prove(ben, first, codes[0] ?? ''), prove(cho, second, codes[1] ?? '')])

  assert.deepEqual(answers.map(({ status }) => status).sort(), [303, 422])
  const owner = await ownerOf('shared@home.example')
  assert.equal(owner, answers[0]?.status === 303 ? ben.id : cho.id)
})

test('five wrong codes at once end a try, and the right one comes too late', async () => {
  const { dee } = world
  const path = await add(dee, 'dee@home.example')
  const right = await codeIn('dee@home.example')
  await Promise.all(['000001', '000002', '000003', '000004', '000005'].map((code) => prove(dee, path, code)))

  assert.equal((await prove(dee, path, right)).status, 422)
  assert.equal(await ownerOf('dee@home.example'), undefined)
})

test('the try of another opens nothing, and her addresses are not changed by their numbers', async () => {
  const { ben, cho } = world
  const path = await add(ben, 'ben@second.example')
  assert.equal((await world.request(cho, path)).status, 404)
  const { id } = await world.db
    .selectFrom('address')
    .select('id')
    .where('address', '=', ben.address)
    .executeTakeFirstOrThrow()
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(cho, PATH))?.[1] ?? ''
  for (const act of ['primary', 'removal'])
    assert.equal((await world.send(cho, `${PATH}/${act}`, { address_id: String(id), csrf })).status, 404)
  assert.equal(await ownerOf(ben.address), ben.id)
})
