import { inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import type { Db } from '../../platform/db.ts'
import { NotAllowed } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'

export type Rhythm = 'daily' | 'second_day' | 'weekly' | 'monthly' | 'never'
/** Monday is 1; it holds where the rhythm is weekly, and stays as it was when it is left out. */
export type RhythmWish = { digest_rhythm: Rhythm; digest_weekday?: number }

/** How often the viewer's digest comes. */
export function setDigestRhythm(db: Db, viewer: Viewer, wish: RhythmWish, once?: Once): Promise<Rhythm> {
  const { person } = viewer
  if (!person) throw new NotAllowed()
  return inTransaction(db, once, async (tx) => {
    await tx.updateTable('person').set(wish).where('id', '=', person.id).execute()
    await record(tx, viewer, 'rhythm.changed', { kind: 'person', id: person.id }, wish)
    return wish.digest_rhythm
  })
}
