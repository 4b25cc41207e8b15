import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ignoreHeld, releaseHeld } from '../../../platform/mail/work-inbound/held.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Held, ToConfirm } from './reads.ts'

export type Settled = 'released' | 'discarded' | 'settled'

/** Vouches for the member whose mail it says it is: it goes its way as hers. `settled` when somebody was faster. */
export function releaseMail(db: Db, viewer: Viewer, held: Held, once: Once): Promise<Settled> {
  ensure(may.moderate(viewer, held.community_id))
  return inTransaction(db, once, async (tx) => {
    if (!(await releaseHeld(tx, held.id))) return 'settled'
    if (!held.sender?.isMember)
      throw new Refused(t('The writer is no member, so the mail can speak for nobody. Invite the writer first.'))
    await note(tx, viewer, 'mail.released', held)
    return 'released'
  })
}

export function discardMail(db: Db, viewer: Viewer, held: Held, once: Once): Promise<Settled> {
  ensure(may.moderate(viewer, held.community_id))
  return inTransaction(db, once, async (tx) => {
    if (!(await ignoreHeld(tx, held.id))) return 'settled'
    await note(tx, viewer, 'mail.discarded', held)
    return 'discarded'
  })
}

const REASONS = ['other-sender', 'unproven', 'no-receiver', 'fault']

function note(tx: Db, viewer: Viewer, verb: string, { id, community_id, reason }: Held) {
  const subject = { kind: 'inbound_mail', id, community_id }
  return record(tx, viewer, verb, subject, { reason: REASONS.includes(reason) ? reason : 'refused' })
}

/**
 * The word of the one whom the mail says it is from. The history does not name her: what she wrote may be unattributed,
 * and then nothing may lead from it to her.
 */
export function confirmMail(
  db: Db,
  { door }: Viewer,
  { id, mail }: ToConfirm,
  { answer, once }: { answer: 'yes' | 'no'; once: Once },
): Promise<Settled> {
  return inTransaction(db, once, async (tx) => {
    const settle = answer === 'yes' ? releaseHeld : ignoreHeld
    if (!mail || !(await settle(tx, id))) return 'settled'
    await record(tx, nobody(door), answer === 'yes' ? 'mail.confirmed' : 'mail.disowned', { kind: 'inbound_mail', id })
    return answer === 'yes' ? 'released' : 'discarded'
  })
}
