import { z } from 'zod'
import { allow, form, readForm, readOnce, router } from '../../../platform/http.ts'
import { memberCommunity } from './list-routes.tsx'
import { leave, setListed } from './own.ts'

const listingForm = form({ listed: z.literal('yes').optional() })

export const ownRoutes = router()
  .post('/communities/:community/membership/listing', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    const read = await readForm(c, listingForm)
    const listed = read.ok && read.values.listed === 'yes'
    await setListed(c.var.db, c.var.viewer, community, { listed, once: read.ok ? read.values.once : undefined })
    return c.redirect(`/communities/${community.slug}/membership?saved`, 303)
  })

  .post('/communities/:community/membership/removal', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    await leave(c.var.db, c.var.viewer, community.id, await readOnce(c))
    return c.redirect(`/communities/${community.slug}?left`, 303)
  })
