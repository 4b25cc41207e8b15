import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { listMigrations, MIGRATIONS, migrate } from '../../src/platform/migrate.ts'
import { type Embedded, launchPostgres } from '../../src/platform/postgres/launch.ts'
import { isGone } from '../../src/platform/postgres/processes.ts'
import { readPidFile } from '../../src/platform/postgres/server.ts'

export type FreshDatabase = { url: string; connection: pg.ClientConfig; drop(): Promise<void> }

/** A database of its own for a test file, cloned from one that has all migrations. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = await findServer()
  return newDatabase(server, await findTemplate(server))
}

/** A database without any of our tables. */
export async function emptyDatabase(): Promise<FreshDatabase> {
  return newDatabase(await findServer(), 'template1')
}

/** The address of the migrated template itself, for reading its catalog. */
export async function templateDatabase(): Promise<string> {
  const server = await findServer()
  return urlOf(server, await findTemplate(server))
}

/** The server of a whole run of tests. What it holds need not survive, so it does not wait for the disk. */
export async function launchTestPostgres(): Promise<Embedded> {
  removeRemains()
  const folder = mkdtempSync(join(tmpdir(), NAME))
  // Where root runs the tests, the server runs as another account and must pass through.
  chmodSync(folder, 0o711)
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '100' }
  const postgres = await launchPostgres(join(folder, 'postgres'), { settings, print: () => {} })
  return {
    ...postgres,
    async stop() {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function newDatabase(server: string, template: string): Promise<FreshDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`
  await administer(server, `create database ${name} template ${template}`)
  return {
    url: urlOf(server, name),
    connection: { connectionString: urlOf(server, name) },
    drop: () => administer(server, `drop database if exists ${name} with (force)`),
  }
}

const NAME = 'copse-test-'
const HOUR = 3_600_000

/** What runs that were cut short have left. */
function removeRemains() {
  const folders = readdirSync(tmpdir()).filter((name) => name.startsWith(NAME))
  for (const path of folders.map((name) => join(tmpdir(), name))) {
    const server = readPidFile(join(path, 'postgres/cluster'))
    const isOld = (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) < Date.now() - HOUR
    if (isOld && (!server || isGone(server.pid))) rmSync(path, { recursive: true, force: true })
  }
}

let server: Promise<string> | undefined

/** The server of the run, the one that the environment names, or else one for this file alone. */
export function findServer(): Promise<string> {
  server ??= Promise.resolve(process.env.TEST_DATABASE_URL ?? launchForThisFile())
  return server
}

async function launchForThisFile(): Promise<string> {
  const postgres = await launchTestPostgres()
  process.once('beforeExit', () => void postgres.stop())
  return postgres.url
}

let template: Promise<string> | undefined

/** Made once for each state of the migrations; files of one run that need it at the same time wait for the first. */
function findTemplate(server: string): Promise<string> {
  template ??= makeTemplate(server)
  return template
}

async function makeTemplate(server: string): Promise<string> {
  const name = `template_${hashOfMigrations()}`
  const client = await connect(server)
  try {
    await client.query(`select pg_advisory_lock(hashtext('copse.template'))`)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (!rowCount) await fillTemplate(client, server, name)
    return name
  } finally {
    await client.end()
  }
}

async function fillTemplate(client: pg.Client, server: string, name: string) {
  const half = `${name}_half`
  await client.query(`drop database if exists ${half} with (force)`)
  await client.query(`create database ${half}`)
  await migrate(urlOf(server, half))
  await client.query(`alter database ${half} rename to ${name}`)
}

/** The queue brings its own migrations, so its version counts too. */
function hashOfMigrations(): string {
  const queue = fileURLToPath(new URL('../package.json', import.meta.resolve('graphile-worker')))
  const version = existsSync(queue) ? (JSON.parse(readFileSync(queue, 'utf8')) as { version: string }).version : ''
  const parts = [version, ...listMigrations(MIGRATIONS).map(({ name, sha256 }) => `${name} ${sha256}`)]
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16)
}

async function administer(server: string, statement: string) {
  const client = await connect(server)
  await client.query(statement).finally(() => client.end())
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, statement_timeout: 0 })
  await client.connect()
  return client
}

function urlOf(server: string, database: string): string {
  return server.replace(/(?<=[^:/])\/[^/?]*(?=\?|$)/, `/${database}`)
}
