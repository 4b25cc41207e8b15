import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { config } from '../config.ts'
import { type Db, now } from '../db.ts'

/** Types that a browser may show itself; all else is offered for download only. */
export const inertTypes = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
])

/** Keeps the bytes by their content: durable on disk first, then known to the database. Gives the sha256. */
export async function keepFile(content: Buffer): Promise<string> {
  const sha256 = createHash('sha256').update(content).digest('hex')
  const path = pathOf(sha256)
  if (!(await exists(path))) await writeDurably(path, content)
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

export function readFileStream(sha256: string) {
  return createReadStream(pathOf(sha256))
}

/** temp → fsync → rename → fsync of the folder, so that a name never stands for half a file. */
export async function writeDurably(path: string, content: Buffer) {
  await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

function pathOf(sha256: string) {
  return join(config().COPSE_DATA, 'files', sha256.slice(0, 2), sha256)
}

async function exists(path: string) {
  return stat(path).then(
    () => true,
    () => false,
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
