import { type Db, sql } from '../../platform/db.ts'

/** The network's lists as a blueprint names them, without any person. */
export async function templateOfPeople(db: Db): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ template: Record<string, unknown> }>`
    select json_build_object(
      'topics', (select coalesce(json_agg(json_build_object('key', key, 'name', name) order by id), '[]') from topic),
      'services', (${terms('service')}), 'cadres', (${terms('cadre')}), 'sectors', (${terms('sector')}),
      'institutions', (select coalesce(json_agg(json_strip_nulls(json_build_object('key', key, 'name', institution.name, 'tier', tier,
        'area', code, 'site', site)) order by institution.id), '[]') from institution left join area on area.id = area_id),
      'programmes', (select coalesce(json_agg(json_strip_nulls(json_build_object('key', programme.key, 'name', programme.name,
        'about', about, 'institution', institution.key, 'materials', materials)) order by programme.id), '[]')
        from programme left join institution on institution.id = institution_id),
      'cohorts', (select coalesce(json_agg(json_strip_nulls(json_build_object('key', cohort.key, 'name', cohort.name,
        'programme', programme.key, 'starts_on', starts_on, 'ends_on', ends_on)) order by cohort.id), '[]')
        from cohort left join programme on programme.id = programme_id)) as template`.execute(db)
  return rows[0]?.template ?? {}
}

function terms(kind: string) {
  return sql`select coalesce(json_agg(json_strip_nulls(json_build_object('key', key, 'name', term.name, 'area', code)) order by term.id), '[]')
    from term left join area on area.id = area_id where kind = ${kind}::term_kind`
}
