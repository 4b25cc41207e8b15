import type { Kysely } from 'kysely'
import { type Db, type Id, sql, type Tables } from '../db.ts'
import { dropFiles, releaseFiles } from '../files/store.ts'
import { dropRaw } from '../mail/raw-store.ts'
import type { Module } from '../module.ts'
import { noteInLedger, readLedger } from './ledger.ts'
import { forgetMachinery } from './machinery.ts'

/** Those who can be erased, as the module of people knows them. */
export type Subjects = {
  /** Her key and addresses, under a lock; null when she is erased already, or nobody. */
  lock: (tx: Db, person_id: Id) => Promise<{ key: string; addresses: string[] } | null>
  /** Who stands here under these keys and is not erased. */
  listUnerased: (db: Db, keys: string[]) => Promise<Id[]>
}

let modules: Module[] = []
let subjects: Subjects

/** Who holds something of people, and who knows them; set once, when the program is put together. */
export function setForgetters(all: Module[], known: Subjects) {
  modules = all
  subjects = known
}

/** What she must hand over first, in sentences. */
export async function listHandovers(db: Db, person_id: Id): Promise<string[]> {
  const sentences: string[] = []
  for (const { handsOver } of modules) sentences.push(...((await handsOver?.(db, person_id)) ?? []))
  return sentences
}

/**
 * Erases a person, whole or not at all; twice is once. The ledger is written last before the commit: whatever breaks off
 * after that is done again at the next start. `still` is asked under the lock.
 */
export async function erasePerson(
  db: Kysely<Tables>,
  person_id: Id,
  still: (tx: Db) => Promise<boolean> = async () => true,
): Promise<boolean> {
  const gone = await db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    const person = await subjects.lock(tx, person_id)
    if (!person || !(await still(tx))) return null
    const forgotten = await forget(tx, person_id, person.addresses)
    await noteInLedger({ person: person.key })
    return forgotten
  })
  await dropRaw(...(gone?.raw ?? []))
  await dropFiles(db, gone?.files ?? [])
  return gone !== null
}

/** Upper layers first, since their rows name those of the lower. */
async function forget(tx: Db, person_id: Id, addresses: string[]) {
  const raw = await forgetMachinery(tx, person_id, addresses)
  const shas: string[] = []
  for (const module of [...modules].reverse()) shas.push(...((await module.forget?.(tx, person_id)) ?? []))
  return { raw, files: await releaseFiles(tx, shas) }
}

/** She let it be: a backup of before then must not erase her. */
export function noteTakenBack(key: string): Promise<void> {
  return noteInLedger({ kept: key })
}

export async function wasTakenBack(key: string): Promise<boolean> {
  return (await readLedger()).kept.has(key)
}

/** After a restore, and at every start before anything is sent: whoever was erased is erased again. Gives how many were. */
export async function eraseAgain(db: Kysely<Tables>): Promise<number> {
  const { people } = await readLedger()
  if (people.length === 0) return 0
  const ids = await subjects.listUnerased(db, people)
  for (const id of ids) await erasePerson(db, id)
  return ids.length
}
