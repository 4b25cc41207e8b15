import { inTransaction, type Once } from '../../../platform/action.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { type Community, isMember } from '../../communities/index.ts'

type NewDraft = {
  /** The path of the composer below its community, such as `talk` or `talk/KEY`. */
  place: string
  title: string
  body: string
  /** The draft that these words go on with, as it was when they were typed. */
  draft?: string
  version?: number
  once?: Once
}

/** What a composer carries so that the next words go on with these; null where nothing is kept. */
type KeptDraft = { key: string; version: number } | null

/** Many more than anybody writes at once; who has so many has a program that writes. */
const MOST_DRAFTS = 100

/**
 * Keeps what the viewer is writing. Words that go on with a draft as it is now take its place; where another device was
 * faster, they stand beside it, so that nothing is lost. Nothing written is nothing kept.
 */
export function keepDraft(db: Db, viewer: Viewer, community: Community, draft: NewDraft): Promise<KeptDraft> {
  if (!viewer.person || !isMember(viewer, community.id)) throw new NotFound()
  const person_id = viewer.person.id
  return inTransaction(db, undefined, async (tx) => {
    await lockDrafts(tx, person_id)
    if ((await isNameless(tx, community, draft)) || (await wasSent(tx, draft))) return null
    if (!draft.title && !draft.body) return dropKnown(tx, person_id, draft)
    return (await goOn(tx, person_id, draft)) ?? (await begin(tx, person_id, community.id, draft))
  })
}

/** Two devices of one person save one after another. */
async function lockDrafts(tx: Db, person_id: Id) {
  await sql`select pg_advisory_xact_lock(hashtext('draft'), ${person_id}::int)`.execute(tx)
}

/** Where nobody is named, no words stand beside a person, not even for a while. */
async function isNameless(tx: Db, { id, attribution }: Community, { place }: NewDraft): Promise<boolean> {
  if (attribution === 'unattributed') return true
  const { rows } = await sql`
    select from thread join room on room.id = thread.room_id
    where thread.key = any(string_to_array(${place}, '/')) and room.attribution = 'unattributed' and thread.community_id = ${id}`.execute(
    tx,
  )
  return rows.length > 0
}

/** What was on its way when the form was sent comes too late to be a draft. */
async function wasSent(tx: Db, { once }: NewDraft): Promise<boolean> {
  if (!once) return false
  return !!(await tx.selectFrom('done_once').select('key').where('key', '=', once).executeTakeFirst())
}

async function dropKnown(tx: Db, person_id: Id, { draft: key, version }: NewDraft): Promise<null> {
  await sql`delete from draft where person_id = ${person_id} and key = ${key ?? ''} and version = ${version ?? 0}`.execute(
    tx,
  )
  return null
}

async function goOn(tx: Db, person_id: Id, { draft: key, version, title, body }: NewDraft): Promise<KeptDraft> {
  const kept = await tx
    .updateTable('draft')
    .set({ title, body, version: sql<number>`version + 1`, at: now })
    .where('person_id', '=', person_id)
    .where('key', '=', key ?? '')
    .where('version', '=', version ?? 0)
    .returning(['key', 'version'])
    .executeTakeFirst()
  return kept ?? null
}

async function begin(tx: Db, person_id: Id, community_id: Id, { place, title, body }: NewDraft): Promise<KeptDraft> {
  await forgetOld(tx, person_id)
  const same = await findSame(tx, person_id, { community_id, place, title, body })
  if (same) return same
  return tx
    .insertInto('draft')
    .values({ person_id, community_id, place, title, body, at: now })
    .returning(['key', 'version'])
    .executeTakeFirstOrThrow()
}

async function forgetOld(tx: Db, person_id: Id) {
  await sql`delete from draft where person_id = ${person_id} and at < app_now() - interval '90 days'`.execute(tx)
  const { rows } = await sql<{ count: number }>`select count(*) from draft where person_id = ${person_id}`.execute(tx)
  if ((rows[0]?.count ?? 0) >= MOST_DRAFTS)
    throw new Refused(t('You have {count} drafts. Drop some of them before you begin another.', { count: MOST_DRAFTS }))
}

type Words = { community_id: Id; place: string; title: string; body: string }

/** The same words sent again, after an answer that was lost. */
async function findSame(tx: Db, person_id: Id, { community_id, place, title, body }: Words): Promise<KeptDraft> {
  const same = await tx
    .selectFrom('draft')
    .select(['key', 'version'])
    .where((eb) => eb.and({ person_id, community_id, place, title, body }))
    .executeTakeFirst()
  return same ?? null
}

/** Given up by its writer. */
export async function dropDraft(tx: Db, { person }: Viewer, key: string): Promise<void> {
  await tx
    .deleteFrom('draft')
    .where('key', '=', key)
    .where('person_id', '=', person?.id ?? null)
    .execute()
}

/** Gone because it was sent: the draft it was, and the same words where another saving of them was on its way. */
export async function dropSent(
  tx: Db,
  { person }: Viewer,
  community_id: Id,
  { draft, body }: { draft?: string; body: string },
) {
  await sql`delete from draft where person_id = ${person?.id ?? null}::bigint
    and (key = ${draft ?? ''} or (community_id = ${community_id} and body = ${body}))`.execute(tx)
}
