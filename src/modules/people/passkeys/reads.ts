import type { Db, Id, Selectable, Tables } from '../../../platform/db.ts'

export type Passkey = Selectable<Tables['passkey']>

/** Those that open something, in the order in which she added them. */
export function listPasskeys(db: Db, person_id: Id): Promise<Passkey[]> {
  return db
    .selectFrom('passkey')
    .selectAll()
    .where('person_id', '=', person_id)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** Whose key this is, by the name its device gave it; of people who may sign in only. */
export function findCredential(db: Db, credential_id: string) {
  return db
    .selectFrom('passkey')
    .innerJoin('person', 'person.id', 'person_id')
    .selectAll('passkey')
    .select('person.key as person_key')
    .where('credential_id', '=', credential_id)
    .where('removed_at', 'is', null)
    .where('person.state', '=', 'active')
    .executeTakeFirst()
}
