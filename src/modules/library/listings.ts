import { longDate } from '../../platform/dates.ts'
import type { Db, Id } from '../../platform/db.ts'
import type { Found } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { itemKindName } from './added/words.ts'
import { itemPath } from './path.ts'
import { listItems } from './shelf.ts'

/** How an item stands among search results. */
export async function listFound(db: Db, viewer: Viewer, ids: Id[]): Promise<Found[]> {
  if (ids.length === 0) return []
  const items = await listItems(db, viewer, { ids })
  return items.map((item) => ({
    kind: 'item',
    subject_id: item.id,
    title: item.title,
    href: itemPath(item),
    label: itemKindName(item.kind),
    line: longDate(item.published_at),
  }))
}
