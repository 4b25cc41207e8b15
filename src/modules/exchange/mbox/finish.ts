import type { Kysely } from 'kysely'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql, type Tables } from '../../../platform/db.ts'
import { knowFile } from '../../../platform/files/store.ts'
import { wantTexts } from '../../../platform/files/text.ts'
import { nobody } from '../../../platform/viewer.ts'
import { findCommunityById } from '../../communities/index.ts'
import {
  addArchivedAttachments,
  addArchivedMessageRefs,
  addArchivedPosts,
  addArchivedThreads,
  extendArchivedThreads,
  indexArchivedPosts,
  lockThread,
} from '../../conversations/index.ts'
import { knowArchiveAuthors } from '../../people/index.ts'
import type { Counts, Import } from '../reads.ts'
import { countAll, type Fault, listFaults } from './counting.ts'
import { gatherFresh } from './fresh.ts'
import { findThreads } from './threads.ts'

/** So many posts are put in by one statement, so that the terminal can say how far it is. */
const PAGE = 1000

/**
 * All that was read becomes visible at once, in one transaction: threads, posts, authors, files, old Message-IDs, search.
 * Nobody is told of any of it. `listener` hears how many posts are in.
 */
export async function finishImport(
  db: Kysely<Tables>,
  found: Import,
  listener: (done: number, all: number) => void,
): Promise<{ counts: Counts; faults: Fault[] }> {
  return db.transaction().execute(async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    await gatherFresh(tx, found)
    await findThreads(tx, found)
    await nameAuthors(tx, found)
    await numberPosts(tx)
    await knowFiles(tx, found.id)
    await putIn(tx, found, listener)
    const [counts, faults] = [await countAll(tx, found), await listFaults(tx, found)]
    await record(
      tx,
      nobody('job'),
      'archive.imported',
      { kind: 'import', id: found.id, ...placeOf(found) },
      { posts: counts.added },
    )
    await closeImport(tx, found.id, counts)
    return { counts, faults }
  })
}

async function nameAuthors(tx: Db, { community_id }: Import) {
  const { rows } = await sql<{ address: string; name: string }>`
    select distinct on (address) address, name from fresh where address is not null
    order by address, name = '', at desc, position desc`.execute(tx)
  const { language } = await findCommunityById(tx, community_id)
  const known = await knowArchiveAuthors(tx, rows, language)
  const authors = JSON.stringify([...known].map(([address, id]) => ({ address, id })))
  await sql`
    update fresh set author_id = author.id from json_to_recordset(${authors}::json) author(address text, id bigint)
    where author.address = fresh.address`.execute(tx)
}

/** Ids in the order of time; numbers go on where a thread ends that is here, under its lock. */
async function numberPosts(tx: Db) {
  const { rows } = await sql<{
    id: Id
  }>`select distinct thread_id as id from fresh where thread_id is not null order by 1`.execute(tx)
  for (const { id } of rows) await lockThread(tx, id)
  await sql`
    create temp table grown on commit drop as
    select distinct thread_id as id, thread.last_number from fresh join thread on thread.id = thread_id`.execute(tx)
  await sql`
    update fresh set thread_id = opened.id from (
      select root, nextval(pg_get_serial_sequence('thread', 'id')) as id
      from (select root from fresh where thread_id is null group by root order by min(at), min(position)) roots) opened
    where fresh.thread_id is null and fresh.root = opened.root`.execute(tx)
  await sql`
    update fresh set number = numbered.number, post_id = numbered.id from (
      select position, number, nextval(pg_get_serial_sequence('post', 'id')) as id from (
        select position, fresh.at, coalesce(last_number, 0) + row_number() over (partition by thread_id order by fresh.at, position) as number
        from fresh left join grown on grown.id = thread_id order by fresh.at, position) ordered) numbered
    where numbered.position = fresh.position`.execute(tx)
  await sql`create index on fresh (post_id)`.execute(tx)
  await sql`analyze fresh`.execute(tx)
}

async function knowFiles(tx: Db, import_id: Id) {
  const { rows } = await sql<{ sha256: string; type: string; size: number }>`
    select distinct on (file.sha256) file.sha256, file.type, file.size
    from import_mail join fresh using (position), json_to_recordset(files::json) file(sha256 text, type text, size bigint)
    where import_id = ${import_id} order by file.sha256`.execute(tx)
  for (const { sha256, type, size } of rows) await knowFile(tx, sha256, size, type)
  await wantTexts(tx, sql`select unnest(${rows.map(({ sha256 }) => sha256)}::text[]) as sha256`)
}

