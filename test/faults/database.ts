import { join } from 'node:path'
import pg from 'pg'
import { openDb } from '../../src/platform/db.ts'
import { launchPostgres } from '../../src/platform/postgres/launch.ts'
import { findHome } from '../../src/platform/postgres/place.ts'
import { readPidFile } from '../../src/platform/postgres/server.ts'

export type Database = Awaited<ReturnType<typeof startDatabase>>

/** The server of our own launcher, kept up by it; web and worker find it in the data folder as they would beside one another. */
export async function startDatabase(data: string) {
  const folder = join(data, 'postgres')
  const postgres = await launchPostgres(folder, { settings: { max_connections: '100' }, print: () => {} })
  const db = openDb(postgres.connection, { max: 4 })
  const cluster = join(findHome(folder) ?? folder, 'cluster')
  return {
    db,
    connection: postgres.connection,
    isThere: () => answers(postgres.connection),
    postmaster: () => readPidFile(cluster)?.pid ?? 0,
    backend: () => findBackend(postgres.connection),
    async stop() {
      await db.destroy()
      await postgres.stop()
    },
  }
}

type Connection = Awaited<ReturnType<typeof launchPostgres>>['connection']

async function ask<T>(connection: Connection, query: string): Promise<T[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(query)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

async function answers(connection: Connection): Promise<boolean> {
  return ask(connection, 'select 1').then(
    () => true,
    () => false,
  )
}

async function findBackend(connection: Connection): Promise<number> {
  const rows = await ask<{ pid: number }>(
    connection,
    `select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
     order by state = 'active' desc nulls last, random() limit 1`,
  ).catch(() => [])
  return rows[0]?.pid ?? 0
}
