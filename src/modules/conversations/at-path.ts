import { NotFound } from '../../platform/errors.ts'
import type { Ctx } from '../../platform/http.ts'
import { type Community, findCommunity, findCommunityById, isMember, mayLookIn } from '../communities/index.ts'
import { stoodIn } from './moving.ts'
import { findThread, type Thread } from './reads.ts'

/** The community at this address, for whoever may read its room; for anybody else its talk is not there. */
export async function findRoom(c: Ctx): Promise<Community> {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  const { db, viewer } = c.var
  // Open rooms are read without joining.
  if (isMember(viewer, community.id) || (await mayLookIn(db, viewer, community))) return community
  throw new NotFound()
}

/** The thread, in the community where it stands now; at any other address only if it once stood there. */
export async function findTalk(c: Ctx): Promise<{ community: Community; thread: Thread; moved: boolean }> {
  const { db, viewer } = c.var
  const community = await findCommunity(db, c.req.param('community') ?? '')
  const thread = await findThread(db, viewer, c.req.param('key') ?? '')
  if (thread.kind !== 'talk') throw new NotFound()
  if (thread.community_id === community.id) return { community, thread, moved: false }
  if (!(await stoodIn(db, thread.id, community.id))) throw new NotFound()
  return { community: await findCommunityById(db, thread.community_id), thread, moved: true }
}

export function talkPath({ slug }: Pick<Community, 'slug'>, thread?: Pick<Thread, 'key'>): string {
  return thread ? `/communities/${slug}/talk/${thread.key}` : `/communities/${slug}/talk`
}

/** To somebody who is not signed in, what she may not see may be there once she is. */
export async function orSignIn(c: Ctx, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer()
  } catch (error) {
    if (!(error instanceof NotFound) || c.var.viewer.person) throw error
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`, 303)
  }
}
