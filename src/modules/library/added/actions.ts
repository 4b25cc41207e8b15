import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { knowFile } from '../../../platform/files/store.ts'
import { wantText } from '../../../platform/files/text.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Community } from '../../communities/index.ts'
import { type KeptFile, unlinked } from '../../conversations/index.ts'
import { may } from '../policy.ts'
import { type AddedDocument, withHtml } from './document.ts'
import type { Adding, Editing } from './forms.ts'
import { type Added, lockAdded } from './reads.ts'
import { dropAddedFromSearch, indexAdded } from './search.ts'

type NewAdded = Adding & { files: KeptFile[]; once?: Once }

/** Puts something of a member's own into the library of her community; gives its key. */
export function addItem(db: Db, viewer: Viewer, community: Community, adding: NewAdded): Promise<string> {
  ensure(may.add(viewer, community.id))
  const isNameless = community.attribution === 'unattributed'
  const by = isNameless ? { ...viewer, person: null } : viewer
  return inTransaction(db, isNameless ? unlinked(adding.once) : adding.once, async (tx) => {
    const item = await insertItem(tx, by, community, adding)
    await setTopics(tx, item.id, adding.topics)
    await addFiles(tx, item.id, adding.files)
    await keepVersion(tx, by, item.id)
    if (by.person && community.attribution === 'named') await thank(tx, item.id, by.person.id)
    await indexAdded(tx, item.id)
    await record(tx, by, 'item.published', subject({ ...item, ...placeOf(community) }), { version: 1 })
    return item.key
  })
}

function insertItem(tx: Db, viewer: Viewer, community: Community, adding: NewAdded) {
  return tx
    .insertInto('item')
    .values({
      ...placeOf(community),
      ...audienceOf(community, adding),
      ...wordsIn(adding),
      language: adding.language ?? community.language,
      published_at: now,
      by_id: viewer.person?.id ?? null,
    })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
}

const placeOf = ({ id, room_id }: Community) => ({ community_id: id, room_id })

/** Never wider than its room: it can only be narrowed. */
function audienceOf({ reach, staff_only }: Community, { narrower }: Pick<Adding, 'narrower'>) {
  const isWide = reach === 'network' || reach === 'public'
  return {
    reach: narrower && isWide ? ('community' as const) : reach,
    staff_only: staff_only || narrower === 'staff',
  }
}

function wordsIn(adding: Adding, changed?: AddedDocument['changed']) {
  const { title, kind, why, level, minutes, stage, body, link, trial, choice, wrong, learned } = adding
  const document = withHtml({ body, link, story: { trial, choice, wrong, learned }, changed })
  return {
    ...{ title, kind, level, minutes: minutes ?? null, stage: stage ?? null, link: link || null, summary: why },
    document: JSON.stringify(document),
  }
}

async function setTopics(tx: Db, item_id: Id, topics: Id[]) {
  await tx.deleteFrom('item_topic').where('item_id', '=', item_id).execute()
  await sql`
    insert into item_topic (item_id, topic_id)
    select ${item_id}, id from topic where id = any(${topics}::bigint[])`.execute(tx)
}

async function addFiles(tx: Db, item_id: Id, files: KeptFile[]) {
  if (files.length === 0) return
  for (const { sha256, size, type } of files) await knowFile(tx, sha256, size, type)
  await tx
    .insertInto('item_file')
    .values(files.map(({ sha256, name, type, size }) => ({ item_id, sha256, name, type, size, at: now })))
    .execute()
  for (const { sha256 } of files) await wantText(tx, sha256)
}

async function keepVersion(tx: Db, viewer: Viewer, id: Id) {
  await sql`
    insert into item_version (item_id, version, title, summary, document, at, by_id)
    select id, version, title, summary, document, app_now(), ${viewer.person?.id ?? null}::bigint from item where id = ${id}`.execute(
    tx,
  )
}

async function thank(tx: Db, item_id: Id, person_id: Id) {
  await tx
    .insertInto('item_credit')
    .values({ item_id, person_id, part: 'added' })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

type Changed = 'changed' | 'outdated'

/** Changes an item; whoever edits what somebody else has changed meanwhile is told, and nothing is lost. */
export function changeItem(
  db: Db,
  viewer: Viewer,
  item: Added,
  editing: Editing & { files: KeptFile[]; once?: Once },
): Promise<Changed> {
  ensure(may.change(viewer, item))
  return inTransaction(db, editing.once, async (tx) => {
    const { version, withdrawn_at } = await lockAdded(tx, item)
    if (version !== editing.version || withdrawn_at) return 'outdated'

    await updateItem(tx, item, editing)
    await setTopics(tx, item.id, editing.topics)
    await removeFiles(tx, item.id, editing.remove)
    await addFiles(tx, item.id, editing.files)
    await keepVersion(tx, item.by_id === null ? { ...viewer, person: null } : viewer, item.id)
    await indexAdded(tx, item.id)
    await record(tx, viewer, 'item.revised', subject(item), { version: version + 1 })
    return 'changed'
  })
}

async function updateItem(tx: Db, { id, language }: Added, editing: Editing) {
  const { rows } = await sql<{ at: Date }>`select app_now() as at`.execute(tx)
  const changed = { at: (rows[0] as { at: Date }).at.toISOString(), because: editing.because }
  await tx
    .updateTable('item')
    .set({
      ...wordsIn(editing, changed),
      language: editing.language ?? language,
      version: sql<number>`version + 1`,
    })
    .where('id', '=', id)
    .execute()
}

async function removeFiles(tx: Db, item_id: Id, keys: string[]) {
  await tx
    .updateTable('item_file')
    .set({ removed_at: now })
    .where('item_id', '=', item_id)
    .where(sql<boolean>`key = any(${keys}::text[])`)
    .where('removed_at', 'is', null)
    .execute()
}

/** Takes it out of the library: it is found nowhere any more. Doing it twice is doing it once. */
export function withdrawItem(db: Db, viewer: Viewer, item: Added, once: Once): Promise<void> {
  ensure(may.change(viewer, item))
  return inTransaction(db, once, async (tx) => {
    const { withdrawn_at } = await lockAdded(tx, item)
    if (withdrawn_at) return

    await tx
      .updateTable('item')
      .set({ withdrawn_at: now, withdrawn_by: viewer.person?.id ?? null })
      .where('id', '=', item.id)
      .execute()
    await dropAddedFromSearch(tx, item.id)
    await record(tx, viewer, 'item.withdrawn', subject(item))
  })
}

function subject({ id, community_id, room_id }: { id: Id; community_id: Id; room_id: Id }) {
  return { kind: 'item', id, community_id, room_id }
}
