import { longDate } from '../../platform/dates.ts'
import type { Db, Id } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Found } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { itemPath, listItems } from './reads.ts'

/** How an item stands among search results. */
export async function listFound(db: Db, viewer: Viewer, ids: Id[]): Promise<Found[]> {
  if (ids.length === 0) return []
  const items = await listItems(db, viewer, { ids })
  return items.map((item) => ({
    kind: 'item',
    subject_id: item.id,
    title: item.title,
    href: itemPath(item),
    label: t('Consolidated reply'),
    line: longDate(item.published_at),
  }))
}
