import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Import } from '../reads.ts'

/**
 * What becomes of each mail (table `fate`), and those that are new to the community (table `fresh`); both are of this
 * transaction alone.
 */
export async function gatherFresh(tx: Db, found: Import) {
  await tellTwinsApart(tx, found.id)
  await sql`create temp table fate on commit drop as ${fates(found)}`.execute(tx)
  await sql`
    create temp table fresh on commit drop as
    select position, mark, message_id, parents, parents[cardinality(parents)] as ghost, bare_subject, is_reply, address, name,
      fate.at, null::int as root, null::bigint as thread_id, null::int as number, null::bigint as post_id, null::bigint as author_id
    from fate join import_mail using (position) where import_id = ${found.id} and fate = 'new'`.execute(tx)
  await sql`create unique index on fresh (position)`.execute(tx)
  await sql`create index on fresh (mark)`.execute(tx)
  await sql`create index on fresh (bare_subject, at)`.execute(tx)
  await sql`analyze fresh`.execute(tx)
}

/** The same Message-ID with other words, by somebody else or at another time, is another mail; the ID stays the first one's. */
async function tellTwinsApart(tx: Db, import_id: Id) {
  await sql`
    update import_mail twin set mark = twin.mark || ' ' || twin.body_hash, message_id = null
    from (select distinct on (mark) mark, position, body_hash, address, at from import_mail
      where import_id = ${import_id} and trouble is null order by mark, position) first
    where twin.import_id = ${import_id} and twin.mark = first.mark and twin.position > first.position
      and twin.message_id is not null and twin.body_hash <> first.body_hash
      and (twin.address, twin.at) is distinct from (first.address, first.at)`.execute(tx)
}

function fates({ id, community_id, started_at }: Import) {
  return sql`
    select position, case when trouble is not null then 'broken' when nth > 1 then 'duplicate'
      when exists (${alreadyHere(community_id)}) then 'present' else 'new' end as fate, ${dated(started_at)} as at
    from (select *, count(at) over (order by position) as step,
        row_number() over (partition by mark, trouble is null order by position) as nth
      from import_mail where import_id = ${id}) mail
    window steps as (partition by step order by position)`
}

/** Where a mail has no date that can be true, it stands a second after the one before it in the archive. */
function dated(started_at: Date) {
  return sql`coalesce(first_value(at) over steps, min(at) over (), ${started_at}::timestamptz)
    + (row_number() over steps - 1) * interval '1 second'`
}

/** A mail that this community has had: in an archive before, or by mail. */
function alreadyHere(community_id: Id) {
  return sql`
    select from archive_mail where archive_mail.community_id = ${community_id} and archive_mail.mark = mail.mark
    union all
    select from message_ref join post on post.id = message_ref.post_id join thread on thread.id = post.thread_id
    where message_ref.message_id = mail.message_id and thread.community_id = ${community_id}`
}
