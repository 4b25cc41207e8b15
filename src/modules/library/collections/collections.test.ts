import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../../test/support/statements.ts'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { findCommunity } from '../../communities/index.ts'
import { startTalk } from '../../conversations/index.ts'
import { words } from '../../queries/builders.ts'
import { add } from '../added/builders.ts'

let world: World
let item: string
before(async () => {
  world = await openWorld()
  item = await add(world, world.ben, { title: 'The tank that never filled' })
})
after(() => world.close())

const KEEP = '/me/collections/keep'

test('a member keeps an item in a new collection from its page, and sees it with her note', async () => {
  const path = await keep(world.dee, item, { title: 'For my office', note: 'Show it to the engineer' })
  const page = words(await world.page(world.dee, path))

  assert.match(page, /For my office.*Story The tank that never filled Show it to the engineer/)
  assert.match(page, /Only you can see this\./)
  assert.match(words(await world.page(world.dee, '/me/collections')), /only for you For my office/)
})

test('the same thing kept twice stands once, with the later note', async () => {
  const path = await keep(world.cho, item, { title: 'Twice', note: 'First' })
  await keep(world.cho, item, { collection: keyOf(path), note: 'Second' })

  const page = words(await world.page(world.cho, path))
  assert.equal(page.match(/The tank that never filled/g)?.length, 1)
  assert.match(page, /Second/)
})

test('nobody else reads, changes or takes along a collection that is not shared', async () => {
  const path = await keep(world.dee, item, { title: 'Mine alone' })
  for (const actor of [world.ben, world.ana, world.fay, world.gus])
    for (const address of [path, `${path}/change`, `${path}.pdf`, `${path}.md`, `${path}.csv`])
      assert.equal((await world.request(actor, address)).status, 404, `${actor.name} ${address}`)
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(world.ben, '/me/collections'))?.[1] ?? ''
  for (const act of ['change', 'entries', 'sharing', 'removal'])
    assert.equal(
      (await world.send(world.ben, `${path}/${act}`, { csrf, address: '/x', title: 'x', version: '1' })).status,
      404,
    )
  assert.equal((await world.send(world.ben, KEEP, { csrf, collection: keyOf(path), address: item })).status, 404)
})

test('conversations, people and pages elsewhere are put in by their address', async () => {
  const path = await keep(world.dee, item, { title: 'All sorts' })
  const talk = await startTalk(world.db, await world.ben.viewer(), await findCommunity(world.db, 'north'), {
    ...{ title: 'Pumps at night', body: 'Who runs them?' },
  })
  const put = (address: string, more = {}) =>
    world.submit(world.dee, `${path}/change`, `${path}/entries`, { address, ...more })
  await put(`http://copse.test/communities/north/talk/${talk.key}`)
  await put(`/people/${world.cho.key}`, { note: 'Knows pumps' })
  await put('https://example.org/manual', { title: 'The manual' })

  const page = words(await world.page(world.dee, path))
  assert.match(page, /Conversation Pumps at night/)
  assert.match(page, /Person Cho Knows pumps/)
  assert.match(page, /Link The manual/)
  assert.equal((await put('javascript:alert(1)')).status, 409)
  assert.equal((await put('')).status, 422)
  assert.equal((await put('/communities/south/library/0123456789abcdef')).status, 404)
})

test('shared with a community, its members read it, the neighbours do not, and its notes come along', async () => {
  const path = await keep(world.dee, item, { title: 'Shared reading', note: 'Begin here' })
  await share(world.dee, path, 'north')

  assert.match(
    words(await world.page(world.ben, path)),
    /Shared reading kept by Dee .*Begin here.*Readable by the 5 members of North/,
  )
  assert.match(words(await world.page(world.ben, '/communities/north')), /Collections kept by Dee Shared reading/)
  assert.equal((await world.request(world.ben, `${path}/change`)).status, 404)
  for (const actor of [world.fay, world.gus]) assert.equal((await world.request(actor, path)).status, 404)

  await share(world.dee, path, '')
  assert.equal((await world.request(world.ben, path)).status, 404)
})

test('it cannot be shared with a community she is not in', async () => {
  const path = await keep(world.dee, item, { title: 'Too far' })
  assert.equal((await share(world.dee, path, 'south')).status, 403)
  assert.equal((await world.request(world.fay, path)).status, 404)
})

