import { longDate } from '../../../platform/dates.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { isAdministrator } from '../viewer.ts'
import { roleName } from './names.ts'

type Row = { slug: string; community: unknown; name: string; role: string; on: string; due: Date; is_plan: boolean }

/** Terms that end within thirty days, and plans for handing over that are due and not written. */
export async function listRoleNeeds(db: Db, viewer: Viewer, coordinated: Id[]): Promise<Need[]> {
  const { rows } = await sql<Row>`
    select slug.slug, community.name as community, person.name, role.role, wanted.on, wanted.is_plan,
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
  return rows.map(needOf)
}

function needOf({ slug, community, name, role, on, due, is_plan }: Row): Need {
  const named = { name, role: roleName(role), community: pick(community), day: longDate(on, { year: false }) }
  return {
    text: is_plan
      ? t('Plan how the work of {name} goes over to the members of {community}', named)
      : t('The term of {name} in {community} ends on {day}: {role}', named),
    why: t('You look after {community}.', named),
    act: is_plan ? t('Write the plan') : t('Prolong it or name somebody'),
    href: `/communities/${slug}/roles`,
    due,
    weight: 80,
  }
}
