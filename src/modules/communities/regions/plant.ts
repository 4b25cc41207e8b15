import { z } from 'zod'
import { type Db, sql } from '../../../platform/db.ts'
import type { Planting } from '../../../platform/module.ts'

const section = z.object({
  areas: z
    .array(z.object({ code: z.string(), region: z.string().nullish(), suggested_region: z.string().nullish() }))
    .default([]),
})

/** Which area belongs to which region, from today on; an area without one is left for the administrator, with a suggestion. */
export async function plantRegionMap(db: Db, { document, communities }: Pick<Planting, 'document' | 'communities'>) {
  for (const { code, region, suggested_region } of section.parse(document).areas) {
    const community_id = communities.get(region ?? '')
    const suggested_id = communities.get(suggested_region ?? '')
    if (community_id)
      await sql`insert into region_area (community_id, area_id, since) select ${community_id}::bigint, id, network_today() from area
        where code = ${code} and not exists (select from region_area where area_id = area.id)`.execute(db)
    if (suggested_id)
      await sql`insert into region_suggestion (area_id, community_id) select id, ${suggested_id}::bigint from area
        where code = ${code} on conflict do nothing`.execute(db)
  }
}
