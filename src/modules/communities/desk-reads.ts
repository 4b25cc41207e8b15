import type { Db } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { isOnDesk } from './viewer.ts'

export type Desk = { slug: string; short_name: string }

/** The desks the viewer works on, for the way there on every page; nobody else costs a question. */
export async function listDesks(db: Db, viewer: Viewer): Promise<Desk[]> {
  const ids = viewer.roles.map(({ community_id }) => community_id).filter((id) => isOnDesk(viewer, id))
  if (ids.length === 0) return []
  return db
    .selectFrom('community')
    .innerJoin('slug', 'slug.community_id', 'community.id')
    .select(['slug', 'short_name'])
    .where('community.id', 'in', ids)
    .where('slug.until', 'is', null)
    .orderBy('community.id')
    .execute()
}
