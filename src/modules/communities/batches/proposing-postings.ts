import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { proposePosting } from '../placement/proposing.ts'
import { each, type Worked, type Working } from './each.ts'
import type { Batch } from './reads.ts'

/** Proposes each posting to the one whose it is. */
export function proposeLines(tx: Db, viewer: Viewer, _batch: Batch, lines: Working[]): Promise<Worked[]> {
  return each(tx, lines, async ({ line, person_id, fields }) => {
    const { designation = null, organisation = null, area_id = null, since = null } = fields
    const transfer_id = await proposePosting(tx, viewer, person_id ?? 0, { designation, organisation, area_id, since })
    return transfer_id ? { line, state: 'worked', transfer_id } : { line, state: 'known', trouble: 'same' }
  })
}
