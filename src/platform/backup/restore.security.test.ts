import assert from 'node:assert/strict'
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { emptyDatabase, type FreshDatabase } from '../../../test/support/database.ts'
import { temporaryFolder } from '../../../test/support/folders.ts'
import { openWorld, type World } from '../../../test/world.ts'
import { sql } from '../db.ts'
import { type Manifest, restoreCopy, writeCopy } from './index.ts'

let world: World
const folder = temporaryFolder()
let target: FreshDatabase
before(async () => {
  world = await openWorld()
  target = await emptyDatabase()
  const path = '/communities/north/invitation'
  await world.submit(world.ben, path, path, { name: 'Ira', address: 'ira@example.org', why: 'Because.' })
  await world.work()
  await writeCopy(world.pool, join(folder, 'backup'), 'copse-backup')
  await writeCopy(world.pool, join(folder, 'network'), 'copse-network')
})
after(async () => {
  await target.drop()
  await world.close()
})

const manifestOf = (name: string) => JSON.parse(readFileSync(join(folder, name, 'manifest.json'), 'utf8')) as Manifest

/** The backup with something in its manifest that no backup has. */
function changed(name: string, change: (manifest: Manifest) => void): string {
  cpSync(join(folder, 'backup'), join(folder, name), { recursive: true })
  const manifest = manifestOf('backup')
  change(manifest)
  writeFileSync(join(folder, name, 'manifest.json'), JSON.stringify(manifest))
  return join(folder, name)
}

async function inTarget<T>(act: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(target.connection)
  await client.connect()
  return act(client).finally(() => client.end())
}

test('a manifest cannot name a file or a table outside its folder and our schema (ASVS 1.5.2, 5.3.2)', async () => {
  const file = { kind: 'files' as const, name: '../../../etc/passwd', sha256: '0' }
  const table = { columns: ['id'], key: [], bytes: 0, sha256: '0' }
  const hostile = [
    changed('path', ({ files }) => files.push(file)),
    changed('absolute', ({ files }) => files.push({ ...file, kind: 'mail', name: '/etc/passwd' })),
    changed('folder', ({ files }) => files.push({ ...file, name: '..' })),
    changed('table', ({ tables }) => tables.push({ ...table, name: 'person"; drop table person; --' })),
    changed('unknown', ({ schema }) => schema.push({ name: '9999_hostile.sql', sha256: '0' })),
  ]
  for (const one of hostile)
    await assert.rejects(restoreCopy(target.connection, one), { message: /cannot be read|damaged|version/ })
  assert.deepEqual(
    await inTarget(
      async (client) => (await client.query('select from pg_tables where schemaname = $1', ['public'])).rowCount,
    ),
    0,
  )
})

test('a link in the place of a file is no file of the backup', async () => {
  const copy = changed('link', ({ files }) => files.push({ kind: 'files', name: 'ab12', sha256: '0'.repeat(64) }))
  cpSync(join(folder, 'backup', 'tables'), join(copy, 'files', 'ab'), { recursive: true })
  symlinkSync('/etc/passwd', join(copy, 'files', 'ab', 'ab12'))
  await assert.rejects(restoreCopy(target.connection, copy), /damaged/)
})

test('a database with the tables of another program is left as it is', async () => {
  await inTarget((client) =>
    client.query('create table ledger (id serial, note text); insert into ledger (note) values (1)'),
  )
  await assert.rejects(restoreCopy(target.connection, join(folder, 'backup')), /not of Copse/)
  assert.equal(await inTarget(async (client) => (await client.query('select from ledger')).rowCount), 1)
  await inTarget((client) => client.query('drop table ledger'))
})

test('the network for others holds no key, code, session or link that opens anything', async () => {
  const { rows } = await sql<{
    secret: string
  }>`select key as secret from invitation union all select token_hash from session
    union all select value from setting`.execute(world.db)
  const texts = manifestOf('network').tables.map(({ name }) =>
    gunzipSync(readFileSync(join(folder, 'network', 'tables', `${name}.gz`))).toString('utf8'),
  )
  assert.ok(rows.length > 1)
  for (const { secret } of rows) assert.ok(!texts.some((text) => secret.length > 8 && text.includes(secret)), secret)

  await restoreCopy(target.connection, join(folder, 'network'))
  const keys = await inTarget(async (client) => (await client.query('select key from invitation')).rows)
  assert.match(keys[0].key, /^\w{16}$/)
  assert.notEqual(keys[0].key, rows[0]?.secret)
})
