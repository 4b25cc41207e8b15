import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { search } from '../../platform/search.ts'
import { findCommunity } from '../communities/index.ts'
import { addPost, openThread, withdrawPost } from '../conversations/index.ts'
import { type Item, type ItemDocument, publishItem, reviseItem } from './index.ts'

let world: World
let item: Item
let post_ids: number[]

before(async () => {
  world = await openWorld()
  post_ids = [
    await write('Our bowli is swept twice a year, nobody is paid.'),
    await write('We pay the operator on the 7th.'),
  ]
  item = await publish()
})
after(() => world.close())

const path = () => `/communities/north/library/${item.key}`

test('a member reads the summary first, then the rest, each claim with its responses', async () => {
  const html = await world.page(world.dee, path())

  assert.match(html, /<h1[^>]*>Who keeps the water running\?/)
  const order = ['id="summary"', 'id="query"', 'id="thanks"', 'id="themes"', 'id="responses"', 'id="uses"']
  const places = order.map((mark) => html.indexOf(mark))
  assert.deepEqual(
    places,
    [...places].sort((one, other) => one - other),
  )
  assert.ok(places.every((place) => place > 0))
  assert.match(html, /Pay the operator first <span class="sources"><a class="source" href="#response-2"/)
  assert.match(html, /id="response-1"/)
})

test('the kinds of answer that were wanted stand there in the words of the reader', async () => {
  const { db, dee } = world
  assert.match(await world.page(dee, path()), /experiences/)

  await db.updateTable('person').set({ language: 'hi' }).where('id', '=', dee.id).execute()
  const inHindi = await world.page(dee, path())
  await db.updateTable('person').set({ language: 'en' }).where('id', '=', dee.id).execute()

  assert.match(inHindi, /अनुभव/)
  assert.doesNotMatch(inHindi, /experiences</)
})

test('a member of the neighbour community and a stranger do not learn that it is there', async () => {
  for (const actor of [world.fay, world.gus, null]) {
    assert.equal((await world.request(actor, path())).status, 404)
    assert.equal((await world.request(actor, `${path()}.pdf`)).status, 404)
  }
  assert.equal((await world.request(world.fay, `/communities/south/library/${item.key}`)).status, 404)
  assert.equal((await world.request(world.ben, `/communities/south/library/${item.key}`)).status, 404)
  assert.equal((await world.request(world.fay, '/communities/north/library')).status, 404)
})

test('it is found by any word of its responses, by those who may read it', async () => {
  const found = async (actor: typeof world.dee) =>
    (await search(world.db, await actor.viewer(), { text: 'bowli', kinds: ['item'] })).matches.map(
      ({ subject_id }) => subject_id,
    )

  assert.deepEqual(await found(world.dee), [item.id])
  assert.deepEqual(await found(world.fay), [])
})

test('who is thanked has it on her page, seen by those who may read the item', async () => {
  assert.match(await world.page(world.dee, `/people/${world.cho.key}`), /Thanked in the library.*Who keeps the water/s)
  assert.doesNotMatch(await world.page(world.dee, `/people/${world.dee.key}`), /Thanked in the library/)
})

test('a member says that she used it, once a form, and can change her word', async () => {
  const use = (used: string, line: string) => world.submit(world.dee, path(), `${path()}/use`, { used, line })

  assert.equal((await use('yes', 'Paid on the 7th since May')).status, 303)
  assert.equal((await use('partly', 'Paid on the 7th since May, in two blocks')).status, 303)

  const html = await world.page(world.ben, path())
  assert.match(html, /One used it in part\./)
  assert.match(html, /<strong>Office of Dee:<\/strong> Paid on the 7th since May, in two blocks/)
  assert.equal((await use('perhaps', '')).status, 422)
  const uses = await world.db.selectFrom('item_use').selectAll().where('item_id', '=', item.id).execute()
  assert.equal(uses.length, 1)
})

test('an outsider cannot say that he used it', async () => {
  const fields = (await world.page(world.dee, path())).match(/name="csrf" value="([^"]+)"/)
  assert.ok(fields)
  const own = /name="csrf" value="([^"]+)"/.exec(await world.page(world.fay, '/me'))?.[1] ?? ''
  const answer = await world.send(world.fay, `${path()}/use`, { csrf: own, used: 'yes' })

  assert.equal(answer.status, 404)
})

