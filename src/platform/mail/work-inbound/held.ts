import { type Db, type Id, now, sql } from '../../db.ts'
import { NotFound } from '../../errors.ts'
import { readRaw } from '../raw-store.ts'
import { readMail, replyTextOf } from '../read.ts'
import { readHeldKey } from '../tokens.ts'

export type HeldMail = { id: Id; from_address: string | null; subject: string; text: string; received_at: Date }

/** The mail that the page of a confirming link shows; the key is known only from the letter that asks. */
export async function findHeld(db: Db, key: string): Promise<HeldMail> {
  const row = await db
    .selectFrom('inbound_mail')
    .select(['id', 'from_address', 'subject', 'file', 'received_at'])
    .where('id', '=', readHeldKey(key) ?? 0)
    .where('state', '=', 'held')
    .where('reason', 'in', ['other-sender', 'unproven'])
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { id, from_address, subject, received_at } = row
  return { id, from_address, subject: subject ?? '', received_at, text: await readText(row.file) }
}

/** Lets a held mail go its way: it speaks for the person it was addressed to, or for the member in its From. */
export function releaseHeld(db: Db, inbound_id: Id): Promise<boolean> {
  const verdict = sql<string>`verdict || '{"confirmed": true}'`
  return change(db, inbound_id, {
    state: 'waiting',
    reason: null,
    attempts: 0,
    leased_until: null,
    worked_at: null,
    verdict,
  })
}

/** Takes what a fault kept from being taken once more; nobody has vouched for its writer. */
export function retryHeld(db: Db, inbound_id: Id): Promise<boolean> {
  return change(db, inbound_id, { state: 'waiting', reason: null, attempts: 0, leased_until: null, worked_at: null })
}

/** Nobody's: it stays where it is and is never used. */
export function ignoreHeld(db: Db, inbound_id: Id): Promise<boolean> {
  return change(db, inbound_id, { state: 'ignored', reason: 'disowned', worked_at: now })
}

async function change(db: Db, id: Id, to: object): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('inbound_mail')
    .set(to)
    .where('id', '=', id)
    .where('state', '=', 'held')
    .executeTakeFirst()
  return numUpdatedRows > 0
}

async function readText(file: string | null): Promise<string> {
  if (!file) return ''
  return replyTextOf(await readMail(await readRaw(file))).text
}
