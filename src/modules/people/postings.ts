import { record } from '../../platform/activity.ts'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'

/** Where a person works; a sector that is not said stays the one of the posting before. */
export type Work = {
  designation: string | null
  organisation: string | null
  sector_id?: Id | null
  area_id: Id | null
  since: string | null
}
export type Posting = Selectable<Tables['posting']>
type Source = 'self' | 'administrator' | 'blueprint'

/**
 * A new posting ends the one before on the day before it begins. This and `correctPosting` alone write where a person
 * works, so that posting and person never differ. The same posting again changes nothing; says whether it was new.
 */
export async function recordPosting(
  tx: Db,
  viewer: Viewer,
  person_id: Id,
  work: Work,
  source: Source,
): Promise<boolean> {
  const current = await lockPosting(tx, person_id)
  const next = completed(work, current)
  if (current && isSame(current, next)) return false

  await endPosting(tx, person_id, next.since)
  await tx
    .insertInto('posting')
    .values({ ...next, person_id, source })
    .execute()
  await keepInStep(tx, person_id, next)
  await record(tx, viewer, 'posting.changed', { kind: 'person', id: person_id })
  return true
}

/** Mends what is said of the current posting, as a misspelled office; nothing begins and nothing ends. */
export async function correctPosting(tx: Db, viewer: Viewer, person_id: Id, work: Work): Promise<boolean> {
  const current = await lockPosting(tx, person_id)
  const next = completed(work, current)
  if (current && isSame(current, next) && current.since === next.since) return false

  if (current) await tx.updateTable('posting').set(next).where('id', '=', current.id).execute()
  else
    await tx
      .insertInto('posting')
      .values({ ...next, person_id, source: 'self' })
      .execute()
  await keepInStep(tx, person_id, next)
  await record(tx, viewer, 'posting.corrected', { kind: 'person', id: person_id })
  return true
}

/** Changes of one person's posting pass here one at a time, so that she has one current posting. */
async function lockPosting(tx: Db, person_id: Id): Promise<Posting | undefined> {
  await tx.selectFrom('person').select('id').where('id', '=', person_id).forUpdate().executeTakeFirstOrThrow()
  return findPosting(tx, person_id)
}

/** The current posting; undefined where none was said. */
export function findPosting(db: Db, person_id: Id): Promise<Posting | undefined> {
  return db
    .selectFrom('posting')
    .selectAll()
    .where('person_id', '=', person_id)
    .where('until', 'is', null)
    .executeTakeFirst()
}

function completed({ designation, organisation, sector_id, area_id, since }: Work, current: Posting | undefined) {
  return {
    designation: designation || null,
    organisation: organisation || null,
    sector_id: sector_id === undefined ? (current?.sector_id ?? null) : sector_id,
    area_id,
    since: since || null,
  }
}

type Completed = ReturnType<typeof completed>

/** A day that is said again, or not, does not make another posting of it. */
function isSame(one: Completed, other: Completed): boolean {
  const parts = ['designation', 'organisation', 'sector_id', 'area_id'] as const
  return parts.every((part) => one[part] === other[part])
}

/** Never before it began, even when the new one is said to have begun earlier. */
async function endPosting(tx: Db, person_id: Id, since: string | null) {
  await tx
    .updateTable('posting')
    .set({ until: sql<string>`greatest(coalesce(${since}::date, app_now()::date) - 1, since)` })
    .where('person_id', '=', person_id)
    .where('until', 'is', null)
    .execute()
}

async function keepInStep(tx: Db, person_id: Id, { designation, organisation, area_id }: Completed) {
  await tx.updateTable('person').set({ designation, organisation, area_id }).where('id', '=', person_id).execute()
}
