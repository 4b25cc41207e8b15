import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openWorld, plantMember, plantRole, type World } from '../../../test/world.ts'
import { bringIn, fileOf, threadsOf, written } from './mbox/builders.ts'

let world: World
before(async () => {
  world = await openWorld()
  const mails = [
    written({ id: '1@old', body: 'How many?' }),
    written({
      id: 'a/2+b@old',
      reply: '1@old',
      body: 'Two.\n\nOn Mon, Olga <olga@old.example> wrote:\n> How many?',
      from: 'Pia <pia@old.example>',
    }),
  ]
  await bringIn(world, fileOf(world, mails.join('')), { name: 'Wells of old' })
})
after(() => world.close())

const address = (id: string, more = '') => `/m/${encodeURIComponent(id)}${more}`

test('the address by the old Message-ID leads to the post, for those who may read it', async () => {
  const { ben, fay, gus } = world
  const key = (await threadsOf(world))[0]?.[0]?.key

  for (const id of ['a/2+b@old', '<a/2+b@old>']) {
    const answer = await world.request(ben, address(id))
    assert.equal(answer.status, 302)
    assert.match(answer.headers.get('location') ?? '', new RegExp(`^/communities/north/talk/${key}.*#post-2$`))
  }
  for (const other of [fay, gus]) assert.equal((await world.request(other, address('1@old'))).status, 404)
  assert.equal((await world.request(ben, address('nowhere@old'))).status, 404)
  assert.match((await world.request(null, address('1@old'))).headers.get('location') ?? '', /^\/sign-in/)
})

test('the whole mail is there with what was cut of it, without the addresses', async () => {
  const page = await world.page(world.ben, address('a/2+b@old', '/whole'))

  assert.match(page, /Two\.<br.*On Mon, Olga &lt;olga@…&gt; wrote:<br ?\/?>&gt; How many\?/s)
  assert.match(page, /From the archive of Wells of old, imported/)
  assert.doesNotMatch(page, /old\.example/)
  for (const other of [world.fay, world.gus])
    assert.equal((await world.request(other, address('1@old', '/whole'))).status, 404)
})

test('the page of a thread says which archive it comes of, and leads to the whole mails that were cut', async () => {
  const thread = (await threadsOf(world))[0]?.[0]

  const page = await world.page(world.ben, `/communities/north/talk/${thread?.key}`)

  assert.match(page, /2 contributions from the archive of Wells of old, imported/)
  assert.deepEqual(
    [...page.matchAll(/href="(\/m\/[^"]+)"/g)].map(([, href]) => href),
    [address('a/2+b@old', '/whole')],
  )
})

test('administrators of the network see what was imported, in figures; nobody else does', async () => {
  const { db, network, eve } = world
  for (const who of [world.ana, world.ben, world.gus])
    assert.equal((await world.request(who, '/network/imports')).status, 404)
  await plantMember(db, eve.id, network.id)
  await plantRole(db, eve.id, network.id, 'administrator')

  const page = await world.page(eve, '/network/imports')

  assert.match(page, /Wells of old.*North.*>2009<.*>2<.*>2<.*>0</s)
  assert.doesNotMatch(page, /How many|Two\.|olga/i)
})

test('a post that was withdrawn is found by its old address no more', async () => {
  const { db, ben } = world
  await bringIn(world, fileOf(world, written({ id: '3@old', subject: 'Other' }), 'other.mbox'))
  assert.equal((await world.request(ben, address('3@old'))).status, 302)

  await db.updateTable('post').set({ state: 'withdrawn' }).where('body', '=', 'Two wells.').execute()

  assert.equal((await world.request(ben, address('3@old'))).status, 404)
  assert.equal((await world.request(ben, address('3@old', '/whole'))).status, 404)
})

test('a reply of today to an old mail goes to its thread, when a member writes it; nobody else gets in by it', async () => {
  const { ben, fay } = world
  const old = { inReplyTo: '<a/2+b@old>' }

  await world.mail(ben, 'north@copse.test', 'Re: Wells', 'Three by now.', { ...old, messageId: '<new@ben.example>' })
  await assert.rejects(world.mail(fay, 'north@copse.test', 'Re: Wells', 'Four of mine.', old), /550/)
  await world.work()
  await world.travel('10 minutes')
  await world.work()

  const posts = (await threadsOf(world)).flat()
  assert.deepEqual(
    posts.filter(({ title, number }) => title === 'Wells' && number > 2).map(({ body, name }) => [body, name]),
    [['Three by now.', 'Ben']],
  )
  assert.deepEqual(
    posts.filter(({ body }) => body?.includes('Four of mine')),
    [],
  )
})
