import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'

/** Of whom a second factor is asked. */
export function keepsNetwork(viewer: Viewer): boolean {
  return viewer.roles.some(({ role }) => role === 'administrator')
}

export async function hasFactor(db: Db, person_id: Id): Promise<boolean> {
  const { rows } = await sql`
    select from passkey where person_id = ${person_id} and removed_at is null
    union all select from time_code where person_id = ${person_id} and confirmed_at is not null and ended_at is null
    limit 1`.execute(db)
  return rows.length > 0
}

/** Those among them who have one. */
export async function listWithFactor(db: Db, person_ids: Id[]): Promise<Set<Id>> {
  const { rows } = await sql<{ person_id: Id }>`
    select person_id from passkey where person_id = any(${person_ids}::bigint[]) and removed_at is null
    union select person_id from time_code
      where person_id = any(${person_ids}::bigint[]) and confirmed_at is not null and ended_at is null`.execute(db)
  return new Set(rows.map(({ person_id }) => person_id))
}
