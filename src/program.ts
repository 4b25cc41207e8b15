import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Kysely } from 'kysely'
import type pg from 'pg'
import { assemble } from './app.ts'
import { type Config, loadConfig, WrongSetting } from './platform/config.ts'
import { openDb, openPool, type Tables } from './platform/db.ts'
import { eraseAgain } from './platform/erasing/index.ts'
import { writeDurably } from './platform/files/store.ts'
import { transportFor } from './platform/mail/send.ts'
import { migrate } from './platform/migrate.ts'
import type { WorkerParts } from './platform/worker.ts'

export type Opened = WorkerParts & { config: Config; embedded: boolean; pool: pg.Pool; close: () => Promise<void> }

/** Reads the settings and finds the database, our own where none is named. */
export async function openDatabase(env: Record<string, string | undefined>) {
  const settings = await readSettings(env)
  return { settings, ...(await findDatabase(settings)) }
}

/** The same, with its tables brought up to date, and all that works on them. */
export async function openProgram(env: Record<string, string | undefined>): Promise<Opened> {
  const { settings, connection, embedded, stop } = await openDatabase(env)
  const pool = openPool(connection, { max: 5 })
  const db: Kysely<Tables> = openDb(connection, { max: 10 })
  const transport = transportFor(settings)
  const close = async () => {
    transport.close()
    await db.destroy()
    await pool.end()
    await stop()
  }
  try {
    await migrate(connection)
    assemble()
    await eraseAgain(db)
  } catch (error) {
    await close().catch(() => {})
    throw settings.DATABASE_URL && isUnreachable(error) ? unreachable(error) : error
  }
  return { config: settings, db, pool, embedded, program: assemble(), transport, close }
}

async function readSettings(env: Record<string, string | undefined>): Promise<Config> {
  const first = loadConfig(env)
  const folder = resolve(first.COPSE_DATA)
  await mkdir(folder, { recursive: true }).catch((error) => {
    throw new WrongSetting(`COPSE_DATA: the folder ${folder} cannot be made (${error.code})`)
  })
  return loadConfig({ ...env, COPSE_DATA: folder, COPSE_SECRET: env.COPSE_SECRET || (await keptSecret(folder)) })
}

/** Made at the first start and kept beside the data: links and reply addresses outlive a restart. */
async function keptSecret(folder: string): Promise<string> {
  const file = join(folder, 'secret')
  const kept = await readFile(file, 'utf8').catch(() => '')
  if (kept.trim().length >= 32) return kept.trim()
  const made = randomBytes(32).toString('base64url')
  await writeDurably(file, Buffer.from(`${made}\n`))
  await chmod(file, 0o600)
  return made
}

async function findDatabase({ DATABASE_URL, COPSE_DATA }: Config) {
  if (DATABASE_URL) return { connection: DATABASE_URL, embedded: false, stop: async () => {} }
  const { openPostgres } = await import('./platform/postgres/launch.ts')
  const server = await openPostgres(join(COPSE_DATA, 'postgres'))
  return { connection: server.connection, embedded: true, stop: () => server.stop() }
}

const connectionCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENOENT',
  '28P01',
  '28000',
  '3D000',
  '42501',
])

/** No connection, no such database, no right: the address is wrong. Anything else is a fault of its own. */
function isUnreachable(error: unknown): boolean {
  return connectionCodes.has((error as { code?: string }).code ?? '')
}

function unreachable(error: unknown) {
  const { code, message } = error as { code?: string; message?: string }
  return new WrongSetting(
    `DATABASE_URL: that database cannot be used (${code ?? message ?? 'no answer'}). Look at its host, name, user and password.`,
  )
}
