import assert from 'node:assert/strict'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { openWorld, type World } from '../../../../test/world.ts'
import { sql } from '../../../platform/db.ts'

let world: World
before(async () => {
  world = await openWorld()
})
after(() => world.close())

test('a member takes along her rows and files, and nothing that is secret, another’s or unattributed', async () => {
  const { ben, cho } = world
  const paper = new File(['My figures'], 'figures.txt', { type: 'text/plain' })
  await talk(ben, 'Pumps', 'The pumps stand still in May.', { files: paper })
  await talk(cho, 'Tanks', 'The tanks leak.')
  const unnamed = await sql<{
    id: number
  }>`insert into post (thread_id, number, attribution, reach, staff_only, body, via, distribute_at)
    select id, 99, 'unattributed', 'community', false, 'Said without a name', 'page', app_now() from thread limit 1 returning id`.execute(
    world.db,
  )
  assert.equal(unnamed.rows.length, 1)
  await world.work()

  const entries = await takeAlong(ben)
  const data = JSON.parse(entries['data.json'] ?? '')
  assert.equal(data.format, 'copse-person')
  assert.deepEqual(
    data.tables.address.map((row: { address: string }) => row.address),
    [ben.address],
  )
  assert.deepEqual(
    data.tables.post.map((row: { body: string }) => row.body),
    ['The pumps stand still in May.'],
  )
  assert.equal(data.tables.membership.length, 1)
  assert.equal(entries[data.files[0].path], 'My figures')
  const { rows } = await sql<{ secret: string }>`select token_hash as secret from session
    union all select address from address where person_id <> ${ben.id}`.execute(world.db)
  for (const { secret } of [...rows, { secret: 'tanks leak' }, { secret: 'without a name' }])
    assert.ok(!entries['data.json']?.includes(secret), secret)
})

test('every table in which a person stands says which rows are hers, or is named here with its reason', async () => {
  const reasons: Record<string, string> = {
    batch: 'an act of her office, about others',
    break_glass_pair: 'an act of her office',
    community: 'its contact is a role',
    compile_draft: 'work of the desk',
    item_version: 'what was said before',
    passkey_challenge: 'secret, for five minutes',
    piece: 'work of the desk on words of others',
  }
  const { rows } = await sql<{ name: string }>`select distinct conrelid::regclass::text as name from pg_constraint
    where contype = 'f' and confrelid = 'person'::regclass`.execute(world.db)
  const told = world.program.modules.flatMap(({ own }) => Object.keys(own ?? {}))
  const missing = rows.map(({ name }) => name).filter((name) => !told.includes(name) && !reasons[name])
  assert.deepEqual(missing, [])
})

test('whoever is not signed in gets nothing, and a page of another cannot fetch it', async () => {
  const answer = await world.request(null, '/me/data')
  assert.match(answer.headers.get('location') ?? '', /^\/sign-in/)
  const forged = await world.send(world.ben, '/me/data/copy', {})
  assert.equal(forged.status, 401)
})

async function talk(who: World['ben'], title: string, body: string, more: Record<string, File> = {}) {
  const path = '/communities/north/talk'
  const answer = await world.submit(who, path, path, { title, body, ...more })
  assert.equal(answer.status, 303, await answer.text())
}

async function takeAlong(who: World['ben']): Promise<Record<string, string>> {
  const answer = await world.submit(who, '/me/data', '/me/data/copy')
  assert.equal(answer.headers.get('content-type'), 'application/zip')
  const content = Buffer.from(await answer.arrayBuffer())
  return readZip(content)
}

async function readZip(content: Buffer): Promise<Record<string, string>> {
  const file = await promisify<Buffer, yauzl.Options, yauzl.ZipFile>(yauzl.fromBuffer)(content, { lazyEntries: true })
  const entries: Record<string, string> = {}
  file.on('entry', async (entry: yauzl.Entry) => {
    const stream = await promisify<yauzl.Entry, Readable>(file.openReadStream.bind(file))(entry)
    entries[entry.fileName] = await text(stream)
    file.readEntry()
  })
  file.readEntry()
  await once(file, 'end')
  return entries
}
