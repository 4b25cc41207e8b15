import type { Db, Id } from '../../../platform/db.ts'
import { isOpen } from './sessions.ts'

export type OpenSession = Awaited<ReturnType<typeof listSessions>>[number]

/** Where a person is signed in, the latest first. */
export function listSessions(db: Db, person_id: Id) {
  return db
    .selectFrom('session')
    .select(['id', 'user_agent', 'ip', 'created_at', 'seen_at'])
    .where('person_id', '=', person_id)
    .where(isOpen)
    .orderBy('seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}
