import { z } from 'zod'
import { config } from '../../../platform/config.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, readForm, readOnce, router } from '../../../platform/http.ts'
import { may } from '../policy.ts'
import { findCommunity } from '../reads.ts'
import { confirmMail, discardMail, releaseMail } from './actions.ts'
import { findHeldIn, findToConfirm, listHeld } from './reads.ts'
import { ConfirmedPage, ConfirmPage, HeldPage } from './views.tsx'

const heldAnswerForm = form({ answer: z.enum(['yes', 'no']) })

export const heldRoutes = router()
  .get('/communities/:community/held', allow('coordinator'), async (c) => {
    const community = await findToModerate(c)
    const address = `${community.mail_name}@${config().MAIL_DOMAIN}`
    return c.html(<HeldPage community={community} address={address} mails={await listHeld(c.var.db, community)} />)
  })

  .post('/communities/:community/held/:key/release', allow('coordinator'), (c) => settle(c, releaseMail))

  .post('/communities/:community/held/:key/discard', allow('coordinator'), (c) => settle(c, discardMail))

  // Looking changes nothing, since scanners open links.
  .get('/mail/held/:key', allow('anyone'), async (c) => {
    const { mail } = await findToConfirm(c.var.db, c.var.viewer, c.req.param('key'))
    return c.html(mail ? <ConfirmPage mail={mail} path={c.req.path} /> : <ConfirmedPage outcome="settled" />)
  })

  .post('/mail/held/:key', allow('anyone'), async (c) => {
    const { db, viewer } = c.var
    const found = await findToConfirm(db, viewer, c.req.param('key'))
    const read = await readForm(c, heldAnswerForm)
    if (!read.ok) return c.redirect(c.req.path, 303)

    return c.html(<ConfirmedPage outcome={await confirmMail(db, viewer, found, read.values)} />)
  })

/** The held mails of a community are its coordinators' to settle; for anybody else there are none. */
async function findToModerate(c: Ctx) {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!may.moderate(c.var.viewer, community.id)) throw new NotFound()
  return community
}

async function settle(c: Ctx, act: typeof releaseMail) {
  const community = await findToModerate(c)
  const held = await findHeldIn(c.var.db, community, c.req.param('key') ?? '')
  const outcome = await act(c.var.db, c.var.viewer, held, await readOnce(c))
  return c.redirect(`/communities/${community.slug}/held?${outcome}`, 303)
}
