import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'

export type Import = Selectable<Tables['import']>

/** What became of an archive: `messages` = added + present + duplicates + broken. */
export type Counts = {
  messages: number
  added: number
  /** Here already, from an import before or by mail. */
  present: number
  duplicates: number
  broken: number
  threads: number
  authors: number
  attachments: number
  /** Files that were too many or too large; their names and sizes are kept. */
  left_out: number
  /** Posts with signs that no charset explained. */
  misread: number
  earliest: Date | null
  latest: Date | null
}

/** The one import of this community that is not finished, if there is one. */
export function findUnfinished(db: Db, community_id: Id): Promise<Import | undefined> {
  return db
    .selectFrom('import')
    .selectAll()
    .where('community_id', '=', community_id)
    .where('finished_at', 'is', null)
    .executeTakeFirst()
}

/** The finished imports of the whole network, newest first, for its administrators; they tell counts and no words. */
export async function listImports(db: Db) {
  const rows = await db
    .selectFrom('import')
    .innerJoin('community', 'community.id', 'community_id')
    .select(['import.id', 'import.key', 'import.name', 'finished_at', 'counts', 'earliest', 'latest'])
    .select('community.name as community_name')
    .where('finished_at', 'is not', null)
    .orderBy('finished_at', 'desc')
    .orderBy('import.id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ counts, ...row }) => ({ ...row, counts: counts as Omit<Counts, 'earliest' | 'latest'> }))
}

/** The post that came of this mail, as far as the viewer may read it: by Message-ID, ours or another's. */
export async function findPostOfMail(db: Db, viewer: Viewer, message_id: string): Promise<{ key: string; id: Id }> {
  const { rows } = await sql<{ key: string; id: Id }>`
    select post.key, post.id from (
      select post_id from message_ref where message_id = ${message_id}
      union select post_id from archive_mail where mark = ${message_id}) of
    join post on post.id = of.post_id and post.state = 'distributed' join thread on thread.id = post.thread_id
    where ${mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' })}
    order by post.id limit 1`.execute(db)
  if (!rows[0]) throw new NotFound()
  return rows[0]
}

/** All of the mail that a post came of, as text; null where it did not come of an archive. */
export async function findWholeMail(db: Db, post_id: Id) {
  const row = await db
    .selectFrom('archive_mail')
    .innerJoin('post', 'post.id', 'archive_mail.post_id')
    .innerJoin('import', 'import.id', 'archive_mail.import_id')
    .select(['archive_mail.whole', 'archive_mail.left_out', 'post.body', 'post.at', 'post.language', 'post.key'])
    .select(['import.name', 'import.finished_at'])
    .where('archive_mail.post_id', '=', post_id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return { ...row, left_out: row.left_out as { name: string; size: number }[] }
}

/** The archives that posts of this thread came of; of mails that were cut, the number and the address of the whole. */
export async function listOfArchives(db: Db, viewer: Viewer, thread_id: Id) {
  const { rows } = await sql<OfArchive>`
    select import.name, import.finished_at, count(*) as count,
      coalesce((json_agg(json_build_object('number', post.number, 'mark', archive_mail.mark) order by post.number)
        filter (where archive_mail.whole is not null)), '[]') as wholes
    from post join thread on thread.id = post.thread_id join archive_mail on archive_mail.post_id = post.id
      join import on import.id = archive_mail.import_id
    where post.thread_id = ${thread_id} and post.state = 'distributed'
      and ${mayRead(viewer, { room_id: 'thread.room_id', reach: 'post.reach', staff_only: 'post.staff_only' })}
    group by import.id order by import.id`.execute(db)
  return rows
}

export type OfArchive = { name: string; finished_at: Date; count: number; wholes: { number: number; mark: string }[] }
