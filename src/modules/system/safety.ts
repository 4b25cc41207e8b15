import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { type Db, sql } from '../../platform/db.ts'
import { mailRests, wakeMail } from '../../platform/rest.ts'
import { findSetting } from '../../platform/settings.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { findNetwork } from '../communities/index.ts'
import { may } from './policy.ts'

/** `backup_at`: when the last backup was made and read again; `overdue` in no demonstration, which has nothing to lose. */
export type Safety = { rests: boolean; backup_at: Date | null; overdue: boolean }

const DAYS_WITHOUT_BACKUP = 8

export async function findSafety(db: Db): Promise<Safety> {
  const last = await findSetting(db, 'backup.last')
  const backup_at = last ? new Date(last) : null
  const network = await findNetwork(db)
  const { rows } = await sql<{ old: boolean }>`
    select coalesce(${backup_at}::timestamptz < app_now() - ${DAYS_WITHOUT_BACKUP} * interval '1 day', true) as old`.execute(
    db,
  )
  return { rests: await mailRests(db), backup_at, overdue: !network?.demonstration && rows[0]?.old === true }
}

/** This restored instance is the one that goes on: from now on it sends. Says whether it had rested until now. */
export function letSend(db: Db, viewer: Viewer, once: Once): Promise<boolean> {
  ensure(may.keep(viewer))
  return inTransaction(db, once, async (tx) => {
    const network = await findNetwork(tx)
    if (!network || !(await wakeMail(tx))) return false
    await record(tx, viewer, 'mail.woken', { kind: 'community', id: network.id, community_id: network.id })
    return true
  })
}
