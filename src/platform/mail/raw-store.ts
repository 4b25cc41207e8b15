import { randomBytes } from 'node:crypto'
import { copyFile, type FileHandle, link, mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { config } from '../config.ts'
import type { Db } from '../db.ts'

/** More bytes came than a mail may have; all of them were read, none is kept. */
export class TooLarge extends Error {}

/**
 * Keeps a mail as it came, once for each recipient, so that one can be forgotten without the other.
 * temp → fsync → rename → fsync of the folder: when this returns, the mail outlives a power cut.
 */
export async function storeRaw(stream: Readable, most: number, copies = 1): Promise<string[]> {
  await makeFolder()
  const temporary = join(folder(), 'incoming', newName())
  try {
    await writeAll(temporary, stream, most)
    const files = Array.from({ length: copies }, newName)
    await keepAs(temporary, files)
    return files
  } catch (error) {
    await remove(temporary)
    throw error
  }
}

/** Keeps a mail of a restored instance under the name its row has. */
export async function storeRawAs(file: string, stream: Readable) {
  await makeFolder()
  const temporary = join(folder(), 'incoming', newName())
  await writeAll(temporary, stream, Number.MAX_SAFE_INTEGER)
  await keepAs(temporary, [file])
}

export function readRaw(file: string): Promise<Buffer> {
  return readFile(pathOf(file))
}

export async function dropRaw(...files: string[]) {
  for (const file of files) await remove(pathOf(file))
}

/** Removes what a crash left behind: files of an hour ago or older that no row names. */
export async function sweepRaw(db: Db, now = Date.now()): Promise<number> {
  const rows = await db.selectFrom('inbound_mail').select('file').where('file', 'is not', null).execute()
  const named = new Set(rows.map(({ file }) => file))
  const left = [
    ...(await listOld(folder(), now)).filter((file) => !named.has(file)).map(pathOf),
    ...(await listOld(join(folder(), 'incoming'), now)).map((file) => join(folder(), 'incoming', file)),
  ]
  for (const path of left) await remove(path)
  return left.length
}

const folder = () => join(config().COPSE_DATA, 'mail')
const pathOf = (file: string) => join(folder(), file)
const newName = () => `${randomBytes(16).toString('hex')}.eml`

async function makeFolder() {
  const made = await mkdir(join(folder(), 'incoming'), { recursive: true, mode: 0o700 })
  if (made) await syncFolder(config().COPSE_DATA)
}

/** A mail that is too large is read to its end all the same, within bounds: only then does the sender hear the answer. */
async function writeAll(path: string, stream: Readable, most: number) {
  const file = await open(path, 'wx', 0o600)
  try {
    const size = await pour(stream, file, most)
    if (size > most) throw new TooLarge()
    await file.sync()
  } finally {
    await file.close()
  }
}

async function pour(stream: Readable, file: FileHandle, most: number): Promise<number> {
  let size = 0
  let fault: unknown
  for await (const chunk of stream) {
    size += chunk.length
    if (size > 4 * most) throw new TooLarge()
    if (size > most || fault) continue
    await file.writeFile(chunk).catch((error) => {
      fault = error
    })
  }
  if (fault) throw fault
  return size
}

async function keepAs(temporary: string, [first = '', ...others]: string[]) {
  for (const other of others) await link(temporary, pathOf(other)).catch(() => copyWhole(temporary, pathOf(other)))
  await rename(temporary, pathOf(first))
  await syncFolder(folder())
}

/** Where the file system knows no links. */
async function copyWhole(from: string, to: string) {
  await copyFile(from, to)
  const file = await open(to, 'r+')
  await file.sync().finally(() => file.close())
}

async function syncFolder(path: string) {
  const handle = await open(path, 'r')
  await handle.sync().finally(() => handle.close())
}

async function remove(path: string) {
  await unlink(path).catch((error) => {
    if (error.code !== 'ENOENT') throw error
  })
}

const AN_HOUR = 3_600_000

async function listOld(path: string, now: number): Promise<string[]> {
  const names = await readdir(path).catch(() => [])
  const times = await Promise.all(names.map((name) => stat(join(path, name)).catch(() => null)))
  return names.filter((_, at) => times[at]?.isFile() && now - times[at].mtimeMs > AN_HOUR)
}