test('a reader of a shared collection sees of its entries those only that she may read', async () => {
  const hidden = await add(world, world.ben, { title: 'For staff only', narrower: 'staff' })
  const path = await keep(world.dee, item, { title: 'Mixed' })
  await keep(world.dee, hidden, { collection: keyOf(path) })
  await share(world.dee, path, 'north')
  await world.db.updateTable('membership').set({ class: 'external' }).where('person_id', '=', world.cho.id).execute()

  assert.match(words(await world.page(world.ben, path)), /For staff only/)
  for (const address of [path, `${path}.md`, `${path}.csv`])
    assert.doesNotMatch(await world.page(world.cho, address), /For staff only/, address)
  await world.db.updateTable('membership').set({ class: 'internal' }).where('person_id', '=', world.cho.id).execute()
})

test('order, notes and what goes are saved at once; over a newer change it is said, and nothing is lost', async () => {
  const path = await keep(world.dee, item, { title: 'Ordered' })
  await world.submit(world.dee, `${path}/change`, `${path}/entries`, {
    address: 'https://example.org/b',
    title: 'Page B',
  })
  await world.submit(world.dee, `${path}/change`, `${path}/entries`, {
    address: 'https://example.org/c',
    title: 'Page C',
  })
  const html = await world.page(world.dee, `${path}/change`)
  const [a = '', b = '', c = ''] = [...html.matchAll(/name="entry" value="([^"]+)"/g)].map(([, key]) => key)
  const arranged = {
    title: 'Ordered',
    entry: [a, b, c],
    position: ['3', '2', '1'],
    entry_note: ['last', '', 'first'],
    remove: b,
  }
  const stale = Object.fromEntries(
    [...html.matchAll(/<input type="hidden" name="(csrf|version)" value="([^"]+)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  ) as Record<string, string>

  await world.submit(world.dee, `${path}/change`, `${path}/change`, arranged)
  assert.match(words(await world.page(world.dee, path)), /Page C first.*The tank that never filled last/)
  assert.doesNotMatch(await world.page(world.dee, path), /Page B/)

  const answer = await world.send(world.dee, `${path}/change`, { ...arranged, ...stale, title: 'Overwritten' })
  assert.equal(answer.status, 409)
  assert.match(words(await answer.text()), /It was changed in another window meanwhile/)
  assert.match(words(await world.page(world.dee, path)), /Ordered/)
})

test('it is taken along as PDF, as text with links and as a table that runs nothing', async () => {
  const path = await keep(world.dee, item, { title: 'Taken along', note: '=HYPERLINK("http://evil")' })

  const pdf = await world.request(world.dee, `${path}.pdf`)
  assert.equal(
    Buffer.from(await pdf.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
  const text = await world.page(world.dee, `${path}.md`)
  assert.match(
    text,
    /^# Taken along\n\n1\. \[The tank that never filled\]\(<http:\/\/copse\.test\/communities\/north\/library\//,
  )
  const table = await world.page(world.dee, `${path}.csv`)
  assert.match(table, /The tank that never filled,Story,http:\/\/copse\.test\S+,"'=HYPERLINK\(""http:\/\/evil""\)"/)
})

test('deleted, only the collection goes', async () => {
  const path = await keep(world.dee, item, { title: 'Short lived' })
  await world.submit(world.dee, `${path}/change`, `${path}/removal`)

  assert.equal((await world.request(world.dee, path)).status, 404)
  assert.equal((await world.request(world.dee, item)).status, 200)
})

test('a collection asks the database no more for three entries than for one', async () => {
  const path = await keep(world.dee, item, { title: 'Counted' })
  const one = await countStatements(() => world.page(world.dee, path))
  for (const title of ['A', 'B'])
    await keep(world.dee, await add(world, world.ben, { title }), { collection: keyOf(path) })

  assert.equal(await countStatements(() => world.page(world.dee, path)), one)
})

async function keep(actor: Actor, address: string, fields: Record<string, string>): Promise<string> {
  const answer = await world.submit(actor, address, KEEP, { collection: '', ...fields })
  assert.equal(answer.status, 303)
  return (answer.headers.get('location') ?? '').replace(/\?.*$/, '')
}

function share(actor: Actor, path: string, community: string) {
  return world.submit(actor, `${path}/change`, `${path}/sharing`, { community })
}

function keyOf(path: string): string {
  return path.split('/').at(-1) ?? ''
}
