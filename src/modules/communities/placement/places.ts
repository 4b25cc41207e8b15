import { type Db, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Because } from '../membership/members.ts'

/** The regions the viewer belongs to, and why. */
export async function listPlaces(db: Db, { person }: Viewer) {
  const rows = await db
    .selectFrom('membership')
    .innerJoin('community', 'community.id', 'membership.community_id')
    .innerJoin('slug', 'slug.community_id', 'community.id')
    .select(['community.name', 'slug.slug', 'membership.because'])
    .where('slug.until', 'is', null)
    .where('membership.state', '=', 'member')
    .where('person_id', '=', person?.id ?? null)
    .where(sql<boolean>`exists (select from region_area where region_area.community_id = community.id)`)
    .orderBy('community.id')
    .execute()
  return rows.map(({ name, ...row }) => ({ ...row, because: row.because as Because, title: pick(name) }))
}
