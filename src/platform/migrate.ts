import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runMigrations } from 'graphile-worker'
import pg from 'pg'
import { type Db, sql } from './db.ts'

export type Connection = string | pg.ClientConfig

export const MIGRATIONS = fileURLToPath(new URL('../../migrations/', import.meta.url))

type Which = { folder?: string; only?: string[] }

/** Brings the schema up to the files in the folder, or only to those named, then the job queue's own; says which were applied. */
export async function migrate(connection: Connection, { folder = MIGRATIONS, only }: Which = {}): Promise<string[]> {
  const client = new pg.Client(settingsOf(connection))
  await client.connect()
  try {
    await prepare(client)
    const wanted = listMigrations(folder).filter(({ name }) => !only || only.includes(name))
    const applied = await applyMissing(client, wanted)
    await migrateQueue(connection)
    return applied
  } finally {
    await client.end()
  }
}

/** Whether all that this program needs has been applied; a newer program may have applied more. */
export async function schemaIsCurrent(db: Db, { folder = MIGRATIONS } = {}): Promise<boolean> {
  const { rows: tables } = await sql<{ made: boolean }>`
    select to_regclass('schema_version') is not null and to_regclass('graphile_worker.migrations') is not null as made
  `.execute(db)
  if (!tables[0]?.made) return false
  const { rows } = await sql<AppliedMigration>`select name, sha256 from schema_version`.execute(db)
  return listMigrations(folder).every(({ name, sha256 }) =>
    rows.some((row) => row.name === name && row.sha256 === sha256),
  )
}

type AppliedMigration = { name: string; sha256: string }
type Migration = AppliedMigration & { text: string }

export function listMigrations(folder: string): Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
  return names.sort().map((name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    return { name, text, sha256: createHash('sha256').update(text).digest('hex') }
  })
}

/** The lock lasts as long as the connection: of several processes that start together one migrates and the others wait. */
async function prepare(client: pg.Client) {
  await client.query(
    `set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set client_min_messages = warning`,
  )
  await client.query(`select pg_advisory_lock(hashtext('copse.migrate'))`)
  await client.query(`create table if not exists schema_version (
    name text primary key, sha256 text not null, applied_at timestamptz not null default now())`)
  await client.query(
    `comment on column schema_version.name is 'public'; comment on column schema_version.sha256 is 'public'`,
  )
}

async function applyMissing(client: pg.Client, migrations: Migration[]): Promise<string[]> {
  const { rows } = await client.query<AppliedMigration>('select name, sha256 from schema_version')
  const applied = new Map(rows.map((row) => [row.name, row.sha256]))
  for (const { name, sha256 } of migrations) {
    if (applied.has(name) && applied.get(name) !== sha256) throw new ChangedMigration(name)
  }

  const missing = migrations.filter(({ name }) => !applied.has(name))
  for (const migration of missing) await apply(client, migration)
  return missing.map(({ name }) => name)
}

export class ChangedMigration extends Error {
  constructor(name: string) {
    super(
      `migrations/${name} is not what was applied to this database: put the file back and write the change as a new one.`,
    )
  }
}

async function apply(client: pg.Client, migration: Migration) {
  try {
    await (migration.text.startsWith('-- untransacted') ? applyUntransacted : applyWhole)(client, migration)
  } catch (error) {
    throw new Error(`migrations/${migration.name}: ${describe(error as pg.DatabaseError, migration.text)}`, {
      cause: error,
    })
  }
}

async function applyWhole(client: pg.Client, migration: Migration) {
  await client.query('begin')
  try {
    await client.query(migration.text)
    await note(client, migration)
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Statement by statement, each ending its line. One that is cut short runs again from the top, so it must be repeatable. */
async function applyUntransacted(client: pg.Client, migration: Migration) {
  for (const statement of migration.text.split(/;[ \t]*$/m)) {
    if (statement.replace(/--.*$/gm, '').trim()) await client.query(statement)
  }
  await note(client, migration)
}

async function note(client: pg.Client, { name, sha256 }: Migration) {
  await client.query('insert into schema_version (name, sha256) values ($1, $2)', [name, sha256])
}

async function migrateQueue(connection: Connection) {
  const pool = new pg.Pool({ ...settingsOf(connection), max: 1, statement_timeout: 0 })
  // The queue asks for both listeners; what breaks is reported by the statement that was running.
  pool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool: pool })
  } finally {
    await pool.end()
  }
}

function describe({ message, position }: pg.DatabaseError, text: string): string {
  return position ? `line ${text.slice(0, Number(position)).split('\n').length}: ${message}` : message
}

function settingsOf(connection: Connection): pg.ClientConfig {
  return typeof connection === 'string' ? { connectionString: connection } : connection
}
