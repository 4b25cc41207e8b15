import { inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { takeAway } from '../passkeys/actions.ts'
import { unlinkAll } from '../provider/linking.ts'
import { endAllOf } from '../sessions/actions.ts'
import { factorsResetLetter } from './mails.ts'
import { endTimeCode } from './time-codes.ts'

/**
 * Takes all second factors of somebody away who lost them, and the accounts that signed her in, ends her sessions, and
 * tells her. Only the mailed code is left: else whoever holds such an account could set up a factor in her place. Whether the viewer may is
 * decided by who calls: the terminal, or another who keeps the network.
 */
export function resetFactors(db: Db, viewer: Viewer, person_id: Id, once?: Once): Promise<void> {
  return inTransaction(db, once, async (tx) => {
    await tx.selectFrom('person').select('id').where('id', '=', person_id).forUpdate().executeTakeFirstOrThrow()
    const { id } = await tx
      .insertInto('factor_reset')
      .values({ person_id, by_id: viewer.person?.id ?? null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await takeAway(tx, person_id)
    await endTimeCode(tx, person_id)
    await unlinkAll(tx, person_id)
    await tx.deleteFrom('recovery_code').where('person_id', '=', person_id).execute()
    await endAllOf(tx, person_id, null)
    await record(tx, viewer, 'second_factor.reset', { kind: 'person', id: person_id })
    await post(tx, factorsResetLetter, { to: person_id, about: id })
  })
}
