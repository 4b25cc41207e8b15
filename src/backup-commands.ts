import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { assemble } from './app.ts'
import { templateOf } from './modules/blueprints/index.ts'
import { type Progress, restoreCopy, verifyCopy, writeCopy } from './platform/backup/index.ts'
import { WrongSetting } from './platform/config.ts'
import { openDb } from './platform/db.ts'
import { eraseAgain } from './platform/erasing/index.ts'
import { Unfit } from './platform/errors.ts'
import type { Connection } from './platform/migrate.ts'
import { wakeMail } from './platform/rest.ts'
import { keepSetting } from './platform/settings.ts'
import { openDatabase, openProgram } from './program.ts'
import { progressLine } from './progress-line.ts'

/** `copse backup FOLDER`: the whole instance as it stands at this moment; proved before it is called done. */
export function backup([folder]: string[]) {
  return copyTo(folder, 'copse-backup')
}

/** `copse export FOLDER`: the network in an open format, without sessions, keys and waiting mail. */
export function exportNetwork([folder]: string[]) {
  return copyTo(folder, 'copse-network')
}

async function copyTo(given: string | undefined, kind: 'copse-backup' | 'copse-network') {
  const folder = folderOf(given)
  const opened = await openProgram(process.env)
  await telling(async (progress) => {
    const { tables, files, gone } = await writeCopy(opened.pool, folder, kind, progress)
    const damaged = await verifyCopy(folder, progress)
    if (damaged.length > 0) throw new Unfit(`Written and read again, these parts differ: ${damaged.join(', ')}`)
    if (kind === 'copse-backup') await keepSetting(opened.db, 'backup.last', new Date().toISOString())
    const lost = gone.length > 0 ? ` ${gone.length} mails were taken back meanwhile and are not in it.` : ''
    return `${folder}: ${tables.length} tables and ${files.length} files, read again and whole.${lost}`
  }).finally(opened.close)
}

/** `copse template FILE.yaml`: the network as a blueprint for another, without anybody in it. */
export async function template([given]: string[]) {
  const file = folderOf(given)
  const opened = await openProgram(process.env)
  await telling(async () => {
    await writeFile(file, await templateOf(opened.db), { flag: 'wx' })
    return `${file}: begin a network with it by copse start --blueprint ${given}`
  }).finally(opened.close)
}

/** `copse verify FOLDER`: whether every part of a copy is what was written. */
export async function verify([given]: string[]) {
  const folder = folderOf(given)
  await telling(async (progress) => {
    const damaged = await verifyCopy(folder, progress)
    if (damaged.length > 0) throw new Unfit(`Damaged or missing: ${damaged.join(', ')}`)
    return `${folder} is whole.`
  })
}

/** `copse restore FOLDER`: into an empty instance; takes a backup and an exported network alike. */
export async function restore([given]: string[]) {
  const folder = folderOf(given)
  const { connection, stop, settings } = await openDatabase(process.env)
  await telling(async (progress) => {
    const { tables, files, made_at } = await restoreCopy(connection, folder, progress)
    const again = await eraseAfter(connection)
    return `Restored what stood on ${made_at}: ${tables.length} tables and ${files.length} files.
${again} people were erased again, by ${join(settings.COPSE_DATA, 'erased.jsonl')}. If that file stayed elsewhere, put it there before you start.
It sends no mail until you say so: copse wake
Reply addresses and links of before hold only with the old secret: put it at ${join(settings.COPSE_DATA, 'secret')}`
  }).finally(stop)
}

/** Whoever was erased since this copy was made is erased before anything else is done with it. */
async function eraseAfter(connection: Connection): Promise<number> {
  assemble()
  const db = openDb(connection, { max: 2 })
  return eraseAgain(db).finally(() => db.destroy())
}

/** `copse wake`: this instance is the one that goes on; its mail goes out again. */
export async function wake() {
  const opened = await openProgram(process.env)
  console.log((await wakeMail(opened.db)) ? 'Its mail goes out again.' : 'It was not resting.')
  await opened.close()
}

function folderOf(given: string | undefined): string {
  if (!given || given.startsWith('-')) throw new WrongSetting('Name where it should stand.')
  return resolve(given)
}

/** What does not fit is a sentence for the one at the terminal, not a fault. */
async function telling(work: (progress: Progress) => Promise<string>) {
  const line = progressLine()
  try {
    const said = await work(line.show)
    line.clear()
    console.log(said)
  } catch (error) {
    line.clear()
    if (!(error instanceof Unfit)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
