import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { readFileStream, writeDurably } from '../files/store.ts'
import { readRaw } from '../mail/raw-store.ts'
import { type Carried, listCarried, listSchemaVersions, listSequences } from './carried.ts'
import {
  fileOf,
  jobsOf,
  type KeptTable,
  type Manifest,
  partOf,
  summing,
  writeManifest,
  writePart,
  writeWhole,
} from './folder.ts'
import { AS_IS, copyOut, type Format } from './format.ts'

export type Progress = (done: number, of: number, what: string) => void

const formats = { 'copse-backup': 'copy', 'copse-network': 'jsonl' } as const

/**
 * Copies the whole instance into a new folder, as it stands at one moment, while it goes on working. A `copse-backup` is
 * for restoring this instance; a `copse-network` is open, documented and without what is secret or only machinery.
 */
export async function writeCopy(
  pool: pg.Pool,
  folder: string,
  kind: Manifest['format'],
  progress: Progress = () => {},
): Promise<Manifest> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    await client.query('set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0')
    return await writeWhole(folder, (partial) => copyAll(client, partial, kind, progress))
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

async function copyAll(client: pg.PoolClient, folder: string, kind: Manifest['format'], progress: Progress) {
  const forOthers = kind === 'copse-network'
  const carried = await listCarried(client, { forOthers })
  const tables: KeptTable[] = []
  for (const [at, one] of carried.entries()) {
    progress(at, carried.length, one.name)
    tables.push({ ...one, ...(await copyTable(client, folder, one, formats[kind])) })
  }
  const { files, gone } = await copyFiles(client, folder, forOthers, progress)
  const manifest: Manifest = {
    ...{ format: kind, version: 1, made_at: new Date().toISOString(), tables, files, gone },
    schema: await listSchemaVersions(client),
    sequences: await listSequences(client),
    jobs: forOthers ? null : await copyJobs(client, folder),
  }
  await writeManifest(folder, manifest)
  return manifest
}

function copyTable(client: pg.PoolClient, folder: string, table: Carried, format: Format) {
  return writePart(partOf(folder, table.name), client.query(copyTo(copyOut(table, format))))
}

/** Work that was promised and not begun is part of the truth; a job that runs just now is begun again. */
function copyJobs(client: pg.PoolClient, folder: string) {
  const jobs = `copy (select to_json(one) from (
    select identifier as task, payload, run_at, priority, max_attempts, attempts, key
    from graphile_worker._private_jobs jobs join graphile_worker._private_tasks tasks on tasks.id = task_id
    order by jobs.id) one) to stdout ${AS_IS}`
  return writePart(jobsOf(folder), client.query(copyTo(jobs)))
}

type KeptFile = Manifest['files'][number]

/** Files never change. A raw mail may go while the copy is made: its writer took the words back, and they stay gone. */
async function copyFiles(client: pg.PoolClient, folder: string, forOthers: boolean, progress: Progress) {
  const { rows } = await client.query<Pick<KeptFile, 'kind' | 'name'>>(`
    select 'files' as kind, sha256 as name from file
    union all select 'mail', file from inbound_mail where file is not null and not ${forOthers} order by 1, 2`)
  const files: KeptFile[] = []
  const gone: string[] = []
  for (const [at, { kind, name }] of rows.entries()) {
    progress(at, rows.length, 'files')
    const sha256 = await copyFile(folder, kind, name)
    if (sha256) files.push({ kind, name, sha256 })
    else gone.push(`${kind}/${name}`)
  }
  return { files, gone }
}

async function copyFile(folder: string, kind: KeptFile['kind'], name: string): Promise<string | null> {
  const content = await (kind === 'files' ? collect(name) : readRaw(name)).catch((error) => {
    if ((error as { code?: string }).code === 'ENOENT') return null
    throw error
  })
  if (!content) return null
  const sum = summing()
  sum.add(content)
  const path = fileOf(folder, kind, name)
  await mkdir(dirname(path), { recursive: true })
  await writeDurably(path, content)
  return sum.result().sha256
}

async function collect(sha256: string): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of readFileStream(sha256)) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
