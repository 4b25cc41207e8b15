import { config } from '../../platform/config.ts'
import { longDate } from '../../platform/dates.ts'
import type { Db, Id } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { DigestPart, Found } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { digestCommunities, topicCommunities } from '../notices/index.ts'
import { itemPath, listItems, listPublished } from './reads.ts'

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

/** Every new reply with its summary, for those who read by digest. */
export async function newInLibrary(db: Db, reader: Viewer, since: Date, until: Date): Promise<DigestPart[]> {
  const communities = [...digestCommunities(reader), ...topicCommunities(reader)]
  const items = communities.length > 0 ? await listPublished(db, reader, communities, since, until) : []
  return items.map((item) => ({
    heading: t('Consolidated reply: {title}', { title: item.title }),
    blocks: [
      ...item.summary.split('\n\n'),
      { link: t('Read the whole reply'), href: config().BASE_URL + itemPath(item) },
    ],
  }))
}
