import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { newFolder, query, quiet, serverIn, startApp, unsynced } from '../../../test/support/postgres-app.ts'
import { joinPostgres, launchPostgres, openPostgres } from './launch.ts'
import { isGone, until } from './processes.ts'
import { readNote } from './watcher.ts'

test('an empty folder gets a server, a stopped one is there sooner, and what was written is kept', async () => {
  const folder = newFolder()
  const first = await timed(() => launchPostgres(folder, quiet))
  await query(first.value.connection, `create table leaf as select 'kept' as word`)
  await first.value.stop()

  const second = await timed(() => launchPostgres(folder, quiet))
  const rows = await query(second.value.connection, 'select word from leaf')
  await second.value.stop()

  assert.deepEqual(rows, [{ word: 'kept' }])
  // The figures themselves are the benchmark's: other tests may keep this machine busy.
  assert.ok(first.seconds < 15 && second.seconds < 5, `${first.seconds} s, then ${second.seconds} s`)
  assert.equal(existsSync(second.value.connection.host), false)
})

test('the server listens to its socket alone, and runs with the settings that keep what was acknowledged', async () => {
  const postgres = await launchPostgres(newFolder(), quiet)
  const names = [
    'listen_addresses',
    'fsync',
    'synchronous_commit',
    'max_connections',
    'statement_timeout',
    'server_encoding',
  ]
  const rows = await query(postgres.connection, `select name, setting from pg_settings where name = any('{${names}}')`)
  await postgres.stop()

  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.name, row.setting])), {
    listen_addresses: '',
    fsync: 'on',
    synchronous_commit: 'on',
    max_connections: '40',
    statement_timeout: '30000',
    server_encoding: 'UTF8',
  })
})

test('when the app is killed the server goes, and the next start finds every acknowledged row', async () => {
  const folder = newFolder()
  const app = await startApp(folder)
  await query(app.connection, 'create table leaf as select 1 as number')
  const { pid } = serverIn(folder)

  app.process.kill('SIGKILL')

  assert.ok(await until(() => isGone(pid), 5000), 'the server did not stop')
  const postgres = await launchPostgres(folder, unsynced)
  assert.deepEqual(await query(postgres.connection, 'select number from leaf'), [{ number: 1 }])
  await postgres.stop()
})

test('a start at the very moment at which the former app was killed waits for its server to go', async () => {
  const folder = newFolder()
  const app = await startApp(folder)
  app.process.kill('SIGKILL')

  const postgres = await launchPostgres(folder, unsynced)

  await until(() => false, 500)
  assert.deepEqual(await query(postgres.connection, 'select 1 as number'), [{ number: 1 }])
  await postgres.stop()
})

test('an orphan that still runs is taken over through its socket', async () => {
  const folder = newFolder()
  const app = await startApp(folder)
  const { pid } = serverIn(folder)
  process.kill(readNote(folder).watcher, 'SIGKILL')
  app.process.kill('SIGKILL')
  await once(app.process, 'exit')

  const lines: string[] = []
  const postgres = await launchPostgres(folder, { ...unsynced, print: (line) => lines.push(line) })

  assert.deepEqual(lines, [`PostgreSQL was still running (process ${pid}) and is taken over.`])
  assert.deepEqual(postgres.connection, app.connection)
  await postgres.stop()
  assert.ok(isGone(pid))
})

test('a second app on the same folder is refused, and may join instead', async () => {
  const folder = newFolder()
  const app = await startApp(folder)

  await assert.rejects(
    launchPostgres(folder, unsynced),
    new RegExp(`already runs on this folder, as process ${app.process.pid}`),
  )
  const joined = await joinPostgres(folder)

  assert.deepEqual(joined?.connection, app.connection)
  await joined?.stop()
  assert.deepEqual(await query(app.connection, 'select 1 as number'), [{ number: 1 }])
})

test('two that open the same new folder at once use the same server', async () => {
  const folder = newFolder()

  const [one, other] = await Promise.all([openPostgres(folder, unsynced), openPostgres(folder, unsynced)])

  assert.deepEqual(one.connection, other.connection)
  assert.deepEqual(await query(other.connection, 'select 1 as number'), [{ number: 1 }])
  await Promise.all([one.stop(), other.stop()])
})

test('nobody joins where no server runs', async () => {
  assert.equal(await joinPostgres(newFolder()), undefined)
})

test('a note of a foreign or dead process does not stop a start', async () => {
  const folder = newFolder()
  await (await launchPostgres(folder, unsynced)).stop()

  for (const pid of [process.pid, 4_000_000]) {
    writeFileSync(
      join(folder, 'cluster/postmaster.pid'),
      `${pid}\n${folder}/cluster\n0\n5432\n/tmp/gone\n\n0 0\nready\n`,
    )
    const postgres = await launchPostgres(folder, unsynced)
    assert.deepEqual(await query(postgres.connection, 'select 1 as number'), [{ number: 1 }])
    await postgres.stop()
  }
})

test('a server that dies is started again where it was, and loses nothing', async () => {
  const folder = newFolder()
  const lines: string[] = []
  const postgres = await launchPostgres(folder, { ...unsynced, print: (line) => lines.push(line) })
  await query(postgres.connection, 'create table leaf as select 1 as number')
  const { pid } = serverIn(folder)

  process.kill(pid, 'SIGKILL')

  assert.ok(await until(() => (serverIn(folder)?.pid ?? pid) !== pid && serverIn(folder)?.status === 'ready', 10_000))
  assert.deepEqual(await query(postgres.connection, 'select number from leaf'), [{ number: 1 }])
  assert.deepEqual(lines, ['PostgreSQL has ended unexpectedly. It is started again.'])
  await postgres.stop()
})

test('programs that are missing, and data of another version, are said in one sentence', async () => {
  const folder = newFolder()
  await (await launchPostgres(folder, unsynced)).stop()
  writeFileSync(join(folder, 'cluster/PG_VERSION'), '9\n')

  await assert.rejects(
    launchPostgres(folder, unsynced),
    /belong to PostgreSQL 9, but the programs found are version 18/,
  )
  await assert.rejects(withBindir('/nowhere'), /PG_BINDIR is \/nowhere.*Set DATABASE_URL/)

  async function withBindir(path: string) {
    process.env.PG_BINDIR = path
    await launchPostgres(newFolder(), unsynced).finally(() => delete process.env.PG_BINDIR)
  }
})

async function timed<T>(work: () => Promise<T>) {
  const from = performance.now()
  const value = await work()
  return { value, seconds: (performance.now() - from) / 1000 }
}
