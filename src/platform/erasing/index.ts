import type { Kysely } from 'kysely'
import { type Db, type Id, sql, type Tables } from '../db.ts'
import { dropFiles, releaseFiles } from '../files/store.ts'
import { dropRaw } from '../mail/raw-store.ts'
import type { Module } from '../module.ts'
import { noteInLedger, readLedger } from './ledger.ts'
import { forgetMachinery } from './machinery.ts'

let modules: Module[] = []

/** Who holds something of people; set once, when the program is put together. */
export function setForgetters(all: Module[]) {
  modules = all
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
    const { rows } = await sql<{ key: string; state: string }>`
      select key, state from person where id = ${person_id} for update`.execute(tx)
    const [person] = rows
    if (!person || person.state === 'erased' || !(await still(tx))) return null
    const forgotten = await forget(tx, person_id)
    await noteInLedger({ person: person.key })
    return forgotten
  })
  await dropRaw(...(gone?.raw ?? []))
  await dropFiles(db, gone?.files ?? [])
  return gone !== null
}

/** Upper layers first, since their rows name those of the lower. */
async function forget(tx: Db, person_id: Id) {
  const addresses = await listAddresses(tx, person_id)
  const raw = await forgetMachinery(tx, person_id, addresses)
  const shas: string[] = []
  for (const module of [...modules].reverse()) shas.push(...((await module.forget?.(tx, person_id)) ?? []))
  return { raw, files: await releaseFiles(tx, shas) }
}

async function listAddresses(tx: Db, person_id: Id): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select lower(address) as address from address where person_id = ${person_id}
    union select lower(address) from archive_address where person_id = ${person_id}`.execute(tx)
  return rows.map(({ address }) => address)
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
  const { rows } = await sql<{ id: Id }>`
    select id from person where key = any(${people}::text[]) and state <> 'erased' order by id`.execute(db)
  for (const { id } of rows) await erasePerson(db, id)
  return rows.length
}
