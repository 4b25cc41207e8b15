import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Unproven } from '../../../platform/errors.ts'
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

/** Who has a second factor changes none without it: else whoever reads her mail could put in another. */
export async function ensureMayChangeFactors(db: Db, viewer: Viewer) {
  if (viewer.unproven && viewer.person && (await hasFactor(db, viewer.person.id))) throw new Unproven()
}
