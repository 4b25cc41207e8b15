import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, now } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'

type Elsewhere = { name: string; about: string; link: string; once: Once }

/** Lists a community that lives elsewhere, with the way to it. */
export function listOneElsewhere(db: Db, viewer: Viewer, { once, ...given }: Elsewhere): Promise<void> {
  const by = ensure(may.keepNetwork(viewer) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    const { id } = await tx
      .insertInto('elsewhere')
      .values({ ...given, by_id: by.id })
      .returning('id')
      .executeTakeFirstOrThrow()
    await record(tx, viewer, 'elsewhere.listed', { kind: 'elsewhere', id })
  })
}

export function dropElsewhere(db: Db, viewer: Viewer, { key, once }: { key: string; once: Once }): Promise<void> {
  ensure(may.keepNetwork(viewer))
  return inTransaction(db, once, async (tx) => {
    const gone = await tx
      .updateTable('elsewhere')
      .set({ until: now })
      .where('key', '=', key)
      .where('until', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!gone) throw new NotFound()
    await record(tx, viewer, 'elsewhere.dropped', { kind: 'elsewhere', id: gone.id })
  })
}
