import { inTransaction, type Once } from '../../../platform/action.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Post } from '../reads.ts'
import type { Member } from './names.ts'

/** Notes whom a post asks by name; of those it asked before, whoever is not named any more is let go. */
export async function saveMentions(tx: Db, post_id: Id, people: Member[], author_id: Id | null) {
  const asked = people.map(({ id }) => id).filter((id) => id !== author_id)
  await sql`delete from mention where post_id = ${post_id} and done_at is null and person_id <> all(${asked}::bigint[])`.execute(
    tx,
  )
  await sql`insert into mention (post_id, person_id) select ${post_id}, unnest(${asked}::bigint[])
    on conflict (post_id, person_id) do nothing`.execute(tx)
}

/** Whoever writes in the thread under her name has answered. A post without names leaves no such trace. */
export async function answerMentions(tx: Db, thread_id: Id, author_id: Id | null) {
  if (author_id === null) return
  await sql`update mention set done_at = app_now() from post
    where mention.person_id = ${author_id} and mention.done_at is null
      and post.id = mention.post_id and post.thread_id = ${thread_id} and post.author_id is distinct from ${author_id}`.execute(
    tx,
  )
}

/** Nothing more is needed of the viewer; says whether something was. Twice is once. */
export function settleMention(db: Db, { person }: Viewer, { id }: Pick<Post, 'id'>, once?: Once): Promise<boolean> {
  return inTransaction(db, once, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('mention')
      .set({ done_at: now })
      .where('post_id', '=', id)
      .where('person_id', '=', person?.id ?? null)
      .where('done_at', 'is', null)
      .executeTakeFirstOrThrow()
    return numUpdatedRows > 0
  })
}

/** The same for all that a thread asks of her, as when she replies “done” by mail. */
export async function settleMentionsOf(db: Db, { person }: Viewer, thread_id: Id): Promise<boolean> {
  const { rows } = await sql`update mention set done_at = app_now() from post
    where mention.person_id = ${person?.id ?? null}::bigint and mention.done_at is null
      and post.id = mention.post_id and post.thread_id = ${thread_id} returning post.id`.execute(db)
  return rows.length > 0
}
