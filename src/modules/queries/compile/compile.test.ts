import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { plantClosed } from '../../../../test/support/closed-query.ts'
import { fieldsOf } from '../../../../test/support/form-fields.ts'
import { type Actor, openWorld, type World } from '../../../../test/world.ts'
import { NotAllowed } from '../../../platform/errors.ts'
import { findQuery } from '../query.ts'
import { fillDraft } from './filling.ts'

let world: World
let path: string
let compile: string

const cho =
  'In Pauri nine trained fitters serve six to eight villages each.\n\nTwo of them left in the first year. See https://example.gov.in/fitters.pdf for the rate card.'
const dee = 'We pay the operator on the 7th, whatever happens, says Dee.'
const rao = 'Collection stands at eighty per cent where the operator is paid before the seventh of the month.'

before(async () => {
  world = await openWorld()
})
after(() => world.close())

beforeEach(async () => {
  await world.db.updateTable('query').set({ state: 'withdrawn' }).execute()
  path = await plantClosed(world, {
    asker: world.ben,
    responses: [
      { by: world.cho, body: cho, place: 'Pauri, Uttarakhand' },
      { by: world.dee, body: dee, wish: 'organisation' },
      { by: world.rao, body: rao, wish: 'no' },
    ],
  })
  compile = `${path}/compile`
  const started = await world.submit(world.ana, compile, `${compile}/start`)
  assert.equal(started.status, 303)
})

const text = async (actor: Actor | null, at: string) => (await world.page(actor, at)).replace(/<[^>]+>/g, ' ')

async function press(actor: Actor, fields: Record<string, string>, from?: string) {
  const page = from ?? (await world.page(actor, compile))
  return world.send(actor, compile, { ...fieldsOf(page, compile), ...fields })
}

const pieces = (section: string) =>
  world.db
    .selectFrom('piece')
    .innerJoin('query', 'query.id', 'piece.query_id')
    .selectAll('piece')
    .where('query.key', '=', path.split('/').at(-1) ?? '')
    .where('section', '=', section as 'theme')
    .orderBy('piece.position')
    .execute()

test('the skeleton is laid out once: a block for each place, the links; nothing of one who is not to be quoted', async () => {
  const experiences = await pieces('experience')
  assert.deepEqual(
    experiences.map(({ fields }) => fields),
    [{ place: 'Pauri, Uttarakhand' }],
  )
  const resources = await pieces('resource')
  assert.deepEqual(
    resources.map(({ heading, fields }) => [heading, (fields as { url: string }).url]),
    [['example.gov.in', 'https://example.gov.in/fitters.pdf']],
  )
})

test('a paragraph is taken over with one press, comes back to its place, shows where it stands, and stands there once', async () => {
  const answer = await press(world.ana, { take: 'p1-0:agreement' })

  assert.equal(answer.status, 303)
  assert.equal(answer.headers.get('location'), `${compile}#p1-0`)
  await press(world.ana, { take: 'p1-0:agreement' })
  const [piece, ...others] = await pieces('agreement')
  assert.deepEqual(others, [])
  assert.equal(piece?.text, 'In Pauri nine trained fitters serve six to eight villages each.')
  const page = await world.page(world.ana, compile)
  assert.match(page, new RegExp(`id="p1-0".*?class="take-done" href="#piece-${piece?.key}"`, 's'))
})

test('themes open by a key, take more passages and have one name', async () => {
  await press(world.ana, { take: 'p1-0:theme-new' })
  await press(world.ana, { take: 'p2-0:theme-1', 'theme-1': 'Pay the one who comes', 'theme-seen-1': '' })

  const theme = await pieces('theme')
  assert.deepEqual(
    theme.map(({ heading }) => heading),
    ['Pay the one who comes', 'Pay the one who comes'],
  )
})

test('what was done and what came of it gather in the block of the place', async () => {
  await press(world.ana, { take: 'p1-0:experience' })
  await press(world.ana, { take: 'p1-1:result' })

  const [block, ...others] = await pieces('experience')
  assert.deepEqual(others, [])
  assert.match(block?.text ?? '', /^In Pauri nine/)
  assert.match((block?.fields as { result?: string } | undefined)?.result ?? '', /^Two of them left/)
})

test('edited words stay linked to their response, and what is written by hand has no source', async () => {
  await press(world.ana, { take: 'p1-0:agreement' })
  const [piece] = await pieces('agreement')
  await press(world.ana, {
    [`text-${piece?.key}`]: 'Fitters are shared by villages.',
    'new-summary': 'Pay first [1].\n\nThen train.',
  })

  const [edited] = await pieces('agreement')
  assert.equal(edited?.text, 'Fitters are shared by villages.')
  assert.equal(edited?.post_id, piece?.post_id)
  assert.match(await text(world.ana, compile), /Cho\s+·\s+edited/)
  assert.deepEqual(
    (await pieces('summary')).map(({ text, post_id }) => [text, post_id]),
    [
      ['Pay first [1].', null],
      ['Then train.', null],
    ],
  )
})

test('a piece is moved, goes to another section, and is taken out', async () => {
  await press(world.ana, { take: 'p1-0:agreement' })
  await press(world.ana, { take: 'p1-1:agreement' })
  const [first, second] = await pieces('agreement')
  await press(world.ana, { do: `up:${second?.key}` })
  assert.deepEqual(
    (await pieces('agreement')).map(({ key }) => key),
    [second?.key, first?.key],
  )

  await press(world.ana, { do: 'save', [`to-${first?.key}`]: 'watch_for' })
  assert.deepEqual(
    (await pieces('watch_for')).map(({ key }) => key),
    [first?.key],
  )

  await press(world.ana, { do: `remove:${first?.key}` })
  assert.deepEqual(await pieces('watch_for'), [])
})

