import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findPost } from '../reads.ts'

type Find = (db: Db, viewer: Viewer, key: string) => Promise<{ id: Id }>

const finders = new Map<string, Find>([['post', findPost]])

/** Things of this kind can be bookmarked; `find` is the one way to them. The kind is that of a search result. */
export function bookmarkable(kind: string, find: Find) {
  finders.set(kind, find)
}

type NewBookmark = { kind: string; key: string; note: string; once?: Once }

/** Keeps a thing for the viewer alone, with a note; a second time the note is written anew. */
export function keepBookmark(db: Db, viewer: Viewer, { kind, key, note, once }: NewBookmark): Promise<void> {
  const person = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    const thing = await finders.get(kind)?.(tx, viewer, key)
    if (!thing) throw new NotFound()
    await tx
      .insertInto('bookmark')
      .values({ person_id: person.id, kind, subject_id: thing.id, note, at: sql<Date>`app_now()` })
      .onConflict((oc) => oc.columns(['person_id', 'kind', 'subject_id']).doUpdateSet({ note }))
      .execute()
  })
}

/** Twice is once. */
export function dropBookmark(db: Db, { person }: Viewer, key: string, once?: Once): Promise<void> {
  return inTransaction(db, once, async (tx) => {
    await tx
      .deleteFrom('bookmark')
      .where('key', '=', key)
      .where('person_id', '=', person?.id ?? null)
      .execute()
  })
}
