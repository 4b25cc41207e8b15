import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'
import { activateWithCore } from './core.ts'

/** What is light may become a community of practice; what has an end or is one already may not. */
export function mayGrow({ type, state, ends_on }: Pick<Community, 'type' | 'state' | 'ends_on'>): boolean {
  return ['interest', 'mail_group'].includes(type) && state !== 'closed' && ends_on === null
}

type Growth = { suitability: Record<string, string>; once: Once }

/** Its members, room and address stay; it is forming until three have committed themselves. Twice is once. */
export function growIntoPractice(db: Db, viewer: Viewer, { id }: Community, { suitability, once }: Growth) {
  ensure(may.keep(viewer, id))
  return inTransaction(db, once, async (tx) => {
    const { rows } = await sql<Pick<Community, 'type' | 'state' | 'ends_on'>>`
      select type, state, ends_on from community where id = ${id}::bigint for update`.execute(tx)
    const [before] = rows
    if (!before || !mayGrow(before)) return
    await tx
      .updateTable('community')
      .set({ type: 'practice', state: 'forming', suitability: JSON.stringify(suitability) })
      .where('id', '=', id)
      .execute()
    const subject = { kind: 'community', id, community_id: id }
    await record(tx, viewer, 'community.grown', subject, { from: before.type })
    await activateWithCore(tx, viewer, id)
  })
}
