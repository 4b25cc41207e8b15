import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { ListedPost } from './reads.ts'

/** Which of these posts the viewer keeps, and which still ask her by name: one question however many. */
export async function listMarks(db: Db, { person }: Viewer, posts: ListedPost[]) {
  const ids = posts.map(({ id }) => id)
  const me = person?.id ?? null
  const { rows } = await sql<{ id: Id; is_kept: boolean }>`
    select subject_id as id, true as is_kept from bookmark
    where person_id = ${me}::bigint and kind = 'post' and subject_id = any(${ids}::bigint[])
    union all
    select post_id, false from mention where person_id = ${me}::bigint and done_at is null and post_id = any(${ids}::bigint[])`.execute(
    db,
  )
  const those = (is_kept: boolean) => new Set(rows.filter((row) => row.is_kept === is_kept).map(({ id }) => id))
  return { kept: those(true), asking: those(false) }
}
