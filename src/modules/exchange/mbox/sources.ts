import { createReadStream } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { createGunzip } from 'node:zlib'

/** One file of an archive. `isMail`: it is one mail by itself, as in a Maildir. */
export type Source = { path: string; name: string; size: number; isMail: boolean }

/** The archive cannot be read; the sentence is for the one at the terminal. */
export class UnreadableArchive extends Error {}

const CHUNK = 1024 * 1024

/** The files of an archive in their order: one mbox, a folder of monthly ones, or a Maildir. */
export async function listSources(path: string): Promise<Source[]> {
  const found = await stat(path).catch(() => null)
  if (!found) throw new UnreadableArchive(`There is no file or folder ${path}.`)
  if (!found.isDirectory()) return [{ path, name: basename(path), size: found.size, isMail: false }]

  const names = await readdir(path, { withFileTypes: true })
  const isMaildir = ['cur', 'new'].every((name) => names.some((one) => one.name === name && one.isDirectory()))
  const sources = isMaildir
    ? [...(await filesIn(join(path, 'cur'), true)), ...(await filesIn(join(path, 'new'), true))]
    : await filesIn(path, false)
  if (sources.length === 0) throw new UnreadableArchive(`There are no files in ${path}.`)
  return sources
}

async function filesIn(folder: string, isMail: boolean): Promise<Source[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && !entry.name.startsWith('.')).map(({ name }) => name)
  const inOrder = names.sort((one, other) => compare(monthOf(one), monthOf(other)) || compare(one, other))
  return Promise.all(
    inOrder.map(async (name) => {
      const path = join(folder, name)
      return { path, name, size: (await stat(path)).size, isMail }
    }),
  )
}

const months = 'january february march april may june july august september october november december'.split(' ')

/** “2012-April.txt.gz” stands before “2012-August.txt.gz” in time, not in the alphabet. */
function monthOf(name: string): string {
  const [, year = '', month = ''] = /^(\d{4})-([A-Za-z]+)\b/.exec(name) ?? []
  const number = months.indexOf(month.toLowerCase()) + 1
  return number > 0 ? `${year}-${String(number).padStart(2, '0')}` : name
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other)
}

/** The bytes of a file, unpacked where it is packed; `count` hears how many of the file's own have been read. */
export async function* readSource({ path, name }: Source, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  const isPacked = await startsPacked(path)
  const file = createReadStream(path, { highWaterMark: CHUNK })
  file.on('data', (chunk) => count(chunk.length))
  const stream = isPacked ? file.pipe(createGunzip({ chunkSize: CHUNK })) : file
  file.on('error', (error) => stream.destroy(error))
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } catch (error) {
    throw new UnreadableArchive(`${name} cannot be read to its end: ${(error as Error).message}.`)
  } finally {
    file.destroy()
  }
}

async function startsPacked(path: string): Promise<boolean> {
  const file = await open(path, 'r')
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0).finally(() => file.close())
  return buffer[0] === 0x1f && buffer[1] === 0x8b
}
