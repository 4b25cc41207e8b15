import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { Unfit } from '../errors.ts'
import { writeDurably } from '../files/store.ts'

const table = z.object({
  name: z.string().regex(/^\w+$/),
  columns: z.array(z.string()),
  key: z.array(z.string()),
  bytes: z.number(),
  sha256: z.string(),
})

const manifest = z.object({
  format: z.enum(['copse-backup', 'copse-network']),
  version: z.literal(1),
  made_at: z.string(),
  schema: z.array(z.object({ name: z.string(), sha256: z.string() })),
  tables: z.array(table),
  sequences: z.array(z.object({ table: z.string(), column: z.string(), last: z.number() })),
  jobs: z.object({ bytes: z.number(), sha256: z.string() }).nullable(),
  files: z.array(
    z.object({ kind: z.enum(['files', 'mail']), name: z.string().regex(/^[\w.-]+$/), sha256: z.string() }),
  ),
  gone: z.array(z.string()),
})

export type Manifest = z.output<typeof manifest>
export type KeptTable = z.output<typeof table>
type Sum = { bytes: number; sha256: string }

/** A copy is written beside its place and moved there whole: one that broke off is never taken for one. */
export async function writeWhole<T>(folder: string, write: (partial: string) => Promise<T>): Promise<T> {
  if (await stat(folder).catch(() => null)) throw new Unfit(`${folder} is there already. Name a new folder.`)
  const partial = join(dirname(folder), `.${basename(folder)}.partial`)
  await rm(partial, { recursive: true, force: true })
  await mkdir(partial, { recursive: true, mode: 0o700 })
  try {
    const result = await write(partial)
    await rename(partial, folder)
    await syncFolder(dirname(folder))
    return result
  } catch (error) {
    await rm(partial, { recursive: true, force: true })
    throw error
  }
}

async function syncFolder(path: string) {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

export async function writeManifest(folder: string, given: Manifest) {
  await writeDurably(join(folder, 'manifest.json'), Buffer.from(`${JSON.stringify(given, null, 2)}\n`))
}

export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Unfit(`${folder} holds no backup: its manifest.json is missing.`)
  })
  const read = manifest.safeParse(asJson(text))
  if (!read.success) throw new Unfit(`${folder}/manifest.json cannot be read as the manifest of a backup.`)
  return read.data
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Streams into a compressed file, durable at the end; the sum is of what was written, before compression. */
export async function writePart(path: string, from: Readable): Promise<Sum> {
  const sum = summing()
  await mkdir(dirname(path), { recursive: true })
  const file = createWriteStream(path, { mode: 0o600, flush: true })
  await pipeline(from, sum.through, createGzip({ level: 1 }), file)
  return sum.result()
}

export function readPart(path: string): Readable {
  return createReadStream(path).pipe(createGunzip())
}

export async function sumOf(from: Readable): Promise<Sum> {
  const sum = summing()
  for await (const chunk of from) sum.add(chunk)
  return sum.result()
}

/** Counts and sums what passes through. */
export function summing() {
  const hash = createHash('sha256')
  let bytes = 0
  const add = (chunk: Buffer) => {
    bytes += chunk.length
    hash.update(chunk)
  }
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      add(chunk)
      done(null, chunk)
    },
  })
  return { add, through, result: (): Sum => ({ bytes, sha256: hash.digest('hex') }) }
}

export const partOf = (folder: string, name: string) => join(folder, 'tables', `${name}.gz`)
export const jobsOf = (folder: string) => join(folder, 'jobs.jsonl.gz')
export const fileOf = (folder: string, kind: 'files' | 'mail', name: string) =>
  join(folder, kind, name.slice(0, 2), name)
