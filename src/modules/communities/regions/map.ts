import type { Db } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findNetwork } from '../reads.ts'
import { may } from './policy.ts'

/** The network whose map it is, and whether the viewer keeps it; for whoever is no member anywhere it is not there. */
export async function findMap(db: Db, viewer: Viewer) {
  const network = await findNetwork(db)
  if (!network || !may.readMap(viewer)) throw new NotFound()
  const { version } = await db.selectFrom('region_map').select('version').executeTakeFirstOrThrow()
  return { network_id: network.id, version, mayKeep: may.keepMap(viewer, network.id) }
}
