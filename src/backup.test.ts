import assert from 'node:assert/strict'
import { appendFileSync, existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { plantClosed } from '../test/support/closed-query.ts'
import { emptyDatabase, type FreshDatabase } from '../test/support/database.ts'
import { temporaryFolder } from '../test/support/folders.ts'
import { openWorld, type World } from '../test/world.ts'
import { assemble } from './app.ts'
import { type Manifest, restoreCopy, verifyCopy, writeCopy } from './platform/backup/index.ts'
import { config, loadConfig } from './platform/config.ts'
import { openDb, openPool, sql } from './platform/db.ts'
import { keepFile, knowFile } from './platform/files/store.ts'
import { z } from './platform/http.ts'
import { enqueue, job } from './platform/jobs.ts'
import { sendOutbox, transportFor } from './platform/mail/send.ts'
import { wakeMail } from './platform/rest.ts'

let world: World
const folder = temporaryFolder()
const databases: FreshDatabase[] = []
before(async () => {
  world = await openWorld()
  await plantClosed(world, {
    asker: world.ben,
    responses: [{ by: world.cho, body: 'Ask “Dee”,\tshe\\he has\nseen it: जल 💧' }],
  })
  await world.mail(world.dee, 'north@copse.test', 'A question', 'Who keeps the pumps running in the hills?')
  const content = Buffer.from('words of a file')
  await knowFile(world.db, await keepFile(content), content.length, 'text/plain')
  await enqueue(
    world.db,
    job('a-job', z.object({ id: z.number() }), async () => {}),
    { id: 7 },
  )
  await sql`insert into outbox (person_id, about_kind, about_id, letter, message_id) values (${world.ben.id}, 'post', 1, 'none', 'waiting@copse.test')`.execute(
    world.db,
  )
})
after(async () => {
  for (const database of databases) await database.drop()
  await world.close()
})

/** An empty instance beside the first: a database and a data folder of its own. */
async function openBeside() {
  const database = await emptyDatabase()
  databases.push(database)
  const data = mkdtempSync(join(folder, 'data-'))
  const before = config()
  loadConfig({ ...asEnv(), COPSE_DATA: data })
  return { database, data, back: () => loadConfig({ ...asEnv(), COPSE_DATA: before.COPSE_DATA }) }
}

const asEnv = () => ({
  BASE_URL: 'http://copse.test',
  MAIL_DOMAIN: 'copse.test',
  COPSE_SECRET: config().COPSE_SECRET,
  COPSE_TEST: '1',
})

function sums({ tables }: Manifest) {
  return tables.filter(({ name }) => name !== 'setting').map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 }))
}

for (const kind of ['copse-backup', 'copse-network'] as const) {
  test(`a ${kind} comes out of the instance it was restored into as it went in`, async () => {
    const copy = await writeCopy(world.pool, join(folder, kind), kind)
    const beside = await openBeside()
    await restoreCopy(beside.database.connection, join(folder, kind))

    const pool = openPool(beside.database.connection, { max: 2 })
    const again = await writeCopy(pool, join(folder, `${kind}-again`), kind)
    await pool.end()
    beside.back()

    assert.ok(copy.tables.some(({ name, bytes }) => name === 'post' && bytes > 0))
    assert.deepEqual(
      copy.files.map((file) => file.kind),
      kind === 'copse-backup' ? ['files', 'mail'] : ['files'],
    )
    assert.deepEqual(sums(again), sums(copy))
    assert.deepEqual(again.sequences, copy.sequences)
    assert.deepEqual(again.files, copy.files)
    assert.equal(copy.jobs === null, kind === 'copse-network')
    assert.deepEqual(again.jobs, copy.jobs)
  })
}

test('what is secret and what waits to be sent is in a backup, and not in an exported network', async () => {
  const backup = await writeCopy(world.pool, join(folder, 'one'), 'copse-backup')
  const network = await writeCopy(world.pool, join(folder, 'two'), 'copse-network')

  const secrets = ['session', 'sign_in', 'outbox', 'inbound_mail', 'setting']
  assert.deepEqual(
    secrets.filter((name) => backup.tables.some((table) => table.name === name)),
    secrets,
  )
  assert.deepEqual(
    secrets.filter((name) => network.tables.some((table) => table.name === name)),
    [],
  )
  assert.equal(network.tables.find(({ name }) => name === 'post')?.columns.includes('undo_hash'), false)
})

test('a restored instance sends nothing until it is told to', async () => {
  await writeCopy(world.pool, join(folder, 'resting'), 'copse-backup')
  const beside = await openBeside()
  await restoreCopy(beside.database.connection, join(folder, 'resting'))
  const db = openDb(beside.database.connection, { max: 3 })
  const settle = () => sendOutbox(db, assemble(), transportFor(config()))

  assert.equal(await settle(), 0)
  assert.equal(await wakeMail(db), true)
  assert.ok((await settle()) > 0)
  await db.destroy()
  beside.back()
})

test('an instance in which somebody lives is not restored into', async () => {
  await writeCopy(world.pool, join(folder, 'over'), 'copse-backup')
  const beside = await openBeside()
  await restoreCopy(beside.database.connection, join(folder, 'over'))

  await assert.rejects(restoreCopy(beside.database.connection, join(folder, 'over')), /not empty/)
  const client = new pg.Client(beside.database.connection)
  await client.connect()
  assert.equal((await client.query('select from person')).rowCount, 8)
  await client.end()
  beside.back()
})

test('a damaged part is named, and nothing of the copy is restored (ASVS 16.5.3)', async () => {
  await writeCopy(world.pool, join(folder, 'damaged'), 'copse-backup')
  appendFileSync(join(folder, 'damaged/tables/person.gz'), 'x')
  const beside = await openBeside()

  assert.deepEqual(await verifyCopy(join(folder, 'damaged')), ['person'])
  await assert.rejects(restoreCopy(beside.database.connection, join(folder, 'damaged')), /damaged: person/)
  beside.back()
})

test('a copy never writes over another, and one that broke off leaves nothing that could be taken for one', async () => {
  await writeCopy(world.pool, join(folder, 'first'), 'copse-backup')
  await assert.rejects(writeCopy(world.pool, join(folder, 'first'), 'copse-backup'), /is there already/)

  const broken = new Error('the disk is full')
  await assert.rejects(
    writeCopy(world.pool, join(folder, 'broken'), 'copse-backup', (done) => {
      if (done === 3) throw broken
    }),
    broken,
  )
  assert.equal(existsSync(join(folder, 'broken')), false)
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith('.partial')),
    [],
  )
})

test('a copy of another version is refused in words', async () => {
  await assert.rejects(restoreCopy('postgres://nowhere', folder), /holds no backup/)
})
