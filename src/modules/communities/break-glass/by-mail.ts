import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findNetwork } from '../reads.ts'

/** A mail proves no second factor, so whoever keeps the network agrees on the page; a demonstration asks for none. */
export async function mayAgreeByMail(db: Db, viewer: Viewer): Promise<boolean> {
  const keepsNetwork = viewer.roles.some(({ role }) => role === 'administrator')
  return !keepsNetwork || ((await findNetwork(db))?.demonstration ?? false)
}
