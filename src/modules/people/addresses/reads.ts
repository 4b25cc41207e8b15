import type { Db, Id, Selectable, Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'

export type Address = Selectable<Tables['address']>
export type Proof = Selectable<Tables['address_proof']>

/** The one mail goes to first. */
export function listAddresses(db: Db, person_id: Id): Promise<Address[]> {
  return db
    .selectFrom('address')
    .selectAll()
    .where('person_id', '=', person_id)
    .orderBy('is_primary', 'desc')
    .orderBy('id')
    .execute()
}

export async function describeAddresses(db: Db, person_id: Id): Promise<string> {
  return (await listAddresses(db, person_id)).map(({ address }) => address).join(', ')
}

/** Where a colleague can write to her: proven, and mail does not come back from it. */
export async function findOpenAddress(db: Db, person_id: Id): Promise<string | null> {
  const addresses = await listAddresses(db, person_id)
  return addresses.find(({ verified_at, bounced_at }) => verified_at && !bounced_at)?.address ?? null
}

/** A try of her own; another's is not there. */
export async function findProof(db: Db, viewer: Viewer, key: string): Promise<Proof> {
  const proof = await db
    .selectFrom('address_proof')
    .selectAll()
    .where('key', '=', key)
    .where('person_id', '=', viewer.person?.id ?? 0)
    .executeTakeFirst()
  if (!proof) throw new NotFound()
  return proof
}
