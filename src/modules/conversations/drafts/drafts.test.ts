import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { openTalk, path, words } from '../builders.ts'
import type { Thread } from '../reads.ts'

let world: World
let thread: Thread
before(async () => {
  world = await openWorld()
  thread = await openTalk(world, world.ana, 'What do you think?')
})
after(() => world.close())

const place = () => `${path(thread)}/posts`
const hidden = async (by: Actor) => hiddenFields(await world.page(by, path(thread)), place())
const typed = (html: string) => /<textarea[^>]*name="body"[^>]*>\n?([^<]*)</.exec(html)?.[1]
const shown = async (by: Actor) => typed(await world.page(by, path(thread)))
const rows = () => world.db.selectFrom('draft').select(['person_id', 'body']).orderBy('id').execute()

/** As the script does it: quietly, with what the form carries. */
async function keep(by: Actor, carried: Record<string, string>, body: string) {
  const answer = await world.send(by, '/drafts', { ...carried, body, quietly: '1' })
  const [kept = ''] = (await answer.text()).split('\n')
  const [draft = '', version = '0'] = kept.trim().split(' ')
  return { ...carried, draft, version }
}

test('what is typed is kept, offered again on any device, and gone when it is sent', async () => {
  const { ben, cho } = world
  const carried = await keep(ben, await hidden(ben), 'I thi')
  await keep(ben, carried, 'I think that')
  assert.equal(await shown(ben), 'I think that')
  assert.equal(await shown(cho), '')

  const answer = await world.submit(ben, path(thread), place(), { body: 'I think that it holds.' })

  assert.equal(answer.status, 303)
  assert.deepEqual(await rows(), [])
  assert.equal(await shown(ben), '')
})

test('without script a button keeps it, and the page says so', async () => {
  const { cho } = world
  const answer = await world.send(cho, '/drafts', { ...(await hidden(cho)), body: 'By the button' })

  assert.equal(answer.status, 303)
  const location = answer.headers.get('location') ?? ''
  assert.equal(location, `${path(thread)}?kept`)
  assert.match(words(await world.page(cho, location)), /Kept as your draft\..*By the button/)
  assert.match(words(await world.page(cho, '/me/drafts')), /North.*By the button/)
  const [, key] = /action="(\/me\/drafts\/\w+\/removal)"/.exec(await world.page(cho, '/me/drafts')) ?? []
  await world.submit(cho, '/me/drafts', key ?? '')
  assert.deepEqual(await rows(), [])
})

test('of two devices the newer is offered and the older is shown beside it; nothing is lost', async () => {
  const { dee } = world
  const first = await keep(dee, await hidden(dee), 'Begun in the office')
  const second = await hidden(dee)
  assert.equal(second.draft, first.draft)
  await keep(dee, first, 'Begun in the office, gone on with there')
  await keep(dee, second, 'Begun in the office, gone on with on the train')

  const page = await world.page(dee, path(thread))

  assert.equal(typed(page), 'Begun in the office, gone on with on the train')
  assert.match(words(page), /Also kept, from another device:.*gone on with there/)
  const [, other] = /\?draft=(\w+)#reply/.exec(page) ?? []
  assert.equal(
    typed(await world.page(dee, `${path(thread)}?draft=${other}`)),
    'Begun in the office, gone on with there',
  )
  await world.db.deleteFrom('draft').execute()
})

test('two devices that save at once keep both', async () => {
  const { dee } = world
  const carried = await keep(dee, await hidden(dee), 'One start')

  await Promise.all(['on the phone', 'on the desk'].map((end) => keep(dee, carried, `One start ${end}`)))

  assert.deepEqual((await rows()).map(({ body }) => body).sort(), ['One start on the desk', 'One start on the phone'])
  await world.db.deleteFrom('draft').execute()
})

test('a saving that comes after the words were sent keeps nothing', async () => {
  const { ben } = world
  const carried = await hidden(ben)
  await world.send(ben, place(), { ...carried, body: 'Quick words' })

  await keep(ben, carried, 'Quick wor')

  assert.deepEqual(await rows(), [])
})

test('nobody but the writer sees, uses or drops a draft', async () => {
  const { ben, cho } = world
  const { draft } = await keep(ben, await hidden(ben), 'Mine alone')

  assert.doesNotMatch(await world.page(cho, `${path(thread)}?draft=${draft}`), /Mine alone/)
  assert.doesNotMatch(await world.page(cho, '/me/drafts'), /Mine alone/)
  await world.send(cho, `/me/drafts/${draft}/removal`, await hidden(cho))
  await keep(cho, { ...(await hidden(cho)), draft: draft ?? '', version: '1' }, 'Written over it')

  assert.deepEqual(
    (await rows()).filter(({ person_id }) => person_id === ben.id),
    [{ person_id: ben.id, body: 'Mine alone' }],
  )
  await world.db.deleteFrom('draft').execute()
})

test('an outsider keeps nothing in a room that is not hers, and a place that is none is refused', async () => {
  const { eve } = world
  const form = hiddenFields(await world.page(eve, '/communities/south/talk'), '/communities/south/talk')

  assert.equal((await world.send(eve, '/drafts', { ...form, place: 'north/talk', body: 'x' })).status, 404)
  assert.equal((await world.send(eve, '/drafts', { ...form, place: '../etc', body: 'x' })).status, 409)
  assert.equal((await world.send(eve, '/drafts', { ...form, body: 'x'.repeat(100_001) })).status, 409)
  assert.deepEqual(await rows(), [])
})

test('whoever leaves the community leaves no draft in it', async () => {
  const { dee, db } = world
  await keep(dee, await hidden(dee), 'Unfinished')
  assert.equal((await rows()).length, 1)
  await db.updateTable('membership').set({ state: 'left' }).where('person_id', '=', dee.id).execute()
  const { record } = await import('../../../platform/activity.ts')

  await db.transaction().execute(async (tx) => {
    await record(tx, await dee.viewer(), 'member.left', {
      kind: 'membership',
      id: dee.id,
      community_id: world.north.id,
    })
  })
  await world.work()

  assert.deepEqual(await rows(), [])
  await db.updateTable('membership').set({ state: 'member' }).where('person_id', '=', dee.id).execute()
})

test('where nobody is named nothing is kept, and the page does not offer it', async () => {
  const { ben, db, north } = world
  const carried = await hidden(ben)
  assert.match(await world.page(ben, path(thread)), /Keep as draft/)
  await db.updateTable('room').set({ attribution: 'unattributed' }).where('community_id', '=', north.id).execute()

  await keep(ben, carried, 'Frank words')

  assert.deepEqual(await rows(), [])
  assert.doesNotMatch(await world.page(ben, path(thread)), /Keep as draft|name="draft"/)
  await db.updateTable('room').set({ attribution: 'named' }).where('community_id', '=', north.id).execute()
})
