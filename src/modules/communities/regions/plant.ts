import { z } from 'zod'
import { type Db, sql } from '../../../platform/db.ts'
import type { Planting } from '../../../platform/module.ts'

/** A day, or so many days before planting where nothing has a date. */
const begin = z.union([z.string(), z.number().int().negative()])

const section = z.object({
  regions_since: begin.nullish(),
  areas: z
    .array(
      z.object({
        code: z.string(),
        region: z.string().nullish(),
        suggested_region: z.string().nullish(),
        since: begin.nullish(),
      }),
    )
    .default([]),
})

/**
 * Which area belongs to which region, since the day that the blueprint names; an area without one is left for the
 * administrator, with a suggestion.
 */
export async function plantRegionMap(db: Db, { document, communities }: Pick<Planting, 'document' | 'communities'>) {
  const { areas, regions_since } = section.parse(document)
  for (const { code, region, suggested_region, since } of areas) {
    const community_id = communities.get(region ?? '')
    const suggested_id = communities.get(suggested_region ?? '')
    if (community_id)
      await sql`insert into region_area (community_id, area_id, since) select ${community_id}::bigint, id, ${firstDay(since ?? regions_since)} from area
        where code = ${code} and not exists (select from region_area where area_id = area.id)`.execute(db)
    if (suggested_id)
      await sql`insert into region_suggestion (area_id, community_id) select id, ${suggested_id}::bigint from area
        where code = ${code} on conflict do nothing`.execute(db)
  }
}

/** Today where none is named; a network planted before that day begins with it. */
function firstDay(since: string | number | null | undefined) {
  if (typeof since === 'number') return sql`network_today() + ${since}::int`
  return sql`least(${since ?? null}::date, network_today())`
}
