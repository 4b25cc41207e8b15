import assert from 'node:assert/strict'
import { cpSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import pg from 'pg'
import { emptyDatabase, freshDatabase } from '../../test/support/database.ts'
import { temporaryFolder } from '../../test/support/folders.ts'
import { openDb } from './db.ts'
import { MIGRATIONS, migrate, schemaIsCurrent } from './migrate.ts'

test('files are applied in order, once, and the queue is there', async () => {
  const { connection, drop } = await emptyDatabase()
  const folder = folderOf({ '0002_b.sql': 'alter table leaf add size int', '0001_a.sql': 'create table leaf ()' })

  assert.deepEqual(await migrate(connection, { folder }), ['0001_a.sql', '0002_b.sql'])
  assert.deepEqual(await migrate(connection, { folder }), [])
  await query(connection, `select graphile_worker.add_job('nothing', '{}')`)
  await drop()
})

test('the files of the project can be applied, and a clone of the template has them', async () => {
  const { connection, drop } = await freshDatabase()
  assert.deepEqual(await migrate(connection), [])
  await drop()
})

test('three processes that start together apply each file once', async () => {
  const { connection, drop } = await emptyDatabase()
  const folder = folderOf({ '0001_a.sql': 'create table leaf ()', '0002_b.sql': 'create table twig ()' })

  const applied = await Promise.all([1, 2, 3].map(() => migrate(connection, { folder })))

  assert.deepEqual(applied.flat().sort(), ['0001_a.sql', '0002_b.sql'])
  await drop()
})

test('a file that fails leaves nothing behind and names its line; those before it stay', async () => {
  const { connection, drop } = await emptyDatabase()
  const folder = folderOf({
    '0001_a.sql': 'create table leaf ();',
    '0002_b.sql': 'create table twig ();\nselect nonsense',
  })

  await assert.rejects(
    migrate(connection, { folder }),
    /^Error: migrations\/0002_b.sql: line 2: column "nonsense" does not exist/,
  )

  const [found] = await query(connection, `select to_regclass('leaf') as leaf, to_regclass('twig') as twig`)
  assert.deepEqual(found, { leaf: 'leaf', twig: null })
  await drop()
})

test('a file that was changed after it was applied is refused', async () => {
  const { connection, drop } = await emptyDatabase()
  const folder = folderOf({ '0001_a.sql': 'create table leaf ()' })
  await migrate(connection, { folder })
  writeFileSync(join(folder, '0001_a.sql'), 'create table twig ()')

  await assert.rejects(
    migrate(connection, { folder }),
    /migrations\/0001_a.sql is not what was applied to this database/,
  )
  await drop()
})

test('an untransacted file may do what a transaction forbids', async () => {
  const { connection, drop } = await emptyDatabase()
  const folder = folderOf({
    '0001_a.sql': 'create table leaf (size int)',
    '0002_b.sql':
      '-- untransacted\ncreate index concurrently if not exists one on leaf (size);\ncreate index concurrently two on leaf (size);\n',
  })

  await migrate(connection, { folder })

  const [found] = await query(connection, `select count(*)::int as indexes from pg_indexes where tablename = 'leaf'`)
  assert.deepEqual(found, { indexes: 2 })
  await drop()
})

test('the schema is current when every file was applied as it is', async () => {
  const { connection, drop } = await emptyDatabase()
  const db = openDb(connection)
  const folder = folderOf({})
  cpSync(MIGRATIONS, folder, { recursive: true })

  assert.equal(await schemaIsCurrent(db, { folder }), false)
  await migrate(connection, { folder })
  assert.equal(await schemaIsCurrent(db, { folder }), true)
  writeFileSync(join(folder, '9999_more.sql'), 'select 1')
  assert.equal(await schemaIsCurrent(db, { folder }), false)

  await db.destroy()
  await drop()
})

function folderOf(files: Record<string, string>): string {
  const folder = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}

async function query(connection: pg.ClientConfig, text: string) {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query(text)
  await client.end()
  return rows
}
