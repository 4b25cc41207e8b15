import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureFresh } from '../fresh-proof/fresh.ts'
import { isOpen } from './sessions.ts'

/** Ends one of her own; that of another is not there. */
export function endOne(db: Db, viewer: Viewer, session_id: Id, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureFresh(tx, viewer)
    const ended = await tx
      .updateTable('session')
      .set({ ended_at: now })
      .where('id', '=', session_id)
      .where('person_id', '=', me.id)
      .where(isOpen)
      .executeTakeFirst()
    if (ended.numUpdatedRows === 0n) throw new NotFound()
    await record(tx, viewer, 'session.ended', { kind: 'person', id: me.id }, { count: 1 })
  })
}

/** Ends all of them but the one she sits in. */
export function endOthers(db: Db, viewer: Viewer, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureFresh(tx, viewer)
    const count = await endAllOf(tx, me.id, viewer.session_id)
    if (count > 0) await record(tx, viewer, 'session.ended', { kind: 'person', id: me.id }, { count })
  })
}

/** However they were opened; says how many there were. */
export async function endAllOf(tx: Db, person_id: Id, save: Id | null): Promise<number> {
  const ended = await tx
    .updateTable('session')
    .set({ ended_at: now })
    .where('person_id', '=', person_id)
    .where('id', '<>', save ?? 0)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return Number(ended.numUpdatedRows)
}
