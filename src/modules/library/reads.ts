import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { pick } from '../../platform/i18n.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'
import { type ItemDocument, withoutPosts } from './document.ts'

export type Item = Omit<Selectable<Tables['item']>, 'document'> & { document: ItemDocument; slug: string }
/** Anything of the library: a consolidated reply, or what a member added. */
export type Shelved = Selectable<Tables['item']> & { slug: string }

export const REPLY = 'consolidated_reply'

/** The one way to a thing of the library: what the viewer may not see is not there, nor what was withdrawn. */
export async function findShelved(db: Db, viewer: Viewer, key: string): Promise<Shelved> {
  const row = await selectItems(db, viewer).where('item.key', '=', key).executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}

/** A consolidated reply; responses that were withdrawn since are not in it. */
export async function findItem(db: Db, viewer: Viewer, key: string): Promise<Item> {
  return asReply(db, await findShelved(db, viewer, key))
}

export async function findItemById(db: Db, viewer: Viewer, id: Id): Promise<Item> {
  const row = await selectItems(db, viewer).where('item.id', '=', id).executeTakeFirst()
  return asReply(db, row)
}

/** For actions, which have asked already who may: the item as it was just written. */
export async function readItem(tx: Db, id: Id): Promise<Item> {
  return asReply(tx, await withSlug(tx).where('item.id', '=', id).executeTakeFirst())
}

function selectItems(db: Db, viewer: Viewer) {
  const of = { room_id: 'item.room_id', reach: 'item.reach', staff_only: 'item.staff_only' }
  return withSlug(db).where('item.withdrawn_at', 'is', null).where(mayRead(viewer, of))
}

function withSlug(db: Db) {
  return db
    .selectFrom('item')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .selectAll('item')
    .select('slug.slug')
}

/** The reply as its page shows it. */
export async function asReply(db: Db, row: Shelved | undefined): Promise<Item> {
  if (row?.kind !== REPLY) throw new NotFound()
  const document = row.document as unknown as ItemDocument
  const ids = [...document.responses, ...document.additional].map(({ post_id }) => post_id)
  const { rows } = await sql<{ id: Id }>`
    select id from post where id = any(${ids}::bigint[]) and state in ('withdrawn', 'expired')`.execute(db)
  const gone = rows.map(({ id }) => id)
  return { ...row, document: gone.length > 0 ? withoutPosts(document, gone) : document }
}

export type Credit = { key: string; slug: string; title: string; language: string; part: string; published_at: Date }

/**
 * What a person is thanked for, as far as the viewer may read the items, newest first; of many, only so many are asked
 * about. What she added stands by her name only while its room names people.
 */
export async function listCredits(db: Db, viewer: Viewer, person_id: Id): Promise<Credit[]> {
  const credits = db
    .selectFrom('item_credit')
    .innerJoin('item', 'item.id', 'item_credit.item_id')
    .innerJoin('room', 'room.id', 'item.room_id')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .select(['item.key', 'slug.slug', 'item.title', 'item.language', 'part', 'item.published_at'])
    .select(['item.room_id', 'item.reach', 'item.staff_only'])
    .where('item_credit.person_id', '=', person_id)
    .where(sql<boolean>`(part <> 'added' or room.attribution = 'named')`)
    .where('item.withdrawn_at', 'is', null)
    .orderBy('item.published_at', 'desc')
    .orderBy('part')
    .offset(sql.lit(0))
  return db
    .selectFrom(credits.as('item'))
    .select(['key', 'slug', 'title', 'language', 'part', 'published_at'])
    .where(mayRead(viewer, { room_id: 'item.room_id', reach: 'item.reach', staff_only: 'item.staff_only' }))
    .orderBy('published_at', 'desc')
    .orderBy('part')
    .limit(50)
    .execute()
}

export type Use = { person_id: Id; round: number; used: 'no' | 'partly' | 'yes'; line: string; place: string; at: Date }

/**
 * What came of it, each reader's latest word, newest first; where the room names nobody, no place either. The rounds are
 * the asker's, who stands beside her word as beside her query.
 */
export async function listUses(
  db: Db,
  { id, room_id, document }: Pick<Shelved, 'id' | 'room_id' | 'document'>,
): Promise<Use[]> {
  const asker = askerOf(document)
  const { rows } = await sql<Omit<Use, 'place'> & { place: unknown; organisation: string | null }>`
    select * from (
      select distinct on (item_use.person_id) item_use.person_id, round, used, coalesce(line, '') as line, answered_at as at,
        case when room.attribution in ('named', 'organisation') then area.name end as place,
        case when room.attribution in ('named', 'organisation') then person.organisation end as organisation
      from item_use join person on person.id = item_use.person_id join room on room.id = ${room_id}
      left join area on area.id = person.area_id
      where item_id = ${id} and used is not null
      order by item_use.person_id, answered_at desc) latest
    order by at desc`.execute(db)
  return rows.map(({ place, organisation, ...use }) => ({
    ...use,
    place: use.round > 0 && asker && !asker.key ? asker.name : ((place ? pick(place) : organisation) ?? ''),
  }))
}

/** Nobody asked for what a member added. */
function askerOf(document: unknown) {
  return (document as Partial<ItemDocument>).query?.asker
}

/** Older versions of the item, newest first, with why each was changed. */
export function listVersions(db: Db, { id }: Pick<Item, 'id'>) {
  return db
    .selectFrom('item_version')
    .select(['version', 'at', sql<string | null>`document -> 'changed' ->> 'because'`.as('because')])
    .where('item_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
}
