import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db } from '../../../platform/db.ts'
import { NotAllowed } from '../../../platform/errors.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { forgive } from '../membership/members.ts'
import { may } from '../policy.ts'
import { comeInBy, decide, lockJoining } from './asking.ts'
import { declinedLetter } from './letters.ts'
import type { Application } from './reads.ts'
import { lockOpen } from './stranger.ts'

export type Verdict = { decision: 'accepted' | 'declined'; note: string; once: Once }
type Reviewed = Pick<Application, 'id' | 'person_id' | 'community_id'>

/** Takes her in, or tells her why not; `settled` when somebody was faster, or she took it back. */
export function decideApplication(
  db: Db,
  viewer: Viewer,
  { id, person_id, community_id }: Reviewed,
  { decision, note, once }: Verdict,
): Promise<'accepted' | 'declined' | 'settled'> {
  const decider = ensure(may.keep(viewer, community_id) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await lockJoining(tx, person_id)
    const open = await lockOpen(tx, id)
    if (!open?.proven_at) return 'settled'
    await decide(tx, id, { decision, by_id: decider.id, note })
    await record(tx, viewer, `application.${decision}`, { kind: 'application', id, community_id }, { person_id })
    if (decision === 'accepted') await takeBackIn(tx, viewer, open)
    else await post(tx, declinedLetter, { to: person_id, about: id })
    return decision
  })
}

async function takeBackIn(tx: Db, viewer: Viewer, open: Parameters<typeof comeInBy>[2]) {
  await forgive(tx, open.person_id, open.community_id)
  await comeInBy(tx, viewer, open)
}

/** She takes her request back; nobody is told more than that it is gone. */
export function withdrawApplication(
  db: Db,
  viewer: Viewer,
  { id, person_id, community_id }: Reviewed,
  once: Once,
): Promise<'withdrawn' | 'settled'> {
  if (viewer.person?.id !== person_id) throw new NotAllowed()
  return inTransaction(db, once, async (tx) => {
    await lockJoining(tx, person_id)
    if (!(await lockOpen(tx, id))) return 'settled'
    await decide(tx, id, { decision: 'withdrawn', by_id: person_id, note: '' })
    await record(tx, viewer, 'application.withdrawn', { kind: 'application', id, community_id }, { person_id })
    return 'withdrawn'
  })
}
