import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, type Problems, readForm, router, type Typed, z } from '../../../platform/http.ts'
import { keptCommunity } from '../doors/review-routes.tsx'
import { growIntoPractice, mayGrow } from './growing.ts'
import { GrowPage } from './growing-view.tsx'
import { suitabilityQuestions } from './types.ts'

const answer = z
  .string({ error: 'Please answer this question' })
  .min(1, { error: 'Please answer this question' })
  .max(1000, { error: 'Keep this under 1,000 letters' })

const growForm = form(
  Object.fromEntries(suitabilityQuestions.map((key) => [key, answer])) as Record<
    (typeof suitabilityQuestions)[number],
    typeof answer
  >,
)

export const growingRoutes = router()
  .get('/communities/:community/practice', allow('coordinator'), (c) => growPage(c))

  .post('/communities/:community/practice', allow('coordinator'), async (c) => {
    const community = await growing(c)
    const read = await readForm(c, growForm)
    if (!read.ok) return growPage(c, read)
    const { once, ...suitability } = read.values
    await growIntoPractice(c.var.db, c.var.viewer, community, { suitability, once })
    return c.redirect(`/communities/${community.slug}?saved`, 303)
  })

/** Also once it has grown, so that a second press finds what the first has done. */
async function growing(c: Ctx) {
  const community = await keptCommunity(c)
  if (!mayGrow(community) && community.type !== 'practice') throw new NotFound()
  return community
}

async function growPage(c: Ctx, tried?: { problems: Problems; typed: Typed }) {
  const community = await keptCommunity(c)
  if (!mayGrow(community)) throw new NotFound()
  return c.html(<GrowPage community={community} tried={tried} />, tried ? 422 : 200)
}
