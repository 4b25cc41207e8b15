import { NotFound } from '../../platform/errors.ts'
import type { Ctx } from '../../platform/http.ts'
import { type Community, findCommunity } from '../communities/index.ts'
import { may } from './policy.ts'
import { findQueryIn, type Query } from './query.ts'

export type AtPath = { community: Community; query: Query }

/** The community and the query that the path names; a neighbour's query is not found there. */
export async function findAtPath(c: Ctx): Promise<AtPath> {
  const { db, viewer } = c.var
  const community = await findCommunity(db, c.req.param('community') ?? '')
  return { community, query: await findQueryIn(db, viewer, community, c.req.param('key') ?? '') }
}

/** The same for the desk; to all others the page is not there. */
export async function findForDesk(c: Ctx): Promise<AtPath> {
  const found = await findAtPath(c)
  if (!may.seeDesk(c.var.viewer, found.community.id)) throw new NotFound()
  return found
}
