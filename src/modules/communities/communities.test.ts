import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { countStatements } from '../../../test/support/statements.ts'
import { openWorld, plantMember, plantPerson, type World } from '../../../test/world.ts'
import { words } from '../queries/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('anybody finds the communities and the landing page of each; what they hold is for members', async () => {
  const { ben, eve, gus } = world
  for (const reader of [null, gus, eve, ben]) {
    assert.match(words(await world.page(reader, '/communities')), /North 5 members.*South 2 members/)
    assert.equal((await world.request(reader, '/communities/north')).status, 200)
  }
  assert.match(words(await world.page(ben, '/communities/north')), /Ask a question.*Members/)
  for (const other of [null, gus, eve])
    assert.doesNotMatch(words(await world.page(other, '/communities/north')), /Ask a question/)
})

test('the members of a community are listed for its members alone, by name', async () => {
  const { ben, eve, fay, gus } = world
  const page = await world.page(ben, '/communities/north/members')
  assert.match(words(page), /Ana Office of Ana.*Ben.*Cho.*Dee.*Rao/)
  assert.doesNotMatch(page, /Eve|@example\.org/)
  for (const other of [eve, fay, gus])
    assert.equal((await world.request(other, '/communities/north/members')).status, 404)
  assert.match((await world.request(null, '/communities/north/members')).headers.get('location') ?? '', /^\/sign-in/)
})

test('who has left, is removed or was never active is not listed, and reads nothing any more', async () => {
  const { ben, dee, db, north } = world
  const move = (state: string) =>
    db
      .updateTable('membership')
      .set({ state })
      .where('person_id', '=', dee.id)
      .where('community_id', '=', north.id)
      .execute()
  assert.match(await world.page(ben, '/communities/north/members'), /Dee/)
  for (const state of ['left', 'removed', 'invited']) {
    await move(state)
    assert.doesNotMatch(await world.page(ben, '/communities/north/members'), /Dee/)
    assert.equal((await world.request(dee, '/communities/north/members')).status, 404, state)
    assert.equal((await world.request(dee, `/people/${ben.key}`)).status, 404, state)
  }
  await move('member')
})

test('an old name of a community leads to its new one', async () => {
  const { db, north } = world
  await db.insertInto('slug').values({ slug: 'uttar', community_id: north.id, until: new Date() }).execute()

  const answer = await world.request(null, '/communities/uttar')

  assert.deepEqual([answer.status, answer.headers.get('location')], [301, '/communities/north'])
  assert.equal((await world.request(null, '/communities/nowhere')).status, 404)
})

test('a role without a membership gives nothing', async () => {
  const { rao, db, north } = world
  const move = (state: string) =>
    db
      .updateTable('membership')
      .set({ state })
      .where('person_id', '=', rao.id)
      .where('community_id', '=', north.id)
      .execute()
  assert.equal((await world.request(rao, '/communities/north/desk')).status, 200)
  await move('left')
  assert.equal((await world.request(rao, '/communities/north/desk')).status, 404)
  await move('member')
})

test('the members’ page and the landing page ask the database no more for eight members than for five', async () => {
  const { ben, db, north } = world
  const pages = ['/communities/north/members', '/communities/north', '/communities']
  for (const page of pages) await world.page(ben, page)
  const count = async () => {
    const counts: number[] = []
    for (const page of pages) counts.push(await countStatements(() => world.page(ben, page)))
    return counts
  }
  const before = await count()
  for (const name of ['Hema', 'Ila', 'Jai']) await plantMember(db, (await plantPerson(db, name)).id, north.id)

  assert.deepEqual(await count(), before)
  assert.match(words(await world.page(ben, '/communities/north/members')), /Hema.*Ila.*Jai/)
})
