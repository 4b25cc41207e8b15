import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type Config, config } from '../config.ts'
import { type Db, now, sql } from '../db.ts'
import { folderKeeper } from './folder-keeper.ts'
import type { Keeper, Range } from './keeper.ts'
import { s3Keeper } from './s3-keeper.ts'

export { writeDurably } from './folder-keeper.ts'
export { MissingFile } from './keeper.ts'

/** Types that a browser may show itself; all else is offered for download only. */
export const inertTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
])

let current: { config: Config; keeper: Keeper } | undefined

/** The one door to files: a folder of this machine, or a bucket that several share. */
function keeper(): Keeper {
  const settings = config()
  if (current?.config !== settings) current = { config: settings, keeper: keeperFor(settings) }
  return current.keeper
}

function keeperFor(settings: Config): Keeper {
  const { COPSE_FILES: place, COPSE_DATA } = settings
  if (!place) return folderKeeper(join(COPSE_DATA, 'files'))
  return s3Keeper({
    place,
    endpoint: settings.COPSE_FILES_ENDPOINT,
    region: settings.COPSE_FILES_REGION,
    key: settings.COPSE_FILES_KEY,
    secret: settings.COPSE_FILES_SECRET,
  })
}

/** Keeps the bytes by their content: durable first, then known to the database. Gives the sha256. */
export async function keepFile(content: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  if (!(await keeper().has(sha256))) await keeper().keep(sha256, content)
  return sha256
}

/** Names a kept file in the caller's transaction. */
export async function knowFile(tx: Db, sha256: string, size: number, type: string) {
  await tx
    .insertInto('file')
    .values({ sha256, size, type, at: now })
    .onConflict((oc) => oc.column('sha256').doNothing())
    .execute()
}

/**
 * Lets go of files in the caller's transaction where nothing names them any more; gives those to drop once it is
 * committed.
 */
export async function releaseFiles(tx: Db, shas: string[]): Promise<string[]> {
  const { rows: uses } = await sql<{ table: string; column: string }>`
    select conrelid::regclass::text as table, attname as column from pg_constraint
      join pg_attribute on attrelid = conrelid and attnum = conkey[1]
    where contype = 'f' and confrelid = 'file'::regclass and conrelid <> 'file_text'::regclass`.execute(tx)
  let free = shas
  for (const { table, column } of uses) {
    const { rows } = await sql<{ sha256: string }>`
      select distinct ${sql.ref(column)} as sha256 from ${sql.table(table)} where ${sql.ref(column)} = any(${free}::text[])`.execute(
      tx,
    )
    free = free.filter((sha256) => !rows.some((used) => used.sha256 === sha256))
  }
  await sql`delete from file_text where sha256 = any(${free}::text[])`.execute(tx)
  await sql`delete from file where sha256 = any(${free}::text[])`.execute(tx)
  return free
}

/** The bytes themselves, unless somebody has sent the same again meanwhile. */
export async function dropFiles(db: Db, shas: string[]): Promise<void> {
  for (const sha256 of shas) {
    const known = await db.selectFrom('file').select('sha256').where('sha256', '=', sha256).executeTakeFirst()
    if (!known) await keeper().drop(sha256)
  }
}

/** The file, or a part of it; MissingFile where it is not there, before anything is answered. */
export function openFile(sha256: string, range?: Range): Promise<Readable> {
  return keeper().open(sha256, range)
}

/** The same as a stream at once, which fails when it is read. */
export function readFileStream(sha256: string): Readable {
  return Readable.from(
    (async function* () {
      yield* await openFile(sha256)
    })(),
    { objectMode: false },
  )
}

/** The type by content, from a short list; a file that is none of them is bytes. */
export function typeByContent(content: Buffer, claimed: string): string {
  const signature = signatures.find(([bytes]) => content.subarray(0, bytes.length).equals(Buffer.from(bytes)))
  if (signature) return signature[1] === 'application/zip' && office.has(claimed) ? claimed : signature[1]
  if (claimed.startsWith('text/') && !content.includes(0)) return 'text/plain'
  return 'application/octet-stream'
}

const signatures: [bytes: number[], type: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], 'image/png'],
  [[0xff, 0xd8, 0xff], 'image/jpeg'],
  [[0x47, 0x49, 0x46, 0x38], 'image/gif'],
  [[0x25, 0x50, 0x44, 0x46], 'application/pdf'],
  [[0x50, 0x4b, 0x03, 0x04], 'application/zip'],
]

const office = new Set([
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
])
