import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import type { Db, Id } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { ignoreHeld, retryHeld } from '../../platform/mail/work-inbound/held.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { may } from './policy.ts'

type Kept = { id: Id; keeper: boolean }
export type Settled = 'retried' | 'dropped' | 'settled'

/** Tries a stuck mail once more, as the one that it was: nobody vouches for its writer. `settled` when somebody was faster. */
export function retryMail(db: Db, viewer: Viewer, { id, keeper }: Kept, once: Once): Promise<Settled> {
  ensure(may.keep(viewer))
  if (keeper) throw new Refused(t('Mail to the keeper goes nowhere: read it and put it aside.'))
  return inTransaction(db, once, async (tx) => {
    if (!(await retryHeld(tx, id))) return 'settled'
    await record(tx, viewer, 'mail.retried', { kind: 'inbound_mail', id })
    return 'retried'
  })
}

export function dropMail(db: Db, viewer: Viewer, { id }: Kept, once: Once): Promise<Settled> {
  ensure(may.keep(viewer))
  return inTransaction(db, once, async (tx) => {
    if (!(await ignoreHeld(tx, id))) return 'settled'
    await record(tx, viewer, 'mail.dropped', { kind: 'inbound_mail', id })
    return 'dropped'
  })
}