test('a corrected version stands at the same address, says why, and the first is kept', async () => {
  await world.db.transaction().execute(async (tx) => {
    const viewer = await world.ana.viewer()
    await reviseItem(tx, viewer, item, { ...written(), because: 'the date of payment was wrong' })
  })

  const html = await world.page(world.dee, path())
  assert.match(
    html,
    /Version 2\..*Changed on .*because|Version 2\.[^<]*Changed on [^<]*: the date of payment was wrong/,
  )
  const versions = await world.db.selectFrom('item_version').select('version').where('item_id', '=', item.id).execute()
  assert.deepEqual(versions.map(({ version }) => version).sort(), [1, 2])
})

test('the item comes as a PDF', async () => {
  const answer = await world.request(world.dee, `${path()}.pdf`)

  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), 'application/pdf')
  assert.equal(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
    '%PDF-',
  )
})

test('a response that its author withdraws goes from the page, from search and from every version; its number stays', async () => {
  const [first] = post_ids as [number]
  await withdrawPost(world.db, await world.cho.viewer(), { id: first })

  const html = await world.page(world.dee, path())
  assert.match(html, /Response 1 was taken back by its writer/)
  assert.doesNotMatch(html, /bowli/)
  await world.work()
  const { rows } = await import('../../platform/db.ts').then(({ sql }) =>
    sql<{ text: string }>`select document::text as text from item_version where item_id = ${item.id}
      union all select document::text from item where id = ${item.id}`.execute(world.db),
  )
  assert.equal(rows.length, 3)
  assert.ok(rows.every(({ text }) => !text.includes('bowli')))
  assert.deepEqual((await search(world.db, await world.dee.viewer(), { text: 'bowli', kinds: ['item'] })).matches, [])
})

async function write(body: string): Promise<number> {
  const north = await findCommunity(world.db, 'north')
  const viewer = await world.cho.viewer()
  const id = await world.db.transaction().execute(async (tx) => {
    const thread = await openThread(tx, {
      ...{ community_id: north.id, room_id: north.room_id, kind: 'query', title: 'Who keeps the water running?' },
      language: 'en',
    })
    const { post } = await addPost(tx, viewer, thread, { author_id: world.cho.id, body, attribution: 'named' } as never)
    return post.id
  })
  await world.travel('3 minutes')
  await world.work()
  return id
}

async function publish(): Promise<Item> {
  const viewer = await world.ana.viewer()
  const community = await findCommunity(world.db, 'north')
  return world.db.transaction().execute((tx) => publishItem(tx, viewer, { community, ...written() }))
}

function written() {
  const credits = [{ person_id: world.cho.id, part: 'responded' as const }]
  return { title: 'Who keeps the water running?', document: documentOf(), credits }
}

function documentOf(): ItemDocument {
  const cho = { name: 'Cho', line: 'Office of Cho', key: world.cho.key }
  const texts = ['Our bowli is swept twice a year, nobody is paid.', 'We pay the operator on the 7th.']
  return {
    ...{ language: 'en', compiled_by: [{ name: 'Ana', line: 'Office of Ana', key: world.ana.key }], further: '' },
    query: {
      ...{ title: 'Who keeps the water running?', kinds: ['experiences'], place: '', posted_on: '2026-01-05' },
      ...{ asker: { name: 'Ben', line: 'Office of Ben', key: world.ben.key }, context: 'Committees fall asleep.' },
      ...{ tried: '', purpose: '', sub_questions: ['Who is paid?'] },
    },
    summary: [{ text: 'Pay the operator first', responses: [2] }],
    themes: [{ heading: 'Somebody who comes', points: [{ text: 'Paid on the 7th, he comes.', responses: [2] }] }],
    ...{ agreement: [], disagreement: [], watch_for: [], experiences: [], resources: [], contacts: [], additional: [] },
    responses: texts.map((text, at) => ({
      ...{ number: at + 1, post_id: post_ids[at] ?? 0, author: cho, place: '', at: '2026-01-06T10:00:00Z' },
      ...{ language: 'en', html: `<p>${text}</p>`, text, quoted: true, offline: false },
    })),
  }
}
