import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { openDb } from '../../src/platform/db.ts'
import { ChangedMigration, migrate } from '../../src/platform/migrate.ts'
import { launchPostgres } from '../../src/platform/postgres/launch.ts'
import { atEnd, say } from './ends.ts'
import { options } from './options.ts'
import { plantSize } from './size.ts'

export type Sized = { posts: number; members: number; url: string }

const POSTS_A_MEMBER = 10
const NAME = 'copse-sizes-'
/** What the planted rows depend on; what migrations do to them later they do in place, as in every network that runs. */
const SOURCES = ['blueprints/size.sql', 'src/modules/blueprints/size.ts', 'src/modules/blueprints/size-words.ts']

/**
 * A PostgreSQL with a planted network of each wished size; what it has planted is kept between runs, brought up to new
 * migrations, and made anew when the planting has changed. Benches read it, and write only in a copy of it.
 */
export async function openSizes(sizes = options.sizes ?? [10_000, 100_000, 1_000_000]) {
  const folder = makeFolder()
  const postgres = await launchPostgres(join(folder, 'postgres'), {
    settings: { max_wal_size: '4GB' },
    print: () => {},
  })
  atEnd(() => postgres.stop())
  const sized: Sized[] = []
  for (const posts of sizes) sized.push(await plantOnce(postgres.url, posts))
  return { sized, server: postgres.url, postmaster: await postmasterOf(postgres.url) }
}

/** A database of its own for what writes: a copy of a planted one, or an empty one. */
export async function newDatabase(server: string, template = 'template1') {
  const name = `bench_${process.pid}_${made++}`
  await administer(server, `create database ${name} template ${template} strategy file_copy`)
  const drop = atEnd(() => administer(server, `drop database if exists ${name} with (force)`))
  return { url: urlOf(server, name), drop }
}

let made = 0

/** A back end of PostgreSQL's is a child of the one process that holds them all. */
export async function postmasterOf(url: string): Promise<number> {
  const { rows } = await administer(url, `select pg_read_file('postmaster.pid') as text`)
  return Number.parseInt(rows[0].text, 10)
}

export const nameOf = (posts: number) => `size_${posts}`

function makeFolder(): string {
  const name = NAME + stateOfPlanting()
  for (const old of readdirSync(tmpdir())) if (old.startsWith(NAME) && old !== name) forget(join(tmpdir(), old))
  const folder = join(tmpdir(), name)
  mkdirSync(folder, { recursive: true })
  // Where root runs the benches, the server runs as another account and must pass through.
  chmodSync(folder, 0o711)
  return folder
}

function forget(folder: string) {
  if (!existsSync(join(folder, 'postgres/cluster/postmaster.pid'))) rmSync(folder, { recursive: true, force: true })
}

function stateOfPlanting(): string {
  const root = new URL('../../', import.meta.url)
  const sources = SOURCES.map((path) => readFileSync(fileURLToPath(new URL(path, root)), 'utf8'))
  return createHash('sha256').update(sources.join('\n')).digest('hex').slice(0, 12)
}

/** Under another name until it is whole. */
async function plantOnce(server: string, posts: number): Promise<Sized> {
  const [name, members] = [nameOf(posts), Math.max(1, Math.round(posts / POSTS_A_MEMBER))]
  const sized = { posts, members, url: urlOf(server, name) }
  const { rowCount } = await administer(server, `select from pg_database where datname = '${name}'`)
  if (rowCount && (await isBroughtUp(sized.url))) return sized
  say(`planting ${posts.toLocaleString('en')} posts of ${members.toLocaleString('en')} members`)
  for (const old of [name, `${name}_half`]) await administer(server, `drop database if exists ${old} with (force)`)
  await administer(server, `create database ${name}_half`)
  await migrate(urlOf(server, `${name}_half`))
  const db = openDb(urlOf(server, `${name}_half`))
  await plantSize(db, { members, posts }).finally(() => db.destroy())
  await administer(urlOf(server, `${name}_half`), 'vacuum')
  await administer(server, `alter database ${name}_half rename to ${name}`)
  say('planted')
  return sized
}

/** Not where a migration that it has applied was changed since, as those are that are still being written. */
async function isBroughtUp(url: string): Promise<boolean> {
  try {
    const applied = await migrate(url)
    if (applied.length > 0) await administer(url, 'vacuum analyze')
    return true
  } catch (error) {
    if (error instanceof ChangedMigration) return false
    throw error
  }
}

async function administer(server: string, statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query('set statement_timeout = 0')
    return await client.query(statement)
  } finally {
    await client.end()
  }
}

function urlOf(server: string, database: string): string {
  return server.replace(/(?<=[^:/])\/[^/?]*(?=\?|$)/, `/${database}`)
}
