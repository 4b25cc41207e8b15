import type { Db } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Query, queryPath } from '../query.ts'
import { listResponses } from '../responses/reads.ts'
import { listOffences } from './guard.ts'
import { findDraft, listPieces } from './pieces.ts'
import { checksOf, isReady } from './readiness.ts'

/** All that the page of a draft shows: what came in, what was made of it, and what stands in the way. */
export async function readDraft(db: Db, viewer: Viewer, query: Query, community: { slug: string }) {
  const responses = await listResponses(db, viewer, query)
  const pieces = await listPieces(db, query.id)
  const offences = await listOffences(db, { query, responses, pieces }, `${queryPath(community, query)}/compile`)
  const checks = checksOf(pieces, offences)
  return { draft: await findDraft(db, query.id), responses, pieces, offences, checks, ready: isReady(checks) }
}

export type ReadDraft = Awaited<ReturnType<typeof readDraft>>
