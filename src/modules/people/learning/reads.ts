import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Cohort, withTitle } from './cohorts.ts'

export type Institution = Pick<Selectable<Tables['institution']>, 'key' | 'tier' | 'site'> & {
  name: string
  place: string | null
  /** By which the map of the regions knows its place. */
  code: string | null
  programmes: { key: string; name: string }[]
}

/** All, or those in these places; central ones first: the order of a register. */
export async function listInstitutions(db: Db, area_ids: Id[] | null = null): Promise<Institution[]> {
  const { rows } = await sql<Omit<Institution, 'place'> & { area: unknown }>`
    select institution.key, tier, site, institution.name, area.name as area, area.code,
      coalesce((select json_agg(json_build_object('key', programme.key, 'name', programme.name) order by programme.key)
        from programme where institution_id = institution.id), '[]') as programmes
    from institution left join area on area.id = institution.area_id
    where ${area_ids}::bigint[] is null or area.id = any(${area_ids}::bigint[])
    order by array_position(array['central', 'state', 'other'], tier), institution.id`.execute(db)
  return rows.map(({ area, ...row }) => ({
    ...row,
    name: pick(row.name),
    place: area ? pick(area) : null,
    programmes: row.programmes.map(({ key, name }) => ({ key, name: pick(name) })),
  }))
}

export type Programme = {
  id: Id
  key: string
  name: string
  about: string
  institution: { key: string; name: string } | null
  materials: { title: string; href: string }[]
}

/** What was taught stays open to whoever is signed in, long after the programme. */
export async function findProgramme(db: Db, viewer: Viewer, key: string): Promise<Programme> {
  if (!viewer.person) throw new NotFound()
  const row = await db
    .selectFrom('programme')
    .leftJoin('institution', 'institution.id', 'institution_id')
    .select(['programme.id', 'programme.key', 'programme.name', 'about', 'materials'])
    .select(['institution.key as institution_key', 'institution.name as institution_name'])
    .where('programme.key', '=', key)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  const { institution_key, institution_name, materials, name, about, ...rest } = row
  return {
    ...rest,
    name: pick(name),
    about: pick(about),
    institution: institution_key ? { key: institution_key, name: pick(institution_name) } : null,
    materials: materialsOf(materials),
  }
}

function materialsOf(materials: unknown): Programme['materials'] {
  const given = Array.isArray(materials) ? (materials as { title: unknown; href: string }[]) : []
  return given.map(({ title, href }) => ({ title: pick(title), href }))
}

export async function listCohortsOfProgramme(db: Db, programme_id: Id): Promise<Cohort[]> {
  const rows = await db
    .selectFrom('cohort')
    .selectAll()
    .where('programme_id', '=', programme_id)
    .orderBy(sql`starts_on desc nulls last`)
    .orderBy('key')
    .execute()
  return rows.map(withTitle)
}

export async function findProgrammeOf(db: Db, { programme_id }: Cohort) {
  const row = await db
    .selectFrom('programme')
    .select(['key', 'name'])
    .where('id', '=', programme_id ?? 0)
    .executeTakeFirst()
  return row ? { key: row.key, name: pick(row.name) } : null
}
