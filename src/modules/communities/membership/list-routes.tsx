import { z } from 'zod'
import { csv, giveCsv } from '../../../platform/csv.ts'
import { NotFound } from '../../../platform/errors.ts'
import { allow, type Ctx, form, router } from '../../../platform/http.ts'
import { t } from '../../../platform/i18n.ts'
import { may } from '../policy.ts'
import { type Community, findCommunity } from '../reads.ts'
import { listAllListed, listMembers, type MemberFilter } from './list.ts'
import { MembersPage } from './list-views.tsx'

const text = z.string().trim().max(100).catch('')
const filterForm = form({
  name: text,
  place: text,
  organisation: text,
  class: z.enum(['', 'internal', 'external']).catch(''),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export const listRoutes = router()
  .get('/communities/:community/members', allow('member'), async (c) => {
    const community = await memberCommunity(c)
    const filter: MemberFilter = filterForm.parse(c.req.query())
    const list = await listMembers(c.var.db, community.id, filter)
    return c.html(
      <MembersPage
        community={community}
        list={list}
        filter={filter}
        mayTake={may.moderate(c.var.viewer, community.id)}
      />,
    )
  })

  .get('/communities/:community/members.csv', allow('coordinator'), async (c) => {
    const community = await memberCommunity(c)
    if (!may.moderate(c.var.viewer, community.id)) throw new NotFound()
    const members = await listAllListed(c.var.db, community.id)
    const head = [t('Name'), t('Designation'), t('Organisation'), t('Place'), t('Class')]
    const rows = members.map((one) => [one.name, one.designation, one.organisation, one.area, one.class])
    return giveCsv(c, `${community.slug}-members.csv`, csv([head, ...rows]))
  })

/** A member's page of a community; for anybody else it is not there. */
export async function memberCommunity(c: Ctx): Promise<Community> {
  const community = await findCommunity(c.var.db, c.req.param('community') ?? '')
  if (!may.invite(c.var.viewer, community.id)) throw new NotFound()
  return community
}
