import { randomBytes } from 'node:crypto'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Keeper, MissingFile } from './keeper.ts'

/** Files in a folder of this machine, or of one that several share. */
export function folderKeeper(folder: string): Keeper {
  const pathOf = (sha256: string) => join(folder, sha256.slice(0, 2), sha256)
  return {
    has: (sha256) => exists(pathOf(sha256)),
    keep: (sha256, content) => writeDurably(pathOf(sha256), content),
    async open(sha256, range) {
      const handle = await open(pathOf(sha256), 'r').catch((error) => {
        throw error.code === 'ENOENT' ? new MissingFile(sha256, folder) : error
      })
      return handle.createReadStream(range)
    },
    drop: (sha256) => rm(pathOf(sha256), { force: true }),
  }
}

/** temp → fsync → rename → fsync of the folder, so that a name never stands for half a file. */
export async function writeDurably(path: string, content: Buffer) {
  const made = await mkdir(dirname(path), { recursive: true })
  const temporary = `${path}.${randomBytes(6).toString('hex')}`
  const handle = await open(temporary, 'wx', 0o600)
  try {
    await handle.writeFile(content)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(temporary, path)
  await syncFolder(dirname(path))
  // A folder that is new is known to the one above it only when that is on the disk too.
  if (made) await syncFolder(dirname(made))
}

async function syncFolder(path: string) {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
