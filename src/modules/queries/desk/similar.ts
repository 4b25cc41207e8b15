import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { findSimilar } from '../../../platform/search.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { mayRead } from '../../communities/index.ts'
import type { Query } from '../query.ts'

export type Similar = { item_id: Id; title: string; passage: string; href: string; language: string }

/** Replies of the library that the viewer may read and that speak of the same, the closest first. */
export async function listSimilar(db: Db, viewer: Viewer, text: string, limit = 5): Promise<Similar[]> {
  if (text.trim().length < 12) return []
  const matches = await findSimilar(db, viewer, { text, kinds: ['item'], limit })
  const items = await listItems(
    db,
    viewer,
    matches.map((match) => match.subject_id),
  )
  return matches.flatMap(({ subject_id, passage, language }) => {
    const item = items.get(subject_id)
    return item ? [{ ...item, passage, language }] : []
  })
}

/** Those that were named to the asker, in that order, so that her number means the same when she answers. */
export async function listOffered(db: Db, viewer: Viewer, { offered }: Pick<Query, 'offered'>) {
  const items = await listItems(db, viewer, offered)
  return offered.flatMap((id) => items.get(id) ?? [])
}

async function listItems(db: Db, viewer: Viewer, ids: Id[]) {
  const rows = await db
    .selectFrom('item')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .select(['item.id', 'item.key', 'item.title', 'item.summary', 'slug.slug'])
    .where(sql<boolean>`item.id = any(${ids}::bigint[])`)
    .where('item.withdrawn_at', 'is', null)
    .where(mayRead(viewer, { room_id: 'item.room_id', reach: 'item.reach', staff_only: 'item.staff_only' }))
    .execute()
  return new Map(
    rows.map(({ id, key, title, summary, slug }) => [
      id,
      { item_id: id, title, summary, href: `/communities/${slug}/library/${key}` },
    ]),
  )
}

export type Found = { item_id: Id; title: string; summary: string; href: string }

/** One reply that the viewer may read. */
export async function findReply(db: Db, viewer: Viewer, id: Id): Promise<Found> {
  const found = Number.isSafeInteger(id) ? (await listItems(db, viewer, [id])).get(id) : undefined
  if (!found) throw new NotFound()
  return found
}
