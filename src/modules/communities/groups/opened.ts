import { record } from '../../../platform/activity.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'

/** The neighbours chosen by whoever begins a group: it stands among their groups too. What is no region is left out. */
export async function openToRegions(tx: Db, viewer: Viewer, group_id: Id, slugs: string[]) {
  if (slugs.length === 0) return
  const { rows } = await sql<{ to_id: Id }>`
    insert into community_link (from_id, to_id, kind)
    select part.id, slug.community_id, 'part_of' from community part, slug
    where part.id = ${group_id}::bigint and slug.slug = any(${slugs}::text[]) and slug.until is null
      and slug.community_id <> part.parent_id
      and exists (select from region_area where region_area.community_id = slug.community_id and until is null)
    on conflict do nothing returning to_id`.execute(tx)
  const subject = { kind: 'community', id: group_id, community_id: group_id }
  for (const { to_id } of rows) await record(tx, viewer, 'community.linked', subject, { to_id, kind: 'part_of' })
}
