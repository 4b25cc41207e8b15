import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { words } from '../queries/builders.ts'
import { bringIn, fileOf, threadsOf, written } from './mbox/builders.ts'

let world: World
let path: string
before(async () => {
  world = await openWorld()
  await bringIn(world, fileOf(world, written({ id: '1@old', body: 'How many?' })))
  path = `/communities/north/talk/${(await threadsOf(world)).flat()[0]?.key}`
})
after(() => world.close())

/** How the name of the first writer stands on the page of the thread. */
async function shownWriter(): Promise<string> {
  const html = await world.page(world.ben, path)
  return /class="person-words"><(\w+)[^>]*>Old Olga</.exec(html)?.[1] ?? 'nobody'
}

test('a writer known from an archive has a name but no page, until her own yes', async () => {
  const { ana, db } = world
  assert.equal(await shownWriter(), 'span')

  const invitation = '/communities/north/invitation'
  await world.submit(ana, invitation, invitation, { name: 'Olga', address: 'olga@old.example', why: '' })
  assert.equal(await shownWriter(), 'span')
  const { key } = await db.selectFrom('invitation').select('key').executeTakeFirstOrThrow()
  await world.submit(null, `/invitations/${key}`, `/invitations/${key}`, { answer: 'yes' })

  assert.equal(await shownWriter(), 'a')
})

test('who is known from an archive only is neither found nor counted as somebody', async () => {
  const { ana, ben, db, network } = world
  await plantMember(db, ana.id, network.id)
  await plantRole(db, ana.id, network.id, 'administrator')
  const system = async () =>
    /Active people (\d+) .*People whom no mail reaches (\d+)/.exec(words(await world.page(ana, '/network/system')))
  const before = (await system())?.slice(1)

  await bringIn(
    world,
    fileOf(world, written({ id: '2@old', from: 'Quiet Quentin <quentin@old.example>' }), 'second.mbox'),
  )

  assert.deepEqual((await system())?.slice(1), before)
  for (const list of ['/people?name=Quentin', '/search?q=Quentin', '/communities/north/members'])
    assert.doesNotMatch(await world.page(ben, list), /Quiet Quentin/)
})

test('what an archive holds from an address is hers once she has proven it, and is found as hers', async () => {
  const { ben, db } = world
  await bringIn(
    world,
    fileOf(world, written({ id: '3@old', from: 'B. Mehta <mehta@old.example>', body: 'A culvert.' }), 'third.mbox'),
  )
  const authors = async () =>
    (await threadsOf(world))
      .flat()
      .filter(({ body }) => body === 'A culvert.')
      .map(({ name }) => name)
  assert.deepEqual(await authors(), ['B. Mehta'])
  const added = await world.submit(ben, '/me/addresses', '/me/addresses', {
    address: 'mehta@old.example',
    kind: 'official',
  })
  const path = added.headers.get('location') ?? ''
  await world.work()
  assert.deepEqual(await authors(), ['B. Mehta'], 'asking proves nothing')

  const code = /\d{6}/.exec((await world.lastMailTo('mehta@old.example')).subject)?.[0] ?? ''
  await world.submit(ben, path, path, { code })
  await world.work()

  assert.deepEqual(await authors(), ['Ben'])
  assert.match(words(await world.page(world.cho, `/search?q=culvert&by=Ben`)), /A culvert/)
  assert.deepEqual(await db.selectFrom('person').select('id').where('name', '=', 'B. Mehta').execute(), [])
  await bringIn(
    world,
    fileOf(world, written({ id: '4@old', from: 'B. Mehta <mehta@old.example>', body: 'A culvert.' }), 'fourth.mbox'),
  )
  assert.deepEqual(await authors(), ['Ben', 'Ben'])
})
