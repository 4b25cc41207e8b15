import type { Db } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Batch, Of } from './reads.ts'

/** A file of this community, for those who keep it; for all others it is not there. */
export async function findBatch(db: Db, viewer: Viewer, { kind, community_id }: Of, key: string): Promise<Batch> {
  const batch = await db
    .selectFrom('batch')
    .selectAll()
    .where('key', '=', key)
    .where('kind', '=', kind)
    .where('community_id', '=', community_id)
    .executeTakeFirst()
  if (!batch || !may.keep(viewer, community_id)) throw new NotFound()
  return batch
}
