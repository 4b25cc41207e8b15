import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Community } from '../../communities/index.ts'
import { type ShownAuthor, shownAuthor } from '../../conversations/index.ts'
import { listNames } from '../../people/index.ts'
import { REPLY, type Shelved } from '../reads.ts'
import { type AddedDocument, addedSchema } from './document.ts'

/** What a member added, with its document read. */
export type Added = Omit<Shelved, 'document'> & { document: AddedDocument }
export type ItemFile = Pick<Selectable<Tables['item_file']>, 'id' | 'key' | 'sha256' | 'name' | 'type' | 'size'>

/** The item itself; a consolidated reply is none of these. */
export function asAdded(row: Shelved): Added {
  if (row.kind === REPLY) throw new NotFound()
  return { ...row, document: addedSchema.parse(row.document) }
}

export function listFiles(db: Db, { id }: { id: Id }): Promise<ItemFile[]> {
  return db
    .selectFrom('item_file')
    .select(['id', 'key', 'sha256', 'name', 'type', 'size'])
    .where('item_id', '=', id)
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute()
}

/** A file of this item; one that was taken away is not there. */
export async function findFile(db: Db, item: { id: Id }, key: string): Promise<ItemFile> {
  const file = (await listFiles(db, item)).find((one) => one.key === key)
  if (!file) throw new NotFound()
  return file
}

export async function listItemTopics(db: Db, { id }: { id: Id }): Promise<{ id: Id; key: string; name: string }[]> {
  const rows = await db
    .selectFrom('item_topic')
    .innerJoin('topic', 'topic.id', 'item_topic.topic_id')
    .select(['topic.id', 'topic.key', 'topic.name'])
    .where('item_id', '=', id)
    .orderBy('topic.key')
    .execute()
  return rows.map((row) => ({ ...row, name: pick(row.name) }))
}

/** Who added it, as its room names people; null where nobody is named. */
export async function addedBy(db: Db, { by_id }: Added, community: Community): Promise<ShownAuthor | null> {
  if (by_id === null || community.attribution === 'unattributed') return null
  const author = { author_id: by_id, organisation: null, community_name: community.name }
  return shownAuthor({ ...author, attribution: community.attribution }, await listNames(db, [by_id]))
}

/** An earlier version, as it stood. */
export async function findVersion(db: Db, item: Added, version: number): Promise<Added> {
  const row = await db
    .selectFrom('item_version')
    .select(['version', 'title', 'summary', 'document'])
    .where('item_id', '=', item.id)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...item, ...row, document: addedSchema.parse(row.document) }
}

/** The item while it is changed: two editors pass here one at a time. */
export async function lockAdded(tx: Db, { id }: { id: Id }) {
  return tx
    .selectFrom('item')
    .select(['id', 'version', 'kind', 'by_id', 'community_id', 'room_id', 'withdrawn_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** All items that hold a file of this content, with its words. */
export async function listHolding(db: Db, sha256: string): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select distinct item_id as id from item_file where sha256 = ${sha256} and removed_at is null`.execute(db)
  return rows.map(({ id }) => id)
}
