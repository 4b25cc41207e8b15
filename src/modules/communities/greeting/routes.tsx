import { z } from 'zod'
import { allow, form, readForm, router } from '../../../platform/http.ts'
import { keptCommunity } from '../doors/review-routes.tsx'
import { findNewcomer, greet, listNewcomers } from './newcomers.ts'
import { NewcomersPage } from './views.tsx'

const greetingForm = form({
  line: z.string().max(1000, { error: 'Keep this under 1,000 letters' }).default(''),
  how: z.enum(['mail', 'elsewhere']).default('mail'),
})

export const greetingRoutes = router()
  .get('/communities/:community/newcomers', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    return c.html(<NewcomersPage community={community} newcomers={await listNewcomers(c.var.db, community.id)} />)
  })

  .post('/communities/:community/newcomers/:key', allow('coordinator'), async (c) => {
    const community = await keptCommunity(c)
    const newcomer = await findNewcomer(c.var.db, community.id, c.req.param('key'))
    const read = await readForm(c, greetingForm)
    const newcomers = await listNewcomers(c.var.db, community.id)
    const tried = { key: newcomer.key, problems: read.ok ? {} : read.problems, typed: read.typed }
    if (!read.ok) return c.html(<NewcomersPage {...{ community, newcomers, tried }} />, 422)

    const line = read.values.how === 'mail' ? read.values.line : ''
    const given = { person_id: newcomer.id, line, once: read.values.once }
    return c.redirect(
      `/communities/${community.slug}/newcomers?${await greet(c.var.db, c.var.viewer, community, given)}`,
      303,
    )
  })
