import { type Db, type Id, sql } from '../db.ts'
import { readBounceAddress } from '../mail/tokens.ts'

/** What the platform itself holds of a person under these addresses. Gives the raw mails that no row names any more. */
export async function forgetMachinery(tx: Db, person_id: Id, addresses: string[]): Promise<string[]> {
  const bounces = await listBounces(tx, person_id)
  await sql`delete from outbox where person_id = ${person_id}`.execute(tx)
  await sql`update search_entry set author_id = null where author_id = ${person_id}`.execute(tx)
  await sql`delete from mailbox where lower(to_address) = any(${addresses}::text[])`.execute(tx)
  await sql`delete from automatic_answer where lower(address) = any(${addresses}::text[])`.execute(tx)
  await sql`delete from done_once where key like ${`${person_id}:%`}`.execute(tx)
  await sql`delete from rate_count where exists (select from unnest(${addresses}::text[]) hers where position(hers in key) > 0)`.execute(
    tx,
  )
  const { rows } = await sql<{ file: string | null }>`
    delete from inbound_mail where id = any(${bounces}::bigint[])
      or lower(from_address) = any(${addresses}::text[]) or lower(envelope_from) = any(${addresses}::text[])
    returning file`.execute(tx)
  return rows.flatMap(({ file }) => (file ? [file] : []))
}

/** Mails that say of a letter to her that it came back: they name her address. */
async function listBounces(tx: Db, person_id: Id): Promise<Id[]> {
  const { rows: mails } = await sql<{ id: Id; name: string }>`
    select id, split_part(recipient, '@', 1) as name from inbound_mail where recipient like 'b-%'`.execute(tx)
  if (mails.length === 0) return []
  const { rows: letters } = await sql<{ id: Id }>`select id from outbox where person_id = ${person_id}`.execute(tx)
  const hers = new Set(letters.map(({ id }) => id))
  return mails.filter(({ name }) => hers.has(readBounceAddress(name) ?? 0)).map(({ id }) => id)
}
