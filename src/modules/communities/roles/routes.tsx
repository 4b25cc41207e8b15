import { z } from 'zod'
import type { Id } from '../../../platform/db.ts'
import { NotAllowed } from '../../../platform/errors.ts'
import {
  allow,
  type Ctx,
  form,
  listOf,
  type Problems,
  readForm,
  readOnce,
  router,
  type Typed,
} from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { today } from '../calendar.ts'
import { memberOrKept } from '../charter/at-path.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'
import { isCoordinator } from '../viewer.ts'
import { appoint, endRole, planHandover, standIn } from './appointing.ts'
import { appointable, duties } from './names.ts'
import { findMembersCalled, findRole, listRoles } from './reads.ts'
import { RolesPage, type Tried } from './views.tsx'

const day = z.iso.date({ error: 'Choose a day' })
const who = z
  .string({ error: 'Write who it is' })
  .min(1, { error: 'Write who it is' })
  .max(200, { error: 'Keep this under 200 letters' })

const appointForm = form({
  who,
  role: z.enum(appointable, { error: 'Choose a role' }),
  ends_on: z.union([z.literal(''), day]).default(''),
  duties: listOf(z.enum(duties)),
})
const standInForm = form({ stand_in: who, until: day })
const planForm = form({
  handover: z.string().max(5000, { error: 'Keep this under 5,000 letters' }).default(''),
  handover_due: z.union([z.literal(''), day]).default(''),
})

export const roleRoutes = router()
  .get('/communities/:community/roles', allow('member'), async (c) => rolesPage(c, await memberOrKept(c)))

  .post('/communities/:community/roles', allow('coordinator'), async (c) => {
    const community = await memberOrKept(c)
    const read = await readForm(c, appointForm)
    const tried = { form: 'appoint' as const, typed: read.typed }
    if (!read.ok) return rolesPage(c, community, { ...tried, problems: read.problems })
    const found = await resolve(c, community, { who: read.values.who, day: read.values.ends_on })
    if ('problems' in found) return rolesPage(c, community, { ...tried, problems: found.problems })

    const { role, once } = read.values
    const term = { person_id: found.person_id, role, ends_on: read.values.ends_on || null, duties: read.values.duties }
    await appoint(c.var.db, c.var.viewer, community, { ...term, once })
    return c.redirect(`/communities/${community.slug}/roles?saved`, 303)
  })

  .post('/communities/:community/roles/stand-in', allow('coordinator'), async (c) => {
    const community = await memberOrKept(c)
    if (!isCoordinator(c.var.viewer, community.id)) throw new NotAllowed()
    const read = await readForm(c, standInForm)
    const tried = { form: 'stand-in' as const, typed: read.typed }
    if (!read.ok) return rolesPage(c, community, { ...tried, problems: read.problems })
    const { stand_in, until, once } = read.values
    const found = await resolve(c, community, { who: stand_in, day: until, field: 'stand_in', dayField: 'until' })
    if ('problems' in found) return rolesPage(c, community, { ...tried, problems: found.problems })

    await standIn(c.var.db, c.var.viewer, community, { person_id: found.person_id, ends_on: until, once })
    return c.redirect(`/communities/${community.slug}/roles?saved`, 303)
  })

  .post('/communities/:community/roles/:key/removal', allow('member'), async (c) => {
    const community = await memberOrKept(c)
    const role = await findRole(c.var.db, community.id, c.req.param('key'))
    await endRole(c.var.db, c.var.viewer, role, await readOnce(c))
    return c.redirect(`/communities/${community.slug}/roles?saved`, 303)
  })

  .post('/communities/:community/roles/:key/handover', allow('member'), async (c) => {
    const community = await memberOrKept(c)
    const role = await findRole(c.var.db, community.id, c.req.param('key'))
    const read = await readForm(c, planForm)
    const tried = { form: role.key, typed: read.typed }
    if (!read.ok) return rolesPage(c, community, { ...tried, problems: read.problems })

    const { handover, handover_due, once } = read.values
    await planHandover(c.var.db, c.var.viewer, role, { handover, handover_due: handover_due || null, once })
    return c.redirect(`/communities/${community.slug}/roles?saved`, 303)
  })

type Words = { who: string; day: string; field?: string; dayField?: string }

/** The one member who is meant, and a day that lies ahead; or what is wrong with the words. */
async function resolve(
  c: Ctx,
  community: Community,
  { who, day, field = 'who', dayField = 'ends_on' }: Words,
): Promise<{ person_id: Id } | { problems: Problems }> {
  // Whoever may not appoint learns nothing of who is a member.
  if (!may.keep(c.var.viewer, community.id)) throw new NotAllowed()
  if (day !== '' && day <= (await today(c.var.db, community)))
    return { problems: { [dayField]: t('Choose a day that lies ahead') } }
  const [first, second] = await findMembersCalled(c.var.db, community.id, who)
  if (!first) return { problems: { [field]: t('No member of this community has this name or address') } }
  if (second) return { problems: { [field]: t('Several members have this name. Write the mail address') } }
  return { person_id: first.id }
}

async function rolesPage(c: Ctx, community: Community, tried?: Tried & { typed: Typed }) {
  const { db, viewer } = c.var
  const page = (
    <RolesPage
      community={community}
      roles={await listRoles(db, community.id)}
      mayKeep={may.keep(viewer, community.id)}
      mayHandOver={isCoordinator(viewer, community.id)}
      me={viewer.person?.id ?? 0}
      tried={tried}
    />
  )
  return c.html(page, tried ? 422 : 200)
}
