import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import { shownName } from '../../people/index.ts'

export type Region = { id: Id; title: string; slug: string }
type Begun = { region: string | null; since: string }

/** A place as the map has it on this day, and what is planned for it. */
export type MappedArea = {
  id: Id
  code: string
  name: string
  region: Region | null
  since: string | null
  next: Begun | null
  suggested: string | null
}

/** The region an area belongs to, on a day or today; a smaller place belongs where the larger one does. */
export async function regionOf(db: Db, area_id: Id, on?: string): Promise<Id | null> {
  const { rows } = await sql<{ id: Id | null }>`
    select region_of(${area_id}::bigint, coalesce(${on ?? null}::date, network_today())) as id`.execute(db)
  return rows[0]?.id ?? null
}

export async function networkToday(db: Db): Promise<string> {
  const { rows } = await sql<{ on: string }>`select network_today() as on`.execute(db)
  return (rows[0] as { on: string }).on
}

/** Every state, territory or other part of the country, by name. */
export async function listMap(db: Db): Promise<MappedArea[]> {
  const rows = await selectAreas(db).execute()
  return rows.map(asMapped).sort((one, other) => one.name.localeCompare(other.name))
}

/** One of them by its code. */
export async function findMapped(db: Db, code: string): Promise<MappedArea> {
  const row = await selectAreas(db).where('area.code', '=', code).executeTakeFirst()
  if (!row) throw new NotFound()
  return asMapped(row)
}

const today = sql<string>`network_today()`

/** The parts of a country, and a place that has no parts and is part of nothing. */
function selectAreas(db: Db) {
  return db
    .selectFrom('area')
    .leftJoin('area as whole', 'whole.id', 'area.parent_id')
    .leftJoin('region_area as here', (join) =>
      join
        .onRef('here.area_id', '=', 'area.id')
        .on('here.since', '<=', today)
        .on((eb) => eb.or([eb('here.until', 'is', null), eb('here.until', '>=', today)])),
    )
    .leftJoin('community', 'community.id', 'here.community_id')
    .leftJoin('slug', (join) => join.onRef('slug.community_id', '=', 'community.id').on('slug.until', 'is', null))
    .leftJoin('region_suggestion', 'region_suggestion.area_id', 'area.id')
    .leftJoin('community as suggested', 'suggested.id', 'region_suggestion.community_id')
    .select(['area.id', 'area.code', 'area.name', 'here.since', 'here.until', 'slug.slug'])
    .select(['community.id as region_id', 'community.name as region_name', 'suggested.name as suggested_name'])
    .select(next)
    .where((eb) =>
      eb.or([
        eb.and([eb('whole.id', 'is not', null), eb('whole.parent_id', 'is', null)]),
        sql<boolean>`area.parent_id is null and not exists (select from area part where part.parent_id = area.id)`,
      ]),
    )
}

/** What begins next: another region, or the day after the last one in this. */
const next = sql<{ name: unknown; since: string } | null>`(
  select json_build_object('name', planned.name, 'since', planned.since) from (
    select community.name, region_area.since from region_area join community on community.id = region_area.community_id
      where region_area.area_id = area.id and region_area.since > network_today()
    union all select null, here.until + 1 where here.until is not null
    order by 2, 1 nulls last limit 1) planned)`.as('next')

type Row = Awaited<ReturnType<ReturnType<typeof selectAreas>['executeTakeFirstOrThrow']>>

function asMapped({ id, code, name, since, ...row }: Row): MappedArea {
  const { region_id, region_name, slug, next, suggested_name } = row
  return {
    id,
    code,
    name: pick(name),
    region: region_id ? { id: region_id, title: pick(region_name), slug: slug ?? '' } : null,
    since,
    next: next && { region: next.name ? pick(next.name) : null, since: next.since },
    suggested: suggested_name ? pick(suggested_name) : null,
  }
}

/** The communities that can be a region. */
export async function listRegions(db: Db): Promise<Region[]> {
  const rows = await db
    .selectFrom('community')
    .innerJoin('slug', 'slug.community_id', 'community.id')
    .select(['community.id', 'community.name', 'slug.slug'])
    .where('slug.until', 'is', null)
    .where('parent_id', 'is not', null)
    .where('type', '=', 'practice')
    .where('state', '<>', 'closed')
    .orderBy('community.id')
    .execute()
  return rows.map(({ id, name, slug }) => ({ id, title: pick(name), slug }))
}

/** All that the map has said, says and will say of one area, the newest first. */
export async function listDays(db: Db, area_id: Id) {
  const rows = await db
    .selectFrom('region_area')
    .innerJoin('community', 'community.id', 'region_area.community_id')
    .select(['community.name', 'region_area.since', 'region_area.until'])
    .where('area_id', '=', area_id)
    .orderBy('region_area.since', 'desc')
    .execute()
  return rows.map(({ name, ...row }) => ({ ...row, region: pick(name) }))
}

export type Change = { by: string; area: string; from: string | null; to: string | null; since: string; at: Date }

/** Who changed what after this version of the map. */
export async function listChanges(db: Db, version: number): Promise<Change[]> {
  const { rows } = await sql<{ by: string; area: unknown; from: unknown; to: unknown; since: string; at: Date }>`
    select ${shownName()} as by, area.name as area, old.name as "from", new.name as "to", data->>'since' as since, activity.at
    from activity join person on person.id = actor_id join area on area.id = (data->>'area_id')::bigint
      left join community old on old.id = (data->>'from_id')::bigint
      left join community new on new.id = (data->>'to_id')::bigint
    where subject_kind = 'region_map' and subject_id > ${version} order by subject_id`.execute(db)
  return rows.map(({ area, from, to, ...row }) => ({
    ...row,
    area: pick(area),
    from: from ? pick(from) : null,
    to: to ? pick(to) : null,
  }))
}
