import { NotFound } from '../../platform/errors.ts'
import { allow, type Ctx, readForm, router } from '../../platform/http.ts'
import { listPanels } from '../../platform/panels.ts'
import { findCommunity, isMember, setDelivery } from '../communities/index.ts'
import { deliveryForm, rhythmForm } from './forms.ts'
import { changeRhythm, findRhythm, listSettings } from './settings.ts'
import { CommunityMailPage, MailPage, type Tried } from './views.tsx'

export const mailRoutes = router()
  .get('/', allow('person'), (c) => mailPage(c))

  .post('/', allow('person'), async (c) => {
    const form = await readForm(c, rhythmForm)
    if (!form.ok) return mailPage(c, { form: '', ...form })

    const { once, ...wish } = form.values
    await changeRhythm(c.var.db, c.var.viewer, wish, once)
    return c.redirect('/me/mail?saved', 303)
  })

  .get('/:community', allow('person'), async (c) => communityPage(c, await findMine(c)))

  .post('/:community', allow('person'), async (c) => {
    const { db, viewer } = c.var
    const community = await findMine(c)
    const form = await readForm(c, deliveryForm)
    if (!form.ok) return communityPage(c, community, { form: community.slug, ...form })

    const { once, ...wish } = form.values
    await setDelivery(db, viewer, community.id, wish, once)
    return c.redirect(`/me/mail/${community.slug}?saved`, 303)
  })

async function findMine(c: Ctx) {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!isMember(c.var.viewer, community.id)) throw new NotFound()
  return community
}

async function mailPage(c: Ctx, tried?: Tried) {
  const { db, viewer } = c.var
  const page = (
    <MailPage
      deliveries={await listSettings(db, viewer)}
      rhythm={await findRhythm(db, viewer)}
      panels={await listPanels('mail', db, viewer, viewer.person?.id ?? 0)}
      tried={tried}
    />
  )
  return c.html(page, tried ? 422 : 200)
}

async function communityPage(c: Ctx, { id }: { id: number }, tried?: Tried) {
  const row = (await listSettings(c.var.db, c.var.viewer)).find((one) => one.id === id)
  if (!row) throw new NotFound()
  return c.html(<CommunityMailPage row={row} tried={tried} />, tried ? 422 : 200)
}
