import { type Db, type Id, sql } from '../../platform/db.ts'
import { indexAllForSearch } from '../../platform/search-entry.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'

type Rows = ReturnType<typeof sql>

/**
 * Threads and posts that were written elsewhere, long ago: they stand there as if they always had. Nobody is told, no clock
 * is set, nothing of it is recorded post by post. Each of `rows` yields the columns named here; ids were given out before.
 */
export async function addArchivedThreads(tx: Db, rows: Rows) {
  await sql`
    insert into thread (id, community_id, room_id, kind, title, language, last_number, shown_up_to, created_at, active_at)
    overriding system value
    select id, community_id, room_id, 'talk', title, language, last_number, last_number, created_at, active_at
    from (${rows}) row`.execute(tx)
}

/** Threads that stood here get more; who had read all of one has read this too. `rows`: id, last_number, active_at. */
export async function extendArchivedThreads(tx: Db, rows: Rows) {
  await sql`
    with grown as (${rows}), readers as (
      update reading set up_to = grown.last_number from grown join thread on thread.id = grown.id
      where reading.thread_id = grown.id and reading.up_to >= thread.shown_up_to
    )
    update thread set last_number = grown.last_number, shown_up_to = grown.last_number,
      active_at = greatest(thread.active_at, grown.active_at)
    from grown where thread.id = grown.id`.execute(tx)
}

/** `rows`: id, thread_id, number, author_id, organisation, reach, staff_only, language, body, body_html, at, import_id. */
export async function addArchivedPosts(tx: Db, rows: Rows) {
  await sql`
    insert into post (id, thread_id, number, author_id, organisation, attribution, reach, staff_only, language, body, body_html,
      via, state, distribute_at, at, import_id)
    overriding system value
    select id, thread_id, number, author_id, organisation, 'named', reach, staff_only, language, body, body_html,
      'mail', 'distributed', at, at, import_id
    from (${rows}) row`.execute(tx)
}

/** `rows`: post_id, community_id, sha256, name, type, size, position; the files are known already. */
export async function addArchivedAttachments(tx: Db, rows: Rows) {
  await sql`
    insert into attachment (post_id, community_id, sha256, name, type, size, position)
    select post_id, community_id, sha256, name, type, size, position from (${rows}) row`.execute(tx)
}

/** `rows`: message_id, post_id. What came of the same mail elsewhere keeps it. */
export async function addArchivedMessageRefs(tx: Db, rows: Rows) {
  await sql`
    insert into message_ref (message_id, post_id) select message_id, post_id from (${rows}) row
    on conflict (message_id) do nothing`.execute(tx)
}

/** `rows`: subject_id, room_id, author_id, at, language, title, text. */
export async function indexArchivedPosts(tx: Db, rows: Rows) {
  await indexAllForSearch(tx, sql`select 'post' as kind, row.*, null::text as snippet from (${rows}) row`, {
    opens: sql`exists (select from post where post.id = subject_id and number = 1)`,
  })
}

/** The talk of this community that a mail answers by its references, the nearest last, as far as the writer may read it. */
export async function findAnsweredTalk(db: Db, viewer: Viewer, community_id: Id, references: string[]) {
  const found = await db
    .selectFrom('message_ref')
    .innerJoin('post', 'post.id', 'message_ref.post_id')
    .innerJoin('thread', 'thread.id', 'post.thread_id')
    .select('thread.id')
    .where(sql<boolean>`message_ref.message_id = any(${references}::text[])`)
    .where('thread.community_id', '=', community_id)
    .where('thread.kind', '=', 'talk')
    .where('post.state', '=', 'distributed')
    .where(mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' }))
    .orderBy(sql`array_position(${references}::text[], message_ref.message_id) desc`)
    .executeTakeFirst()
  return found?.id
}
