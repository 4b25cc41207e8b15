import type { Db } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Post } from '../reads.ts'
import { type Change, changesBetween } from './changes.ts'

export type Version = { version: number; at: Date; changes: Change[] }

/** What a post was before, newest first, and what changed from one to the next; for whoever may read the post. */
export async function listVersions(db: Db, { id, version, body, at, edited_at }: Post): Promise<Version[]> {
  if (body === null) throw new NotFound()
  const rows = await db
    .selectFrom('post_version')
    .select(['version', 'body', 'at'])
    .where('post_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
  const all = [{ version, body, at: edited_at ?? at }, ...rows]
  return all.map((one, i) => ({ ...one, changes: changesBetween(all[i + 1]?.body ?? one.body ?? '', one.body ?? '') }))
}
