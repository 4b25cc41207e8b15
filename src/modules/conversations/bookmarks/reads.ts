import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Found, Module } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'

type Finder = NonNullable<Module['finds']>[number]

let finders: Finder[] = []

/** How things of each kind are named and where they are, as search has it; set once, when the program is put together. */
export function setBookmarkFinders(all: Finder[]) {
  finders = all
}

export type Bookmark = { key: string; note: string; at: Date; found: Found | null }

const MOST = 50

/** What the viewer keeps, newest first; what she may not see any more is said to be gone, and its note stays hers. */
export async function listBookmarks(db: Db, viewer: Viewer, before?: string) {
  const rows = await listRows(db, viewer, before)
  const shown = rows.slice(0, MOST)
  const found = await findAll(db, viewer, shown)
  const bookmarks = shown.map(({ kind, subject_id, ...row }) => ({
    ...row,
    found: found.get(`${kind} ${subject_id}`) ?? null,
  }))
  return { bookmarks, more: rows.length > MOST }
}

function listRows(db: Db, { person }: Viewer, before?: string) {
  return db
    .selectFrom('bookmark')
    .select(['key', 'note', 'at', 'kind', 'subject_id'])
    .where('person_id', '=', person?.id ?? null)
    .where(
      sql<boolean>`(${before ?? null}::text is null or id < (select id from bookmark where key = ${before ?? null}::text))`,
    )
    .orderBy('id', 'desc')
    .limit(MOST + 1)
    .execute()
}

async function findAll(db: Db, viewer: Viewer, rows: { kind: string; subject_id: Id }[]): Promise<Map<string, Found>> {
  const found: Found[] = []
  for (const { kind, list } of finders) {
    const ids = rows.filter((row) => row.kind === kind).map(({ subject_id }) => subject_id)
    if (ids.length > 0) found.push(...(await list(db, viewer, ids)))
  }
  return new Map(found.map((one) => [`${one.kind} ${one.subject_id}`, one]))
}

export async function findBookmark(db: Db, { person }: Viewer, kind: string, subject_id: Id) {
  const row = await db
    .selectFrom('bookmark')
    .select(['key', 'note'])
    .where('person_id', '=', person?.id ?? null)
    .where('kind', '=', kind)
    .where('subject_id', '=', subject_id)
    .executeTakeFirst()
  return row ?? null
}

/** Which of these things the viewer keeps. */
export async function listKept(db: Db, { person }: Viewer, kind: string, ids: Id[]): Promise<Set<Id>> {
  const rows = await db
    .selectFrom('bookmark')
    .select('subject_id')
    .where('person_id', '=', person?.id ?? null)
    .where('kind', '=', kind)
    .where(sql<boolean>`subject_id = any(${ids}::bigint[])`)
    .execute()
  return new Set(rows.map(({ subject_id }) => subject_id))
}
