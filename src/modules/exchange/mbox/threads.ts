import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Import } from '../reads.ts'

/** What a mail hangs on: another new one, a thread that is here, or a mail that nobody has (`ghost`). */
type Link = { position: number; ghost: string | null; parent: number | null; thread_id: Id | null }

const PAGE = 5000
/** Without a header that says so, “Re: Wells” answers “Wells” only if that was written in the month before. */
const DAYS = 30

/** Gives each new mail its thread: `root` is one of the mails that belong together, `thread_id` is set where it is here. */
export async function findThreads(tx: Db, found: Import) {
  const groups = new Groups()
  const ghosts = new Map<string, number>()
  for await (const link of listLinks(tx, found)) {
    groups.add(link.position, link.thread_id)
    if (link.parent) groups.join(link.position, link.parent)
    else if (!link.thread_id && link.ghost) groups.join(link.position, meetAt(ghosts, link.ghost, link.position))
  }
  const places = groups.all()
  for (let at = 0; at < places.length; at += PAGE) await savePlaces(tx, places.slice(at, at + PAGE))
}

/** All who answer the same missing mail under the same subject meet at the first of them; many answer one digest. */
function meetAt(ghosts: Map<string, number>, ghost: string, position: number): number {
  const first = ghosts.get(ghost) ?? position
  ghosts.set(ghost, first)
  return first
}

/** Mails that belong together, however the links between them run; a circle of links is one group. */
class Groups {
  private readonly parents: number[] = []
  private readonly threads: (Id | undefined)[] = []

  add(position: number, thread: Id | null) {
    const root = this.rootOf(position)
    this.threads[root] ??= thread ?? undefined
  }

  join(one: number, other: number) {
    const [low = 0, high = 0] = [this.rootOf(one), this.rootOf(other)].sort((a, b) => a - b)
    this.parents[high] = low
    this.threads[low] ??= this.threads[high]
  }

  all() {
    return Object.keys(this.parents).map((key) => {
      const root = this.rootOf(Number(key))
      return { position: Number(key), root, thread_id: this.threads[root] ?? null }
    })
  }

  private rootOf(position: number): number {
    let root = position
    while (this.parents[root] !== undefined && this.parents[root] !== root) root = this.parents[root] as number
    this.parents[root] = root
    for (let at = position; at !== root; ) {
      const next = this.parents[at] ?? root
      this.parents[at] = root
      at = next
    }
    return root
  }
}

async function* listLinks(tx: Db, found: Import): AsyncGenerator<Link> {
  for (let after = 0; ; ) {
    const { rows } = await sql<Link>`
      select fresh.position, fresh.ghost || ' ' || fresh.bare_subject as ghost, coalesce(near.parent, alike.parent) as parent,
        coalesce(near.thread_id, missing.thread_id, alike.thread_id) as thread_id
      from fresh
      left join lateral (${nearest(found)}) near on true
      left join lateral (${ofSameMissing(found)}) missing on near is null
      left join lateral (${ofSameSubject(found)}) alike on is_reply and cardinality(fresh.parents) = 0 and fresh.bare_subject <> ''
      where fresh.position > ${after} order by fresh.position limit ${sql.lit(PAGE)}`.execute(tx)
    if (rows.length === 0) return
    yield* rows
    after = rows.at(-1)?.position ?? after
  }
}

/** The nearest of the mails it answers that is new as well, or stands in a thread of this room. */
function nearest({ community_id, room_id }: Import) {
  return sql`
    select other.position as parent, null::bigint as thread_id, nth from unnest(fresh.parents) with ordinality of(id, nth)
      join fresh other on other.mark = of.id and other.position <> fresh.position
    union all
    select null, thread.id, nth from unnest(fresh.parents) with ordinality of(id, nth)
      join message_ref on message_ref.message_id = of.id join post on post.id = message_ref.post_id
      join thread on thread.id = post.thread_id and thread.room_id = ${room_id} and thread.kind = 'talk'
    union all
    select null, thread.id, nth from unnest(fresh.parents) with ordinality of(id, nth)
      join archive_mail on archive_mail.community_id = ${community_id} and archive_mail.mark = of.id
      join post on post.id = archive_mail.post_id join thread on thread.id = post.thread_id and thread.room_id = ${room_id}
    order by nth limit 1`
}

/** A thread of an earlier import whose beginning was missing there: this is it, or answers it as well. */
function ofSameMissing({ community_id, room_id }: Import) {
  return sql`
    select thread.id as thread_id from archive_mail join post on post.id = archive_mail.post_id
      join thread on thread.id = post.thread_id and thread.room_id = ${room_id}
    where archive_mail.community_id = ${community_id} and (archive_mail.root = fresh.mark
      or (archive_mail.root = fresh.ghost and archive_mail.bare_subject = fresh.bare_subject)) limit 1`
}

function ofSameSubject({ community_id, room_id }: Import) {
  const window = sql`between fresh.at - ${DAYS}::int * interval '1 day' and fresh.at`
  return sql`
    select parent, thread_id from (
      select other.position as parent, null::bigint as thread_id, other.at from fresh other
        where other.bare_subject = fresh.bare_subject and other.at ${window} and other.position <> fresh.position
      union all
      select null, thread.id, post.at from archive_mail join post on post.id = archive_mail.post_id and post.at ${window}
        join thread on thread.id = post.thread_id and thread.room_id = ${room_id}
        where archive_mail.community_id = ${community_id} and archive_mail.bare_subject = fresh.bare_subject
    ) alike order by at desc, parent desc limit 1`
}

async function savePlaces(tx: Db, places: { position: number; root: number; thread_id: Id | null }[]) {
  await sql`
    update fresh set root = place.root, thread_id = place.thread_id
    from json_to_recordset(${JSON.stringify(places)}::json) place(position int, root int, thread_id bigint)
    where place.position = fresh.position`.execute(tx)
}
