import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureMayChangeFactors } from '../fresh-proof/fresh.ts'
import { type Address, listAddresses } from './reads.ts'

/** From now on mail goes there first. */
export function makePrimary(db: Db, viewer: Viewer, address_id: Id, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureMayChangeFactors(tx, viewer)
    const { chosen } = await lockAddresses(tx, me.id, address_id)
    if (!isOpen(chosen)) throw new Refused(t('Prove this address first: ask for a code.'))
    if (chosen.is_primary) return
    await setPrimary(tx, me.id, chosen.id)
    await record(tx, viewer, 'address.made_primary', { kind: 'person', id: me.id })
  })
}

/** The last proven address stays, so that nobody loses the way back in. */
export function removeAddress(db: Db, viewer: Viewer, address_id: Id, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await ensureMayChangeFactors(tx, viewer)
    const { chosen, all } = await lockAddresses(tx, me.id, address_id)
    const others = all.filter(({ id, verified_at }) => id !== chosen.id && verified_at)
    const next = others.find(isOpen) ?? others[0]
    if (!next) throw new Refused(t('This is the only address you can come in with. Add another one first.'))
    await tx.deleteFrom('address').where('id', '=', chosen.id).execute()
    if (chosen.is_primary) await setPrimary(tx, me.id, next.id)
    await record(tx, viewer, 'address.removed', { kind: 'person', id: me.id })
  })
}

/** Changes of one person's addresses pass here one at a time, so that two removals do not take the last ones. */
async function lockAddresses(tx: Db, person_id: Id, address_id: Id) {
  await tx.selectFrom('person').select('id').where('id', '=', person_id).forUpdate().executeTakeFirstOrThrow()
  const all = await listAddresses(tx, person_id)
  const chosen = all.find(({ id }) => id === address_id)
  if (!chosen) throw new NotFound()
  return { chosen, all }
}

function isOpen({ verified_at, bounced_at }: Address): boolean {
  return verified_at !== null && bounced_at === null
}

async function setPrimary(tx: Db, person_id: Id, address_id: Id) {
  await tx.updateTable('address').set({ is_primary: false }).where('person_id', '=', person_id).execute()
  await tx.updateTable('address').set({ is_primary: true }).where('id', '=', address_id).execute()
}
