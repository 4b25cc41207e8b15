import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { openWorld, type World } from '../../../../test/world.ts'
import { findCommunityById } from '../../communities/index.ts'
import { answerInvitation, findInvitation, invite } from '../../communities/invitations/actions.ts'
import { bringIn, fileOf, threadsOf, written } from './builders.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const wells = [
  written({
    ...{ id: '3@old', subject: 'Re: [wells] Wells', reply: '2@old', from: 'Pia <pia@old.example>' },
    ...{ body: 'Deep ones.\n\nOn Mon, Olga wrote:\n> Two wells.', date: 'Mon, 14 Dec 2009 12:00:00 +0000' },
  }),
  written({ id: '1@old', subject: '[wells] Wells', date: 'Sun, 13 Dec 2009 10:00:00 +0530', body: 'How many?' }),
  written({ id: '2@old', subject: 'Re: [wells] Wells', references: '<1@old>', from: 'Ana Rao <ana@example.org>' }),
].join('')

test('an archive becomes threads as its headers say, in the order of time, whatever the order of the file', async () => {
  const { counts, faults } = await bringIn(world, fileOf(world, wells))

  const [thread, ...others] = await threadsOf(world)
  assert.deepEqual(others, [])
  assert.deepEqual(
    thread?.map(({ title, number, name, body, at, state }) => [title, number, name, body, at.toISOString(), state]),
    [
      ['[wells] Wells', 1, 'Old Olga', 'How many?', '2009-12-13T04:30:00.000Z', 'distributed'],
      ['[wells] Wells', 2, 'Ana', 'Two wells.', '2009-12-14T11:33:20.000Z', 'distributed'],
      ['[wells] Wells', 3, 'Pia', 'Deep ones.', '2009-12-14T12:00:00.000Z', 'distributed'],
    ],
  )
  assert.deepEqual(faults, [])
  const { earliest, latest, ...rest } = counts
  assert.deepEqual(
    [earliest?.toISOString(), latest?.toISOString()],
    ['2009-12-13T04:30:00.000Z', '2009-12-14T12:00:00.000Z'],
  )
  assert.deepEqual(rest, {
    ...{ messages: 3, added: 3, present: 0, duplicates: 0, broken: 0 },
    ...{ threads: 1, authors: 3, attachments: 0, left_out: 0, misread: 0 },
  })
})

test('members read and find it; an outsider and a stranger do not', async () => {
  await bringIn(world, fileOf(world, wells), { name: 'Wells of old' })
  const key = (await threadsOf(world))[0]?.[0]?.key

  assert.match(await world.page(world.ben, `/communities/north/talk/${key}`), /How many\?.*Deep ones/s)
  assert.match(await world.page(world.ben, '/search?q=deep+ones'), /Wells/)
  for (const other of [world.fay, world.gus]) {
    assert.equal((await world.request(other, `/communities/north/talk/${key}`)).status, 404)
    assert.doesNotMatch(await world.page(other, '/search?q=deep+ones'), /Deep/)
  }
})

test('nobody is told: no letter, no digest, no line of Today, one fact', async () => {
  const before = await world.db.selectFrom('activity').select('id').execute()

  await bringIn(world, fileOf(world, wells))
  await world.travel('2 days')
  await world.work()

  for (const who of [world.ana, world.ben, 'olga@old.example', 'pia@old.example'])
    assert.deepEqual(await world.mailsTo(who), [])
  assert.doesNotMatch(await world.page(world.ana, '/today'), /Wells/)
  const facts = await world.db.selectFrom('activity').select(['id', 'verb', 'data']).orderBy('id').execute()
  const fresh = facts.filter(({ id }) => !before.some((one) => one.id === id))
  assert.deepEqual(
    fresh.filter(({ verb }) => verb !== 'digest.sent').map(({ verb, data }) => [verb, data]),
    [['archive.imported', { posts: 3 }]],
  )
  assert.deepEqual(await world.db.selectFrom('clock').select('id').where('kind', '=', 'post.distribute').execute(), [])
})

