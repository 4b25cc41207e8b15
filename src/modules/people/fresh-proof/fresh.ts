import { type Db, sql } from '../../../platform/db.ts'
import { NotFresh } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { hasFactor, keepsNetwork } from '../second-factor/standing.ts'

/** So long after she came in, or showed again who she is, nothing is asked. */
const FRESH_MINUTES = 15

const anyProof = sql`greatest(created_at, confirmed_at, proven_at)`

/** Before others of her sessions end: that it is she who sits there was shown not long ago, in whatever way. */
export async function ensureFresh(db: Db, viewer: Viewer) {
  if (!(await wasProven(db, viewer, anyProof))) throw new NotFresh()
}

/**
 * Before a way in is added or goes. Who keeps the network and has a second factor shows that one: else whoever reads her
 * mail could put in another.
 */
export async function ensureMayChangeFactors(db: Db, viewer: Viewer) {
  if (!(await mayChangeFactors(db, viewer))) throw new NotFresh()
}

export async function mayChangeFactors(db: Db, viewer: Viewer): Promise<boolean> {
  return wasProven(db, viewer, (await provesByFactor(db, viewer)) ? sql`proven_at` : anyProof)
}

/** A mailed code shows nothing of her who has more to show. */
export async function provesByFactor(db: Db, viewer: Viewer): Promise<boolean> {
  return keepsNetwork(viewer) && !!viewer.person && hasFactor(db, viewer.person.id)
}

async function wasProven(db: Db, { session_id }: Viewer, at: ReturnType<typeof sql>): Promise<boolean> {
  const { rows } = await sql`
    select from session where id = ${session_id} and ${at} > app_now() - ${FRESH_MINUTES}::int * interval '1 minute'`.execute(
    db,
  )
  return rows.length > 0
}
