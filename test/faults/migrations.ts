import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { listMigrations, MIGRATIONS, migrate } from '../../src/platform/migrate.ts'
import { chance, oneOf, options } from '../support/harness-options.ts'
import type { Problem } from './check.ts'
import type { Stage } from './stage.ts'

/** The migration is killed after every step (in the short form after two of them) and started again. */
export async function killMigrations({
  database: { connection },
}: Stage): Promise<{ steps: number; problems: Problem[] }> {
  const all = listMigrations(MIGRATIONS).map((_, nth) => nth)
  const steps = options.short ? [oneOf(all), oneOf(all)] : all
  const on = (database: string) => ({ ...connection, database })
  const whole = await inNew(connection, 'migrated_whole', async () => {
    await migrate(on('migrated_whole'))
    return shapeOf(on('migrated_whole'))
  })
  const problems: Problem[] = []
  for (const step of steps) {
    const shape = await inNew(connection, 'migrated_killed', async () => {
      await killAfter(on('migrated_killed'), step)
      await migrate(on('migrated_killed'))
      return shapeOf(on('migrated_killed'))
    })
    const differing = whole
      .filter((line) => !shape.includes(line))
      .concat(shape.filter((line) => !whole.includes(line)))
    problems.push(...differing.map((line) => ({ rule: 'migrated' as const, what: `after step ${step}: ${line}` })))
  }
  return { steps: steps.length, problems }
}

type Connection = Stage['database']['connection']

async function inNew<T>(connection: Connection, name: string, work: () => Promise<T>): Promise<T> {
  const admin = new pg.Client({ ...connection, database: 'postgres' })
  await admin.connect()
  try {
    await admin.query(`create database ${name}`)
    return await work()
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

/** Killed as soon as so many steps are kept, or somewhere in the next. */
async function killAfter(connection: Connection, steps: number) {
  const file = fileURLToPath(new URL('./migrate-process.ts', import.meta.url))
  const child = fork(file, [JSON.stringify(connection)], { execArgv: ['--import', 'tsx'] })
  const gone = once(child, 'exit')
  const client = new pg.Client(connection)
  await client.connect()
  const kept = () =>
    client.query('select count(*)::int as count from schema_version').then(
      ({ rows }) => rows[0].count,
      () => 0,
    )
  while (child.exitCode === null && (await kept()) < steps) await sleep(2)
  await sleep(chance() * 20)
  child.kill('SIGKILL')
  await gone
  await client.end()
}

/** What a schema consists of, a line for each column, constraint, index, function and trigger. */
async function shapeOf(connection: Connection): Promise<string[]> {
  const client = new pg.Client(connection)
  await client.connect()
  const { rows } = await client.query<{ line: string }>(SHAPE)
  await client.end()
  return rows.map(({ line }) => line)
}

const SHAPE = `
  select concat_ws(' ', 'column', table_schema, table_name, column_name, data_type, is_nullable, column_default,
      col_description(format('%I.%I', table_schema, table_name)::regclass, ordinal_position::int)) as line
    from information_schema.columns where table_schema in ('public', 'graphile_worker')
  union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint
    where connamespace = 'public'::regnamespace
  union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
  union all select 'function ' || proname || ' ' || md5(prosrc) from pg_proc where pronamespace = 'public'::regnamespace
  union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal`
