import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { post } from '../../../platform/outbox.ts'
import { hash } from '../../../platform/secret.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { ensureMayChangeFactors } from '../fresh-proof/fresh.ts'
import { identityLinkedLetter, identityUnlinkedLetter } from './mails.ts'

/** The mailed code of this try will show whose account at the provider it is. */
export async function waitForCode(tx: Db, try_id: Id, sign_in_id: Id) {
  await tx.updateTable('provider_try').set({ sign_in_id }).where('id', '=', try_id).execute()
}

/** The code came back in the browser that was at the provider: from now on its account signs her in. */
export async function linkByCode(tx: Db, sign_in_id: Id, person_id: Id, browser: string | undefined) {
  const waiting = await tx
    .deleteFrom('provider_try')
    .where('sign_in_id', '=', sign_in_id)
    .where('browser_hash', '=', hash(browser ?? ''))
    .returning(['issuer', 'subject'])
    .executeTakeFirst()
  if (!waiting?.issuer || !waiting.subject) return
  const linked = await tx
    .insertInto('identity')
    .values({ issuer: waiting.issuer, subject: waiting.subject, person_id })
    .onConflict((oc) => oc.columns(['issuer', 'subject']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!linked) return
  await record(tx, nobody('page'), 'identity.linked', { kind: 'person', id: person_id })
  await post(tx, identityLinkedLetter, { to: person_id, about: linked.id })
}

/** Whether the mail of this sign-in says what its code will link. */
export async function waitsForCode(db: Db, sign_in_id: Id): Promise<boolean> {
  const found = db.selectFrom('provider_try').select('id').where('sign_in_id', '=', sign_in_id)
  return (await found.executeTakeFirst()) !== undefined
}

export function listIdentities(db: Db, person_id: Id) {
  return db
    .selectFrom('identity')
    .select(['id', 'issuer', 'linked_at', 'used_at'])
    .where('person_id', '=', person_id)
    .orderBy('id')
    .execute()
}

export function unlink(db: Db, viewer: Viewer, identity_id: Id, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureMayChangeFactors(tx, viewer)
    const gone = await tx
      .deleteFrom('identity')
      .where('id', '=', identity_id)
      .where('person_id', '=', me.id)
      .executeTakeFirst()
    if (gone.numDeletedRows === 0n) throw new NotFound()
    await record(tx, viewer, 'identity.removed', { kind: 'person', id: me.id })
    await post(tx, identityUnlinkedLetter, { to: me.id, about: identity_id })
  })
}

/** With all else by which she came in, when she begins anew; the letter of that says so. */
export async function unlinkAll(tx: Db, person_id: Id) {
  await tx.deleteFrom('identity').where('person_id', '=', person_id).execute()
}
