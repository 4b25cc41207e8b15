import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Unfit } from '../errors.ts'
import { keepFile } from '../files/store.ts'
import { storeRawAs } from '../mail/raw-store.ts'
import { type Connection, listMigrations, MIGRATIONS, migrate } from '../migrate.ts'
import { MAIL_RESTS } from '../rest.ts'
import { type Carried, listSequences, quoted, type SchemaVersion } from './carried.ts'
import { fileOf, jobsOf, type Manifest, partOf, readManifest, readPart } from './folder.ts'
import { AS_IS, copyIn, type Format } from './format.ts'
import { verifyCopy } from './verify.ts'
import type { Progress } from './write.ts'

/**
 * Fills an empty instance from a copy: tables as they were, then brought up to this program. All rows come in one
 * transaction, so that a restore that broke off has done nothing and is begun again. The instance sends nothing until told.
 */
export async function restoreCopy(
  connection: Connection,
  folder: string,
  progress: Progress = () => {},
): Promise<Manifest> {
  const manifest = await readManifest(folder)
  refuseNewer(manifest.schema)
  const damaged = await verifyCopy(folder, progress)
  if (damaged.length > 0) throw new Unfit(`This copy is damaged: ${damaged.slice(0, 5).join(', ')}`)
  const client = new pg.Client(typeof connection === 'string' ? { connectionString: connection } : connection)
  await client.connect()
  try {
    await makeRoom(client)
    await migrate(connection, { only: manifest.schema.map(({ name }) => name) })
    await restoreFiles(folder, manifest, progress)
    await restoreRows(client, folder, manifest, progress)
  } finally {
    await client.end()
  }
  await migrate(connection)
  return manifest
}

/** A copy made by a newer program, or by one with other migrations, has tables that this one does not know. */
function refuseNewer(schema: SchemaVersion[]) {
  const known = new Map(listMigrations(MIGRATIONS).map(({ name, sha256 }) => [name, sha256]))
  const strange = schema.find(({ name, sha256 }) => known.get(name) !== sha256)
  if (strange)
    throw new Unfit(
      `This copy was made by another version of Copse (${strange.name}). Restore it with that one or a newer one.`,
    )
}

/** Only an instance that has not yet given a number to anything is made room in; its own clocks may tick. */
async function makeRoom(client: pg.Client) {
  if (await isOfOthers(client))
    throw new Unfit(
      'This database holds tables that are not of Copse. Restore into one of its own; nothing was changed.',
    )
  const used = (await listSequences(client)).some(({ table, last }) => last > 0 && table !== 'clock')
  if (used) throw new Unfit('This instance is not empty. Restore into one with a data folder or database of its own.')
  await client.query('set client_min_messages = warning')
  await client.query('drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public')
}

/** Tables, and no word of ours about which migrations they had: a wrong address must cost nobody anything. */
async function isOfOthers(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ tables: number; ours: boolean }>(`
    select count(*)::int as tables, coalesce(bool_or(relname = 'schema_version'), false) as ours from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
      and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')`)
  return (rows[0]?.tables ?? 0) > 0 && !rows[0]?.ours
}

async function restoreFiles(folder: string, { files }: Manifest, progress: Progress) {
  for (const [at, { kind, name }] of files.entries()) {
    progress(at, files.length, 'files')
    const path = fileOf(folder, kind, name)
    if (kind === 'files') await keepFile(await readFile(path))
    else await storeRawAs(name, createReadStream(path))
  }
}

async function restoreRows(client: pg.Client, folder: string, manifest: Manifest, progress: Progress) {
  await client.query('begin')
  await client.query('set local statement_timeout = 0')
  const aside = await setAside(client)
  await client.query(`truncate ${quoted(manifest.tables.map(({ name }) => name))}`)
  for (const [at, table] of manifest.tables.entries()) {
    progress(at, manifest.tables.length, table.name)
    await restoreTable(client, folder, table, manifest.format === 'copse-backup' ? 'copy' : 'jsonl')
  }
  for (const statement of aside) await client.query(statement)
  for (const { table, column, last } of manifest.sequences) {
    if (last > 0) await client.query(`select setval(pg_get_serial_sequence($1, $2), $3)`, [`"${table}"`, column, last])
  }
  if (manifest.jobs) await restoreJobs(client, folder)
  await client.query(
    `insert into setting (name, value) values ($1, now()::text) on conflict (name) do update set value = excluded.value`,
    [MAIL_RESTS],
  )
  await client.query('commit')
}

/**
 * References and indexes are made anew when all rows are in: no order of tables is needed, and it is faster. Triggers rest,
 * since what they wrote is among the rows.
 */
async function setAside(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ drop: string; make: string }>(`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as make
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
    union all
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname), format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
    from pg_trigger join pg_class on pg_class.oid = tgrelid where relnamespace = 'public'::regnamespace and not tgisinternal
    union all
    select format('drop index %I', relname), pg_get_indexdef(indexrelid)
    from pg_index join pg_class on pg_class.oid = indexrelid
    where relnamespace = 'public'::regnamespace and not indisprimary
      and not exists (select from pg_constraint where conindid = indexrelid)`)
  for (const { drop } of rows) await client.query(drop)
  return rows.map(({ make }) => make)
}

async function restoreTable(client: pg.Client, folder: string, table: Carried, format: Format) {
  const { before, stream, after } = copyIn(table, format)
  if (before) await client.query(before)
  await pipeline(readPart(partOf(folder, table.name)), client.query(copyFrom(stream)))
  if (after) await client.query(after)
}

async function restoreJobs(client: pg.Client, folder: string) {
  await client.query('create temporary table line_of_job (job json) on commit drop')
  await pipeline(readPart(jobsOf(folder)), client.query(copyFrom(`copy line_of_job from stdin ${AS_IS}`)))
  await client.query(`select graphile_worker.add_job(job->>'task', job->'payload', run_at => (job->>'run_at')::timestamptz,
    max_attempts => (job->>'max_attempts')::int, priority => (job->>'priority')::int, job_key => job->>'key') from line_of_job`)
}
