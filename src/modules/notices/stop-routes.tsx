import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, router } from '../../platform/http.ts'
import { readStopToken } from '../../platform/mail/tokens.ts'
import { findCommunityById, stopMail, viewerOf } from '../communities/index.ts'
import { StopLetterPage, StopPage, StoppedLetterPage, StoppedPage } from './stop-views.tsx'
import { findStoppable } from './stops.ts'

/** Looking changes nothing, since scanners open links; the button, or a mail program's own one, stops it at once. */
export const stopRoutes = router()
  .get('/:token', allow('anyone'), async (c) => {
    const { token, community_id } = readToken(c)
    if (community_id === undefined) return stopLetterPage(c, token)
    const { stops, ...found } = await findStop(c)
    return c.html(stops ? <StopPage token={token} community={found.community} /> : <StoppedPage {...found} />)
  })

  .post('/:token', allow('anyone', { crossSite: true }), async (c) => {
    const { token, community_id } = readToken(c)
    if (community_id === undefined) return stopLetter(c, token)
    const { community, isMember, person_id } = await findStop(c)
    await stopMail(c.var.db, person_id, community.id)
    return c.html(<StoppedPage community={community} isMember={isMember} />)
  })

/** A token without a community is of a kind of letter, or of nothing. */
function readToken(c: Ctx) {
  const token = c.req.param('token') ?? ''
  return { token, community_id: readStopToken(token)?.community_id }
}

async function findStop(c: Ctx) {
  const read = readStopToken(c.req.param('token') ?? '')
  if (!read) throw new NotFound()
  const viewer = await viewerOf(c.var.db, read.person_id, 'mail')
  const membership = viewer?.memberships.find(({ community_id }) => community_id === read.community_id)
  const community = await findCommunityById(c.var.db, read.community_id)
  const stops = !!membership && membership.delivery !== 'web'
  return { community, stops, isMember: !!membership, person_id: read.person_id }
}

async function stopLetterPage(c: Ctx, token: string) {
  const { viewer, stoppable } = await findStoppable(c.var.db, token)
  const name = stoppable.name()
  const stopped = !viewer || (await stoppable.isStopped(c.var.db, viewer))
  return c.html(stopped ? <StoppedLetterPage name={name} /> : <StopLetterPage token={token} name={name} />)
}

async function stopLetter(c: Ctx, token: string) {
  const { viewer, stoppable } = await findStoppable(c.var.db, token)
  if (viewer) await stoppable.stop(c.var.db, viewer)
  return c.html(<StoppedLetterPage name={stoppable.name()} />)
}