async function putIn(tx: Db, found: Import, listener: (done: number, all: number) => void) {
  await addArchivedThreads(tx, newThreads(found))
  await extendArchivedThreads(tx, grownThreads())
  const { rows } = await sql<{ first: number; last: number }>`
    select coalesce(min(post_id), 1) as first, coalesce(max(post_id), 0) as last from fresh`.execute(tx)
  const { first = 1, last = 0 } = rows[0] ?? {}
  for (let next = first; next <= last; next += PAGE) {
    const some = sql`fresh.post_id >= ${next} and fresh.post_id < ${next + PAGE}`
    await addArchivedPosts(tx, posts(found, some))
    await addArchivedAttachments(tx, attachments(found, some))
    await addArchivedMessageRefs(
      tx,
      sql`select message_id, post_id from fresh where message_id is not null and ${some}`,
    )
    await keepMails(tx, found, some)
    await indexArchivedPosts(tx, searchEntries(found, some))
    listener(Math.min(next + PAGE, last + 1) - first, last + 1 - first)
  }
}

type Some = ReturnType<typeof sql>

function newThreads({ id, community_id, room_id }: Import): Some {
  return sql`
    select distinct on (thread_id) thread_id as id, ${community_id}::bigint as community_id, ${room_id}::bigint as room_id,
      coalesce(nullif(subject, ''), left(nullif(body, ''), 80), '…') as title, language,
      max(number) over whole as last_number, min(fresh.at) over whole as created_at, max(fresh.at) over whole as active_at
    from fresh join import_mail using (position)
    where import_id = ${id} and not exists (select from grown where grown.id = thread_id)
    window whole as (partition by thread_id) order by thread_id, number`
}

function grownThreads(): Some {
  return sql`
    select grown.id, max(number) as last_number, max(fresh.at) as active_at from grown join fresh on fresh.thread_id = grown.id group by grown.id`
}

/** An author without an address is named, and is nobody that could be known again. */
function posts({ id, reach, staff_only }: Import, some: Some): Some {
  return sql`
    select post_id as id, thread_id, number, author_id, case when author_id is null then nullif(mail.name, '') end as organisation,
      ${reach}::reach as reach, ${staff_only}::boolean as staff_only, language, body, body_html, fresh.at, import_id
    from fresh join import_mail mail using (position) where import_id = ${id} and ${some} order by post_id`
}

function attachments({ id, community_id }: Import, some: Some): Some {
  return sql`
    select post_id, ${community_id}::bigint as community_id, file.value ->> 'sha256' as sha256, file.value ->> 'name' as name,
      file.value ->> 'type' as type, (file.value ->> 'size')::bigint as size, (nth - 1)::int as position
    from fresh join import_mail mail using (position), jsonb_array_elements(files) with ordinality file(value, nth)
    where import_id = ${id} and ${some}`
}

async function keepMails(tx: Db, { id, community_id }: Import, some: Some) {
  await sql`
    insert into archive_mail (post_id, import_id, community_id, mark, root, bare_subject, source, position, header, whole, left_out)
    select post_id, import_id, ${community_id}, mail.mark, ghost, mail.bare_subject, source, position, header, whole, left_out
    from fresh join import_mail mail using (position) where import_id = ${id} and ${some}`.execute(tx)
}

function searchEntries({ id, room_id }: Import, some: Some): Some {
  return sql`
    select post_id as subject_id, ${room_id}::bigint as room_id, author_id, fresh.at, mail.language, thread.title, words as text
    from fresh join import_mail mail using (position) join thread on thread.id = thread_id
    where import_id = ${id} and ${some}`
}

function placeOf({ community_id, room_id }: Import) {
  return { community_id, room_id }
}

async function closeImport(tx: Db, id: Id, { earliest, latest, ...counts }: Counts) {
  await tx
    .updateTable('import')
    .set({ finished_at: now, counts: sql`${JSON.stringify(counts)}::jsonb`, earliest, latest })
    .where('id', '=', id)
    .execute()
  await tx.deleteFrom('import_mail').where('import_id', '=', id).execute()
}
