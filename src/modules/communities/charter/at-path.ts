import { NotFound } from '../../../platform/errors.ts'
import type { Ctx } from '../../../platform/http.ts'
import { may } from '../policy.ts'
import { type Community, findCommunity } from '../reads.ts'
import { isMember } from '../viewer.ts'

/** For its members and those who keep it; for anybody else it is not there. */
export async function memberOrKept(c: Ctx): Promise<Community> {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  const { viewer } = c.var
  if (!isMember(viewer, community.id) && !may.keep(viewer, community.id)) throw new NotFound()
  return community
}
