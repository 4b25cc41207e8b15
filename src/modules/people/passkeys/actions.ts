import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureMayChangeFactors } from '../fresh-proof/fresh.ts'
import { passkeyRemovedLetter } from './mails.ts'

/** Only for herself, to know one from another. */
export async function renamePasskey(db: Db, viewer: Viewer, { passkey_id, name }: { passkey_id: Id; name: string }) {
  const me = ensure(viewer.person)
  const renamed = await db
    .updateTable('passkey')
    .set({ name })
    .where('id', '=', passkey_id)
    .where('person_id', '=', me.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  if (renamed.numUpdatedRows === 0n) throw new NotFound()
}

/** It opens nothing from now on; the mailed code remains, so the last one may go too. */
export function removePasskey(db: Db, viewer: Viewer, passkey_id: Id, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureMayChangeFactors(tx, viewer)
    const removed = await takeAway(tx, me.id, [passkey_id])
    if (removed.length === 0) throw new NotFound()
    await record(tx, viewer, 'passkey.removed', { kind: 'person', id: me.id })
  })
}

/** With a letter for each. Nothing of the key is kept but its name, for that letter. */
export async function takeAway(tx: Db, person_id: Id, only?: Id[]): Promise<Id[]> {
  const removed = await tx
    .updateTable('passkey')
    .set({ removed_at: now, public_key: Buffer.alloc(0), credential_id: '', transports: [] })
    .where('person_id', '=', person_id)
    .where('removed_at', 'is', null)
    .$if(only !== undefined, (query) => query.where('id', 'in', only ?? []))
    .returning('id')
    .execute()
  for (const { id } of removed) await post(tx, passkeyRemovedLetter, { to: person_id, about: id })
  return removed.map(({ id }) => id)
}
