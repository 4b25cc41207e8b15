import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findNetwork } from '../reads.ts'
import { isAdministrator } from '../viewer.ts'

/** A mail proves no second factor, so whoever keeps the network agrees on the page; a demonstration asks for none. */
export async function mayAgreeByMail(db: Db, viewer: Viewer): Promise<boolean> {
  return !isAdministrator(viewer) || ((await findNetwork(db))?.demonstration ?? false)
}
