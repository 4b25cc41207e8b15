import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { hiddenFields, openWorld, type World } from '../../../test/world.ts'
import { post } from '../../platform/outbox.ts'
import { ask, findRow, monday, postQuery, setMoment, stateOf } from './builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  await setMoment(world, monday)
})
after(() => world.close())

const attributeRoom = (attribution: 'named' | 'unattributed') =>
  world.db.updateTable('room').set({ attribution }).where('community_id', '=', world.north.id).execute()

test('in a room that came to name nobody, a query does not name its asker either', async () => {
  const path = await postQuery(world, world.ben)
  assert.match(await world.page(world.dee, path), /Office of Ben/)
  await attributeRoom('unattributed')
  const html = await world.page(world.dee, path)
  await attributeRoom('named')

  assert.doesNotMatch(html, /\bBen\b/)
  assert.match(html, /A member of North/)
})

test('whoever was removed cannot send a draft of hers to the desk', async () => {
  const path = await ask(world, world.cho)
  await ask(world, world.cho)
  const drafts = '/communities/north/queries/new'
  const draft = await world.db
    .selectFrom('query')
    .select('key')
    .where('asker_id', '=', world.cho.id)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  const action = `/communities/north/queries/${draft.key}/submission`
  await world.db
    .updateTable('query')
    .set({ state: 'withdrawn' })
    .where('id', '=', (await findRow(world, path)).id)
    .execute()
  const fields = hiddenFields(await world.page(world.cho, drafts), action)
  await world.db.deleteFrom('membership').where('person_id', '=', world.cho.id).execute()
  const answer = await world.send(world.cho, action, fields)

  assert.equal(answer.status, 403)
  assert.equal(await stateOf(world, `x/${draft.key}`), 'draft')
})

test('an asker who was removed is not sent the reply that only members read', async () => {
  const path = await postQuery(world, world.dee)
  const { id } = await findRow(world, path)
  await world.db.insertInto('compile_draft').values({ query_id: id, review_due_at: monday }).execute()
  await world.db
    .insertInto('piece')
    .values({ query_id: id, section: 'summary', position: 1, text: 'Only for members.' })
    .execute()
  await world.db.updateTable('query').set({ state: 'in_review' }).where('id', '=', id).execute()
  await world.db.deleteFrom('membership').where('person_id', '=', world.dee.id).execute()
  await post(world.db, { name: 'queries.review', about: 'review 1' }, { to: world.dee.id, about: id })
  await world.work()

  const letters = await world.mailsTo(world.dee)
  assert.equal(
    letters.some(({ text }) => text.includes('Only for members.')),
    false,
  )
})
