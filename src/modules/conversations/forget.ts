import { type Db, type Id, sql } from '../../platform/db.ts'
import { dropFromSearch } from '../../platform/search-entry.ts'

/** What others can read stays, beside no name; what only she could see goes, and what her posts said before. */
export async function forgetWriter(tx: Db, person_id: Id): Promise<string[]> {
  for (const table of ['draft', 'reading', 'thread_wish', 'bookmark', 'mention'])
    await sql`delete from ${sql.table(table)} where person_id = ${person_id}`.execute(tx)
  await sql`delete from bookmark where kind = 'person' and subject_id = ${person_id}`.execute(tx)
  await sql`delete from post_version using post where post.id = post_id and author_id = ${person_id}`.execute(tx)
  await sql`update post set held_reason = null, undo_hash = null where author_id = ${person_id}`.execute(tx)
  return forgetUnread(tx, person_id)
}

/** Held, waiting, or taken back: nobody but her and those who keep the room have read it. */
async function forgetUnread(tx: Db, person_id: Id): Promise<string[]> {
  const unread = sql`select id from post where author_id = ${person_id} and state <> 'distributed'`
  const { rows } = await sql<{ id: Id; sha256: string }>`
    delete from attachment where post_id in (${unread}) returning id, sha256`.execute(tx)
  for (const { id } of rows) await dropFromSearch(tx, 'file', id)
  const posts = await sql<{ id: Id }>`${unread}`.execute(tx)
  for (const { id } of posts.rows) await dropFromSearch(tx, 'post', id)
  await sql`update post set body = null, body_html = null, organisation = null,
    state = case when state = 'expired' then state else 'withdrawn' end where id in (${unread})`.execute(tx)
  return rows.map(({ sha256 }) => sha256)
}
