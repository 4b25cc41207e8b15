import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { add } from '../added/builders.ts'
import { listStarter } from './shown.ts'

let world: World
let path: string
before(async () => {
  world = await openWorld()
  path = await begin()
})
after(() => world.close())

test('a coordinator chooses what newcomers see first, and members see it on the page of the community', async () => {
  const item = await add(world, world.ben, { title: 'How we work here' })
  await put(item, 'Read this in your first week')
  await put(`/people/${world.cho.key}`, 'Ask her about pumps')

  const page = words(await world.page(world.dee, '/communities/north'))
  assert.match(page, /Start here Story How we work here Read this in your first week .*Person Cho Ask her about pumps/)
  const starter = await listStarter(world.db, await world.dee.viewer(), world.north.id)
  assert.deepEqual(
    starter.map(({ title }) => title),
    ['How we work here', 'Cho'],
  )
  assert.equal((await world.request(world.dee, '/communities/north/start')).headers.get('location'), path)
})

test('where members learn together, the way in, the short lessons and the materials of the course stand beside the groups', async () => {
  const { ben, dee, db, eve, north } = world
  const groups = '/communities/north/groups'
  assert.doesNotMatch(words(await world.page(dee, groups)), /Short lessons/)
  await add(world, ben, { title: 'A pump in ten minutes', kind: 'micro_learning', minutes: '8' })
  await sql`insert into programme (key, name, materials) values ('el-1', '{"en":"The course"}', ${'[{"title":{"en":"The reader"},"href":"/reader"}]'}::jsonb)`.execute(
    db,
  )
  await sql`update community set programme_id = (select id from programme) where id = ${north.id}`.execute(db)

  const html = await world.page(dee, groups)
  assert.match(words(html), /Materials of The course The reader/)
  assert.match(words(html), /Start here Story How we work here/)
  assert.match(words(html), /Short lessons .*A pump in ten minutes/)
  assert.doesNotMatch(words(html), /Short lessons .*How we work here/)
  const [lessons = ''] = /\/communities\/north\/library\?kind=micro_learning/.exec(html) ?? []
  assert.match(words(await world.page(dee, lessons)), /A pump in ten minutes/)
  assert.equal((await world.request(eve, groups)).status, 404)
})

test('the letter that welcomes a new member names what to see first', async () => {
  const { ana, gus } = world
  const invitation = '/communities/north/invitation'
  await world.submit(ana, invitation, invitation, { name: 'Gus', address: gus.address, why: '' })
  await world.work()
  await world.reply(gus, 'YES')
  await world.work()

  const { subject, text } = await world.lastMailTo(gus)
  assert.equal(subject, '[North] Welcome to North')
  assert.match(
    text,
    /Start here.*How we work here.*http:\/\/copse\.test\/communities\/north\/library\/.*Cho.*\/people\//s,
  )
  await world.db.deleteFrom('membership').where('person_id', '=', gus.id).execute()
})

test('a second coordinator who begins it finds the first one’s', async () => {
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(world.ana, '/me/collections'))?.[1] ?? ''
  const answer = await world.send(world.ana, '/communities/north/start', { csrf })
  assert.equal(answer.headers.get('location'), `${path}/change`)
})

test('it ends at ten', async () => {
  for (let number = 3; number <= 10; number++)
    assert.equal((await put(`https://example.org/${number}`)).status, 303, String(number))

  const answer = await put('https://example.org/11')
  assert.equal(answer.status, 409)
  assert.match(words(await answer.text()), /It holds 10 already\. Take something out first\./)
})

test('a member, a neighbour and a stranger neither begin nor change it; the neighbours do not see it', async () => {
  for (const actor of [world.dee, world.eve, world.gus]) {
    assert.equal((await world.request(actor, `${path}/change`)).status, 404, actor.name)
    const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me/collections'))?.[1] ?? ''
    const status = (await world.send(actor, '/communities/north/start', { csrf })).status
    assert.equal(status, actor === world.dee ? 403 : 404, actor.name)
  }
  for (const actor of [world.eve, world.gus]) {
    assert.equal((await world.request(actor, path)).status, 404)
    assert.doesNotMatch(await world.page(actor, '/communities/north'), /Start here/)
    assert.deepEqual(await listStarter(world.db, await actor.viewer(), world.north.id), [])
  }
  assert.doesNotMatch(words(await world.page(world.fay, '/communities/south')), /Start here/)
})

async function begin(): Promise<string> {
  const answer = await world.submit(world.ana, '/communities/north', '/communities/north/start')
  return (answer.headers.get('location') ?? '').replace(/\/change$/, '')
}

function put(address: string, note = '') {
  return world.submit(world.ana, `${path}/change`, `${path}/entries`, { address, note })
}
