import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Thing } from './address.ts'
import { type Collection, lockCollection } from './reads.ts'

/** A starter path stays short: what a newcomer can read in a week. */
const MOST_IN_STARTER = 10
const MOST_ENTRIES = 500

type Begun = { title: string; note?: string; once?: Once }

export function beginCollection(db: Db, viewer: Viewer, { title, note = '', once }: Begun): Promise<string> {
  const person = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    const { key } = await tx
      .insertInto('collection')
      .values({ person_id: person.id, title, note, language: person.language, at: now })
      .returning('key')
      .executeTakeFirstOrThrow()
    return key
  })
}

/** The starter path of a community; a second coordinator who begins it finds the first one's. */
export function beginStarter(db: Db, viewer: Viewer, community_id: Id, { title, once }: Begun): Promise<string> {
  ensure(may.keepStarter(viewer, community_id))
  return inTransaction(db, once, async (tx) => {
    const { rows } = await sql<{ key: string }>`
      insert into collection (community_id, is_starter, title) values (${community_id}, true, ${title})
      on conflict (community_id) where is_starter do update set title = collection.title
      returning key`.execute(tx)
    return (rows[0] as { key: string }).key
  })
}

type Kept = { thing: Thing; title?: string; note?: string; once?: Once }

/** Puts something at the end; what is in it already only gets the new note. */
export function keepThing(db: Db, viewer: Viewer, collection: Collection, kept: Kept): Promise<void> {
  ensure(may.changeCollection(viewer, collection))
  const { thing, title = '', note = '' } = kept
  return inTransaction(db, kept.once, async (tx) => {
    await lockOrLose(tx, collection)
    if (await noteAgain(tx, collection, thing, note)) return

    await refuseTooMany(tx, collection)
    const what = thing.kind === 'link' ? { link: thing.link, title } : { subject_id: thing.subject_id }
    await tx
      .insertInto('collection_entry')
      .values({
        collection_id: collection.id,
        kind: thing.kind,
        note,
        at: now,
        position: await nextPosition(tx, collection),
        ...what,
      })
      .execute()
    await touch(tx, collection)
  })
}

async function lockOrLose(tx: Db, collection: Collection) {
  const locked = await lockCollection(tx, collection)
  if (!locked) throw new NotFound()
  return locked
}

async function noteAgain(tx: Db, { id }: Collection, thing: Thing, note: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('collection_entry')
    .set((eb) => ({ note: note || eb.ref('note') }))
    .where('collection_id', '=', id)
    .where('kind', '=', thing.kind)
    .where(thing.kind === 'link' ? 'link' : 'subject_id', '=', thing.kind === 'link' ? thing.link : thing.subject_id)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0
}

async function refuseTooMany(tx: Db, { id, is_starter }: Collection) {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from collection_entry where collection_id = ${id}`.execute(tx)
  const most = is_starter ? MOST_IN_STARTER : MOST_ENTRIES
  if ((rows[0]?.count ?? 0) >= most)
    throw new Refused(t('It holds {most} already. Take something out first.', { most }))
}

async function nextPosition(tx: Db, { id }: Collection): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(position), 0) + 1 as next from collection_entry where collection_id = ${id}`.execute(tx)
  return rows[0]?.next ?? 1
}

function touch(tx: Db, { id }: Collection) {
  return tx.updateTable('collection').set({ version: sql<number>`version + 1` }).where('id', '=', id).execute()
}

export type Arranged = { key: string; position: number; note: string }
type Arranging = { title: string; note: string; version: number; entries: Arranged[]; remove: string[]; once?: Once }

/** Title, order and notes at once; whoever arranges what somebody else has changed meanwhile is told. */
export function arrangeCollection(
  db: Db,
  viewer: Viewer,
  collection: Collection,
  { title, note, version, entries, remove, once }: Arranging,
): Promise<'changed' | 'outdated'> {
  ensure(may.changeCollection(viewer, collection))
  return inTransaction(db, once, async (tx) => {
    const locked = await lockOrLose(tx, collection)
    if (locked.version !== version) return 'outdated'

    await tx.updateTable('collection').set({ title, note }).where('id', '=', collection.id).execute()
    await removeEntries(tx, collection, remove)
    await setOrder(tx, collection, entries)
    await touch(tx, collection)
    return 'changed'
  })
}

function removeEntries(tx: Db, { id }: Collection, keys: string[]) {
  return tx
    .deleteFrom('collection_entry')
    .where('collection_id', '=', id)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .execute()
}

async function setOrder(tx: Db, { id }: Collection, entries: Arranged[]) {
  await sql`
    update collection_entry set position = given.position, note = given.note
    from jsonb_to_recordset(${JSON.stringify(entries)}::jsonb) as given (key text, position int, note text)
    where collection_id = ${id} and collection_entry.key = given.key`.execute(tx)
}

/** With the members of a community she is in, or with nobody. */
export function shareCollection(
  db: Db,
  viewer: Viewer,
  collection: Collection,
  { community_id, once }: { community_id: Id | null; once?: Once },
): Promise<void> {
  ensure(may.shareCollection(viewer, collection, community_id))
  return inTransaction(db, once, async (tx) => {
    await tx.updateTable('collection').set({ community_id }).where('id', '=', collection.id).execute()
    if (community_id)
      await record(tx, viewer, 'collection.shared', { kind: 'collection', id: collection.id, community_id })
  })
}

export function dropCollection(db: Db, viewer: Viewer, collection: Collection, once: Once): Promise<void> {
  ensure(may.changeCollection(viewer, collection))
  return inTransaction(db, once, async (tx) => {
    await tx.deleteFrom('collection').where('id', '=', collection.id).execute()
  })
}
