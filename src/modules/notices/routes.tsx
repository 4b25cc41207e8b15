import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../platform/http.ts'
import { readStopToken } from '../../platform/mail/tokens.ts'
import { findCommunity, findCommunityById, isMember, setDelivery, stopMail, viewerOf } from '../communities/index.ts'
import { deliveryForm, rhythmForm } from './forms.ts'
import { changeRhythm, findRhythm, listSettings } from './settings.ts'
import { StopPage, StoppedPage } from './stop-views.tsx'
import { MailPage, type Tried } from './views.tsx'

/** Looking changes nothing, since scanners open links; the button, or a mail program's own one, stops it at once. */
export const stopRoutes = router()
  .get('/:token', allow('anyone'), async (c) => {
    const { token, stops, ...found } = await findStop(c)
    return c.html(stops ? <StopPage token={token} community={found.community} /> : <StoppedPage {...found} />)
  })

  .post('/:token', allow('anyone', { crossSite: true }), async (c) => {
    const { community, isMember, person_id } = await findStop(c)
    await stopMail(c.var.db, person_id, community.id)
    return c.html(<StoppedPage community={community} isMember={isMember} />)
  })

async function findStop(c: Ctx) {
  const token = c.req.param('token') ?? ''
  const read = readStopToken(token)
  if (!read) throw new NotFound()
  const viewer = await viewerOf(c.var.db, read.person_id, 'mail')
  const membership = viewer?.memberships.find(({ community_id }) => community_id === read.community_id)
  const community = await findCommunityById(c.var.db, read.community_id)
  const stops = !!membership && membership.delivery !== 'web'
  return { token, community, stops, isMember: !!membership, person_id: read.person_id }
}

export const mailRoutes = router()
  .get('/', allow('person'), (c) => mailPage(c))

  .post('/', allow('person'), async (c) => {
    const form = await readForm(c, rhythmForm)
    if (!form.ok) return mailPage(c, { form: '', ...form })

    const { digest_rhythm, once } = form.values
    await changeRhythm(c.var.db, c.var.viewer, digest_rhythm, once)
    return c.redirect('/me/mail?saved', 303)
  })

  .post('/:community', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const community = await findCommunity(db, c.req.param('community'))
    if (!isMember(viewer, community.id)) throw new NotFound()
    const form = await readForm(c, deliveryForm)
    if (!form.ok) return mailPage(c, { form: community.slug, ...form })

    const { once, ...wish } = form.values
    await setDelivery(db, viewer, community.id, wish, once)
    return c.redirect('/me/mail?saved', 303)
  })

async function mailPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const page = (
    <MailPage deliveries={await listSettings(db, viewer)} rhythm={await findRhythm(db, viewer)} tried={tried} />
  )
  return c.html(page, tried ? 422 : 200)
}
