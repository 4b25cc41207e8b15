import { type Db, sql } from '../../platform/db.ts'

/**
 * The network as a blueprint for another: its communities, calendar and map as they stand, without anybody in them.
 * Groups that come and go (task, crisis) are left out.
 */
export async function templateOfCommunities(db: Db): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ template: Record<string, unknown> }>`
    select json_build_object(
      'network', (select jsonb_strip_nulls(to_jsonb(one) - 'key' - 'type') || jsonb_build_object('convening_body', convening_body)
        from (${communitiesWhere(sql`community.parent_id is null`)}) one, community where community.parent_id is null),
      'calendar', (${calendar}),
      'regional_holidays', (${regionalHolidays}),
      'communities', (select coalesce(json_agg(jsonb_strip_nulls(to_jsonb(one)) order by one.key), '[]')
        from (${communitiesWhere(sql`community.parent_id is not null and community.type in ('practice', 'interest', 'mail_group')
          and community.state <> 'closed'`)}) one),
      'areas', (${areas})) as template`.execute(db)
  return rows[0]?.template ?? {}
}

function communitiesWhere(condition: ReturnType<typeof sql>) {
  return sql`select slug as key, slug,
      (select local_part from mail_name where mail_name.community_id = community.id and until is null) as mail_name,
      short_name, name, purpose, charter, norms, accent, language, type, state, joining, new_mail, posting_budget, rhythm_days, admits_external,
      json_build_object('reach', reach, 'staff_only', staff_only, 'attribution', attribution, 'retention_days', retention_days) as room
    from community join slug on slug.community_id = community.id and slug.until is null
    join room on room.community_id = community.id and is_default
    where ${condition}`
}

const calendar = sql`select json_build_object('name', calendar.name, 'time_zone', time_zone, 'weekend', weekend, 'holidays',
    (select coalesce(json_agg(json_build_object('on', "on", 'name', holiday.name) order by "on"), '[]')
      from holiday where calendar_id = calendar.id and area_id is null))
  from calendar join community on calendar_id = calendar.id where parent_id is null`

const regionalHolidays = sql`select coalesce(json_agg(one order by one."on", one.name), '[]') from (
    select "on", holiday.name, json_agg(code order by code) as areas from holiday join area on area.id = area_id
    group by "on", holiday.name) one`

/** Each area with its region of today, or with the one suggested. */
const areas = sql`select coalesce(json_agg(json_strip_nulls(json_build_object('code', code, 'name', area.name, 'region',
      (select slug from region_area join slug using (community_id) where region_area.area_id = area.id and slug.until is null
        and since <= app_now()::date and (region_area.until is null or region_area.until >= app_now()::date)),
      'suggested_region',
      (select slug from region_suggestion join slug using (community_id) where region_suggestion.area_id = area.id and slug.until is null)))
    order by area.id), '[]') from area`
