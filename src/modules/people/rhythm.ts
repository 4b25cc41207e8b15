import { inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import type { Db } from '../../platform/db.ts'
import { NotAllowed } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'

export type Rhythm = 'daily' | 'second_day' | 'weekly' | 'monthly'

/** How often the viewer's digest comes. */
export function setDigestRhythm(db: Db, viewer: Viewer, digest_rhythm: Rhythm, once?: Once): Promise<Rhythm> {
  const { person } = viewer
  if (!person) throw new NotAllowed()
  return inTransaction(db, once, async (tx) => {
    await tx.updateTable('person').set({ digest_rhythm }).where('id', '=', person.id).execute()
    await record(tx, viewer, 'rhythm.changed', { kind: 'person', id: person.id }, { digest_rhythm })
    return digest_rhythm
  })
}
