import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { setRhythmClock } from '../groups/rhythm.ts'
import { may } from '../policy.ts'
import { type Community, findCommunityById } from '../reads.ts'
import { type CharterTexts, readCharter, writeCharter } from './words.ts'

export type CharterChange = {
  texts: CharterTexts
  joining: 'open' | 'ask' | 'invited'
  admits_external: boolean
  rhythm_days: number | null
  programme_id: Id | null
  /** The language the texts are in, and the version they were made from. */
  language: string
  version: number
}

/** Somebody else saved meanwhile: nothing is written, and both texts are shown. */
export type Saved = 'saved' | 'stale'

export function changeCharter(
  db: Db,
  viewer: Viewer,
  { id }: Community,
  { once, ...change }: CharterChange & { once: Once },
): Promise<Saved> {
  ensure(may.keep(viewer, id))
  return inTransaction(db, once, async (tx) => {
    await sql`select from community where id = ${id}::bigint for update`.execute(tx)
    const before = await findCommunityById(tx, id)
    if (before.version !== change.version) return 'stale'

    const { joining, admits_external, rhythm_days, programme_id, language, texts } = change
    await tx
      .updateTable('community')
      .set({ ...writeCharter(before, language, texts), joining, admits_external, rhythm_days, programme_id })
      .set({ version: before.version + 1 })
      .where('id', '=', id)
      .execute()
    await setRhythmClock(tx, id)
    const data = { version: before.version + 1, language, parts: changedParts(before, change).join(' ') }
    await record(tx, viewer, 'charter.changed', { kind: 'community', id, community_id: id }, data)
    return 'saved'
  })
}

/** The names of what differs, for the history, which holds no words. */
function changedParts(before: Community, { texts, language, ...rest }: CharterChange): string[] {
  const was = readCharter(before, language)
  const said = Object.keys(texts) as (keyof CharterTexts)[]
  const settings = ['joining', 'admits_external', 'rhythm_days', 'programme_id'] as const
  return [
    ...said.filter((part) => JSON.stringify(was[part]) !== JSON.stringify(texts[part])),
    ...settings.filter((name) => before[name] !== rest[name]),
  ]
}
