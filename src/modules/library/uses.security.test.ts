import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, type World } from '../../../test/world.ts'
import { findCommunity } from '../communities/index.ts'
import { type ItemDocument, publishItem, recordUse } from './index.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

const nobody = { name: 'A member of North', line: '', key: null }
const query = { title: 'Who keeps the water running?', kinds: [], asker: nobody, place: '', posted_on: '2026-03-02' }

const document: ItemDocument = {
  ...{ language: 'en', compiled_by: [], summary: [], themes: [], agreement: [], disagreement: [], watch_for: [] },
  ...{ experiences: [], resources: [], contacts: [], further: '', responses: [], additional: [] },
  query: { ...query, context: '', tried: '', purpose: '', sub_questions: [] },
}

test('what an asker without a name tells of its use does not name her office', async () => {
  const community = await findCommunity(world.db, 'north')
  const viewer = await world.ben.viewer()
  const item = await world.db.transaction().execute(async (tx) => {
    return publishItem(tx, await world.ana.viewer(), { community, title: query.title, document, credits: [] })
  })
  await recordUse(world.db, viewer, item, { used: 'yes', line: 'We swept the bowli.', round: 30 })

  const html = await world.page(world.dee, `/communities/north/library/${item.key}`)
  assert.match(html, /We swept the bowli\./)
  assert.doesNotMatch(html, /Office of Ben/)
})
