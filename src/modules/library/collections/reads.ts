import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'

/** A collection with whose it is and where its community is read. */
export type Collection = Selectable<Tables['collection']> & { slug: string | null; owner: string | null }
export type EntryRow = Selectable<Tables['collection_entry']>

/** The one way to a collection: her own, one shared with a community of hers, or the starter path of one. */
export async function findCollection(db: Db, viewer: Viewer, key: string): Promise<Collection> {
  const row = await select(db).where('collection.key', '=', key).where(readable(viewer)).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

export function listOwn(db: Db, viewer: Viewer): Promise<Collection[]> {
  const person_id = viewer.person?.id ?? 0
  return select(db).where('collection.person_id', '=', person_id).orderBy('collection.id', 'desc').limit(200).execute()
}

/** What members share with a community, newest first. */
export function listShared(db: Db, viewer: Viewer, community_id: Id, limit = 50): Promise<Collection[]> {
  return select(db)
    .where('collection.community_id', '=', community_id)
    .where('is_starter', '=', false)
    .where(readable(viewer))
    .orderBy('collection.id', 'desc')
    .limit(limit)
    .execute()
}

/** The starter path of a community, if it has one. */
export function findStarter(db: Db, viewer: Viewer, community_id: Id): Promise<Collection | undefined> {
  return select(db)
    .where('collection.community_id', '=', community_id)
    .where('is_starter', '=', true)
    .where(readable(viewer))
    .executeTakeFirst()
}

function select(db: Db) {
  return db
    .selectFrom('collection')
    .leftJoin('slug', (join) =>
      join.onRef('slug.community_id', '=', 'collection.community_id').on('slug.until', 'is', null),
    )
    .leftJoin('person', 'person.id', 'collection.person_id')
    .selectAll('collection')
    .select(['slug.slug', 'person.name as owner'])
}

/** Shared is shared with the members of a community, and ends with the membership of either. */
function readable(viewer: Viewer) {
  const reader = viewer.person?.id ?? null
  return sql<boolean>`(collection.person_id = ${reader}::bigint or exists (
    select from room where room.community_id = collection.community_id and room.is_default
      and may_read(${reader}::bigint, room.id, 'community', false)
      and (collection.is_starter or exists (select from membership where membership.person_id = collection.person_id
        and membership.community_id = collection.community_id and membership.state = 'member'))))`
}

/** Its entries in their order, as they were put in; what a reader may see of them is asked by `showEntries`. */
export function listEntryRows(db: Db, { id }: { id: Id }): Promise<EntryRow[]> {
  return db
    .selectFrom('collection_entry')
    .selectAll()
    .where('collection_id', '=', id)
    .orderBy('position')
    .orderBy('id')
    .execute()
}

/** Those who change one collection pass here one at a time. */
export function lockCollection(tx: Db, { id }: { id: Id }): Promise<Selectable<Tables['collection']> | undefined> {
  return tx.selectFrom('collection').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}
