import { ensure, inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../platform/db.ts'
import { indexForSearch } from '../../platform/search-entry.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Community } from '../communities/index.ts'
import { documentSchema, type ItemDocument, type ItemResponse, summaryOf, wordsOf } from './document.ts'
import { may } from './policy.ts'
import { type Item, readItem } from './reads.ts'

export type Part = 'asked' | 'responded' | 'compiled' | 'researched'
type Credits = { person_id: Id; part: Part }[]
type NewItem = { community: Community; title: string; document: ItemDocument; credits: Credits }
type Revision = { title: string; document: ItemDocument; credits: Credits; because: string }

/** Puts a consolidated reply where it stays. Who may do so is asked by the module that compiled it. */
export async function publishItem(
  tx: Db,
  viewer: Viewer,
  { community, title, document, credits }: NewItem,
): Promise<Item> {
  const { id } = await tx
    .insertInto('item')
    .values({
      ...{ community_id: community.id, room_id: community.room_id, kind: 'consolidated_reply' },
      ...{ reach: community.reach, staff_only: community.staff_only, language: document.language, published_at: now },
      ...written(title, document),
      level: community.parent_id === null ? 'national' : 'regional',
      by_id: viewer.person?.id ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await saveAround(tx, viewer, id, credits)
  return recorded(tx, viewer, id, 'item.published')
}

/** The corrected version stands at the old address; the earlier ones are kept. */
export async function reviseItem(
  tx: Db,
  viewer: Viewer,
  { id }: Pick<Item, 'id'>,
  { title, document, credits, because }: Revision,
): Promise<Item> {
  const { at } = (await sql<{ at: Date }>`select app_now() as at`.execute(tx)).rows[0] as { at: Date }
  const changed = { at: at.toISOString(), because }
  await tx
    .updateTable('item')
    .set({ ...written(title, { ...document, changed }), version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
  await saveAround(tx, viewer, id, credits)
  return recorded(tx, viewer, id, 'item.revised')
}

function written(title: string, document: ItemDocument) {
  const checked = documentSchema.parse(document)
  return { title, summary: summaryOf(checked), document: JSON.stringify(checked) }
}

/** What goes with every version: its copy, who is thanked, how it is found. */
async function saveAround(tx: Db, viewer: Viewer, id: Id, credits: Credits) {
  await sql`
    insert into item_version (item_id, version, title, summary, document, at, by_id)
    select id, version, title, summary, document, app_now(), ${viewer.person?.id ?? null}::bigint from item where id = ${id}`.execute(
    tx,
  )
  await tx.deleteFrom('item_credit').where('item_id', '=', id).execute()
  const rows = credits.map(({ person_id, part }) => ({ item_id: id, person_id, part }))
  if (rows.length > 0)
    await tx
      .insertInto('item_credit')
      .values(rows)
      .onConflict((oc) => oc.doNothing())
      .execute()
  await indexItem(tx, id)
}

/** Writes anew how the item is found. */
export async function indexItem(tx: Db, id: Id) {
  const item = await tx.selectFrom('item').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const { room_id, language, title, summary, published_at } = item
  const text = wordsOf(item.document as unknown as ItemDocument)
  await indexForSearch(tx, {
    ...{ kind: 'item', subject_id: id, room_id, at: published_at, language, title },
    ...{ snippet: summary.slice(0, 1000), text },
  })
}

async function recorded(tx: Db, viewer: Viewer, id: Id, verb: string): Promise<Item> {
  const item = await readItem(tx, id)
  await record(tx, viewer, verb, subject(item), { version: item.version })
  return item
}

/** A reply that came after publication stands on the item at once; a second time it is there already. */
export async function addReply(tx: Db, viewer: Viewer, item_id: Id, reply: ItemResponse): Promise<void> {
  const item = await tx.selectFrom('item').selectAll().where('id', '=', item_id).forUpdate().executeTakeFirst()
  if (!item) return
  const document = item.document as unknown as ItemDocument
  if ([...document.responses, ...document.additional].some(({ post_id }) => post_id === reply.post_id)) return

  const added = { ...document, additional: [...document.additional, reply] }
  await tx
    .updateTable('item')
    .set({ document: JSON.stringify(added) })
    .where('id', '=', item_id)
    .execute()
  await indexItem(tx, item_id)
  await record(tx, viewer, 'item.added', subject(item))
}

type Located = Pick<Item, 'id' | 'community_id' | 'room_id'>
export type Used = 'no' | 'partly' | 'yes'
type Telling = { used: Used; line: string; round?: number; once?: Once }

/** What a member did with it; telling again in the same round replaces what was told. */
export function recordUse(db: Db, viewer: Viewer, item: Located, { used, line, round = 0, once }: Telling) {
  const person = ensure(may.use(viewer, item) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    await tx
      .insertInto('item_use')
      .values({ item_id: item.id, person_id: person.id, round, used, line: line || null, answered_at: now })
      .onConflict((oc) =>
        oc.columns(['item_id', 'person_id', 'round']).doUpdateSet({ used, line: line || null, answered_at: now }),
      )
      .execute()
    await record(tx, viewer, 'item.used', subject(item), { used, round })
  })
}

/** Notes that somebody was asked, so that silence can be counted too. */
export async function askUse(tx: Db, item_id: Id, person_id: Id, round: number) {
  await tx
    .insertInto('item_use')
    .values({ item_id, person_id, round, asked_at: now })
    .onConflict((oc) => oc.columns(['item_id', 'person_id', 'round']).doNothing())
    .execute()
}

function subject({ id, community_id, room_id }: Located) {
  return { kind: 'item', id, community_id, room_id }
}