test('two who compile at once: each gets what the other did not touch, and both texts of what both edited', async () => {
  await press(world.ana, { take: 'p1-0:agreement' })
  await press(world.ana, { take: 'p1-1:watch_for' })
  const [piece] = await pieces('agreement')
  const [other] = await pieces('watch_for')
  const [ofAna, ofRao] = [await world.page(world.ana, compile), await world.page(world.rao, compile)]
  await press(world.ana, { [`text-${piece?.key}`]: 'Ana’s wording.' }, ofAna)

  const answer = await press(
    world.rao,
    { [`text-${piece?.key}`]: 'Rao’s wording.', [`text-${other?.key}`]: 'Rao’s warning.', take: 'p2-0:agreement' },
    ofRao,
  )

  assert.equal(answer.status, 409)
  const page = await answer.text()
  assert.match(page, /Ana has made of it:.*Ana’s wording\..*Rao’s wording\./s)
  assert.equal((await pieces('watch_for'))[0]?.text, 'Rao’s warning.')
  assert.deepEqual(
    (await pieces('agreement')).map(({ text }) => text),
    ['Ana’s wording.', dee],
  )

  assert.equal((await press(world.rao, {}, page)).status, 303)
  assert.equal((await pieces('agreement'))[0]?.text, 'Rao’s wording.')
})

test('what another took out meanwhile is given back in words', async () => {
  await press(world.ana, { take: 'p1-0:agreement' })
  const [piece] = await pieces('agreement')
  const ofRao = await world.page(world.rao, compile)
  await press(world.ana, { do: `remove:${piece?.key}` })

  const answer = await press(world.rao, { [`text-${piece?.key}`]: 'Rao’s wording.' }, ofRao)

  assert.equal(answer.status, 409)
  assert.match(await answer.text(), /you had written: Rao’s wording\./)
})

test('the same form sent twice adds once', async () => {
  const page = await world.page(world.ana, compile)
  await press(world.ana, { 'new-summary': 'Once.' }, page)
  await press(world.ana, { 'new-summary': 'Once.' }, page)

  assert.equal((await pieces('summary')).length, 1)
})

test('a wish that would be broken is named with its passage, and the reply cannot be shown', async () => {
  await press(world.ana, { take: 'p1-0:theme-new', 'new-summary': 'Pay first [1, 2].' })
  await press(world.ana, { 'theme-1': 'Pay', 'theme-seen-1': '', take: 'p2-0:agreement' })
  await press(world.ana, { take: 'p3-0:watch_for' })
  const page = await text(world.ana, compile)

  assert.match(page, /Where they agree: It names the writer of response 2, who wishes not to be named\./)
  assert.match(page, /What to watch for: It repeats words of response 3, whose writer wishes not to be quoted/)
  assert.match(page, /Response 2 in full: It names the writer of response 2/)
  assert.doesNotMatch(page, /Show it to the asker/)
  const token = fieldsOf(await world.page(world.ana, compile), compile)
  const answer = await world.send(world.ana, `${path}/review/start`, { csrf: token.csrf ?? '' })
  assert.equal(answer.status, 409)
})

test('put in other words, and the name taken from the response in full, it can be shown', async () => {
  await press(world.ana, { take: 'p1-0:theme-new', 'new-summary': 'Pay first [1, 2].' })
  await press(world.ana, { 'theme-1': 'Pay', 'theme-seen-1': '', do: 'full:2' })
  const [full] = await pieces('text')
  await press(world.ana, { [`text-${full?.key}`]: 'We pay the operator on the 7th, whatever happens.' })

  assert.match(await text(world.ana, compile), /Show it to the asker/)
})

test('a reply compiled elsewhere takes the place of the draft, and every wish is checked as ever', async () => {
  const empty = { themes: [], agreement: [], disagreement: [], watch_for: [], resources: [], contacts: [], further: '' }
  const experience = { place: 'Pauri', title: 'Shared fitters', who_when: '', done: 'Nine.', result: 'Water came.' }
  const viewer = await world.ana.viewer()
  const query = await findQuery(world.db, viewer, path.split('/').at(-1) ?? '')
  await fillDraft(world.db, viewer, query, {
    ...empty,
    summary: [{ text: 'Dee says: pay first.', responses: [2, 1] }],
    experiences: [{ ...experience, response: 1 }],
  })

  const page = await text(world.ana, compile)
  assert.deepEqual(
    (await pieces('summary')).map((piece) => piece.text),
    ['Dee says: pay first. [1]'],
  )
  assert.match(page, /Summary on one screen: It names the writer of response 2/)
  assert.equal((await pieces('experience')).length, 1)
  const member = await world.cho.viewer()
  await assert.rejects(
    async () => fillDraft(world.db, member, query, { ...empty, summary: [], experiences: [] }),
    NotAllowed,
  )
})

test('the page is not there for members, the neighbour’s coordinator, strangers', async () => {
  for (const actor of [world.cho, world.ben, world.eve, world.gus]) {
    assert.equal((await world.request(actor, compile)).status, 404)
    const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(actor, '/me'))?.[1] ?? ''
    assert.equal((await world.send(actor, compile, { csrf, take: 'p1-0:agreement' })).status, 404)
  }
  assert.deepEqual(await pieces('agreement'), [])
  assert.equal((await world.request(null, compile)).status, 303)
})