test('the same archive again adds nothing, and one that has grown adds what is new to the threads that stand', async () => {
  await bringIn(world, fileOf(world, wells))
  const before = await threadsOf(world)

  const again = await bringIn(world, fileOf(world, wells))
  const more = written({
    id: '4@old',
    subject: 'Re: Wells',
    reply: '3@old',
    date: 'Tue, 15 Dec 2009 10:00:00 +0000',
    body: 'Dry.',
  })
  const grown = await bringIn(world, fileOf(world, wells + more))

  assert.deepEqual([again.counts.messages, again.counts.added, again.counts.present], [3, 0, 3])
  assert.deepEqual([grown.counts.messages, grown.counts.added, grown.counts.present], [4, 1, 3])
  const [thread, ...others] = await threadsOf(world)
  assert.deepEqual(others, [])
  assert.deepEqual(thread?.slice(0, 3), before[0])
  assert.deepEqual([thread?.[3]?.number, thread?.[3]?.body], [4, 'Dry.'])
})

test('an author is nobody who can sign in or get mail, until she joins: then the posts are hers', async () => {
  await bringIn(world, fileOf(world, wells))
  await world.submit(null, '/sign-in', '/sign-in', { address: 'pia@old.example' })
  await world.work()
  assert.deepEqual(await world.mailsTo('pia@old.example'), [])
  assert.doesNotMatch(await world.page(world.ana, '/communities/north'), /old\.example/)

  const north = await findCommunityById(world.db, world.north.id)
  const viewer = await world.ana.viewer()
  await invite(world.db, viewer, north, { name: 'Pia Sen', address: 'pia@old.example', why: 'Come.', once: undefined })
  const { key } = await world.db.selectFrom('invitation').select('key').executeTakeFirstOrThrow()
  await answerInvitation(world.db, viewer, await findInvitation(world.db, key), 'yes', undefined)

  const [person, ...others] = await world.db
    .selectFrom('person')
    .selectAll()
    .where('name', 'in', ['Pia', 'Pia Sen'])
    .execute()
  assert.deepEqual(others, [])
  assert.equal(person?.state, 'active')
  assert.equal((await threadsOf(world))[0]?.[2]?.author_id, person?.id)
})

test('a packed file, a folder of months and a Maildir are archives too', async () => {
  const packed = await bringIn(world, fileOf(world, gzipSync(wells), '2009-December.txt.gz'))
  const folder = mkdtempSync(join(world.folder, 'archive-'))
  writeFileSync(`${folder}/2010-April.txt`, written({ id: 'a@old', subject: 'April', date: '' }))
  writeFileSync(`${folder}/2010-January.txt`, written({ id: 'j@old', subject: 'January' }))
  const months = await bringIn(world, folder)
  const maildir = mkdtempSync(join(world.folder, 'archive-'))
  for (const name of ['cur', 'new', 'tmp']) mkdirSync(`${maildir}/${name}`)
  writeFileSync(`${maildir}/cur/1:2,S`, written({ id: 'm@old', subject: 'One' }).replace(/^From .*\n/, ''))
  const mails = await bringIn(world, maildir)

  assert.deepEqual(
    [packed, months, mails].map(({ counts }) => [counts.messages, counts.added]),
    [
      [3, 3],
      [2, 2],
      [1, 1],
    ],
  )
  const april = (await threadsOf(world)).flat().find(({ title }) => title === 'April')
  assert.equal(april?.at.toISOString(), '2009-12-14T11:33:21.000Z')
})

test('a mail that came twice counts once; two that a program gave one Message-ID both stay', async () => {
  const one = written({ id: '1@old', body: 'One.' })
  const other = written({ id: '1@old', body: 'Other.', from: 'Pia <pia@old.example>' })

  const { counts, faults } = await bringIn(world, fileOf(world, one + one + other))
  const again = await bringIn(world, fileOf(world, one + one + other))

  assert.deepEqual([counts.messages, counts.added, counts.duplicates], [3, 2, 1])
  assert.deepEqual(
    faults.map(({ fate, position, at_byte }) => [fate, position, at_byte]),
    [['duplicate', 2, one.length]],
  )
  assert.deepEqual([again.counts.added, again.counts.present, again.counts.duplicates], [0, 2, 1])
})

test('a mail that stood in the archive of another community is kept here as well', async () => {
  await bringIn(world, fileOf(world, wells))

  const { counts } = await bringIn(world, fileOf(world, wells), { community: 'south' })
  const again = await bringIn(world, fileOf(world, wells), { community: 'south' })

  assert.deepEqual([counts.added, again.counts.added, again.counts.present], [3, 0, 3])
  assert.equal((await threadsOf(world, 'south'))[0]?.length, 3)
})
