import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { isAdministrator } from '../viewer.ts'
import { roleName } from './names.ts'

type Row = {
  slug: string
  community_id: Id
  community: unknown
  name: string
  role: string
  due: Date
  is_plan: boolean
}

/** Terms that end within thirty days, and plans for handing over that are due and not written. */
export async function listRoleNeeds(db: Db, viewer: Viewer, coordinated: Id[]): Promise<Need[]> {
  const { rows } = await sql<Row>`
    select slug.slug, role.community_id, community.name as community, person.name, role.role, wanted.is_plan,
      end_of_day(wanted.on, calendar.time_zone) as due
    from role join person on person.id = role.person_id join community on community.id = role.community_id
    join calendar on calendar.id = community.calendar_id
    join slug on slug.community_id = community.id and slug.until is null
    join membership m on m.person_id = role.person_id and m.community_id = role.community_id and m.state = 'member',
    lateral (select role.ends_on as on, false as is_plan where role.stands_in_for is null
      union all select role.handover_due, true where coalesce(role.handover, '') = '') wanted
    where role.until is null and wanted.on <= today_in(calendar.time_zone) + 30
      and (role.community_id = any(${coordinated}::bigint[]) or ${isAdministrator(viewer)}
        or (wanted.is_plan and role.person_id = ${viewer.person?.id ?? null}::bigint))
    order by wanted.on`.execute(db)
  return rows.map((row) => needOf(row, whyOf(viewer, row, coordinated)))
}

function whyOf(viewer: Viewer, { community_id, community }: Row, coordinated: Id[]): string {
  if (coordinated.includes(community_id)) return t('You look after {community}.', { community: pick(community) })
  return isAdministrator(viewer) ? t('You keep the network.') : t('It is your role.')
}

function needOf({ slug, community, name, role, due, is_plan }: Row, why: string): Need {
  const named = { name, role: roleName(role), community: pick(community) }
  return {
    text: is_plan
      ? t('Plan how the work of {name} goes over to the members of {community}', named)
      : t('The term of {name} in {community} ends: {role}', named),
    why,
    act: is_plan ? t('Write the plan') : t('Prolong it or name somebody'),
    href: `/communities/${slug}/roles`,
    due,
    weight: 80,
  }
}
