import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'

/** A thread as a list shows it: how much of it is new for the viewer, and where that begins. */
export type TalkLine = {
  id: Id
  key: string
  title: string
  language: string
  active_at: Date
  closed_at: Date | null
  shown_up_to: number
  slug: string
  community_name: unknown
  unread: number
  first_unread: number | null
  muted: boolean
}

type Wish = {
  communities: Id[]
  /** Goes on below this thread. */
  before?: string
  unread?: boolean
  limit?: number
}

/** More than this is “99+”. */
export const MOST_NEW = 100

/** The talk of these communities, what was written in last first, in one question; `more` says that it goes on. */
export async function listTalk(db: Db, viewer: Viewer, { communities, before, unread = false, limit = 20 }: Wish) {
  const { rows } = await sql<TalkLine>`
    select line.*, slug.slug, community.name as community_name
    from unnest(${communities}::bigint[]) of(community_id)
    join community on community.id = of.community_id
    join slug on slug.community_id = of.community_id and slug.until is null
    cross join lateral (select id from room where community_id = of.community_id
      and ${mayRead(viewer, { room_id: 'id', reach: 'reach', staff_only: 'staff_only' })} offset 0) readable
    cross join lateral (${linesOf(viewer, { before, unread, limit })}) line
    order by line.active_at desc, line.id desc limit ${sql.lit(limit + 1)}`.execute(db)
  return { lines: rows.slice(0, limit), more: rows.length > limit }
}

/** What waits for this person to be read, for lists and letters: one question however many communities. */
export async function listUnread(db: Db, viewer: Viewer, limit = 20): Promise<TalkLine[]> {
  const communities = viewer.memberships.map(({ community_id }) => community_id)
  return (await listTalk(db, viewer, { communities, unread: true, limit })).lines
}

/** Where the viewer stands in one thread: how far she has read it, what is new, and how its mail comes to her. */
export type Place = Pick<TalkLine, 'unread' | 'first_unread'> & { wish: 'follow' | 'mute' | null }

export async function findPlace(db: Db, viewer: Viewer, { id }: { id: Id }): Promise<Place> {
  const { rows } = await sql<Place>`
    select coalesce(fresh.unread, 0) as unread, fresh.first_unread, wish.wish ${withNews(viewer)} where t.id = ${id}`.execute(
    db,
  )
  return rows[0] ?? { unread: 0, first_unread: null, wish: null }
}

type Lines = { before?: string; unread: boolean; limit: number }

/** Read from the index in its order, one readable room at a time, until there are enough: however many threads there are. */
function linesOf(viewer: Viewer, { before, unread, limit }: Lines) {
  const me = idOf(viewer)
  const threads = sql`(select * from thread
    where room_id = readable.id and kind = 'talk'
      and (shown_up_to > 0 or exists (select from post where post.thread_id = thread.id and post.author_id = ${me} and post.state = 'waiting'))
      ${before ? sql`and (active_at, id) < (select active_at, id from thread where key = ${before})` : sql``}
    order by active_at desc, id desc ${unread ? sql`` : sql`limit ${sql.lit(limit + 1)}`})`
  return sql`
    select t.id, t.key, t.title, t.language, t.active_at, t.closed_at, t.shown_up_to,
      coalesce(fresh.unread, 0) as unread, fresh.first_unread, coalesce(wish.wish = 'mute', false) as muted
    ${withNews(viewer, threads)}
    ${unread ? sql`where t.shown_up_to > coalesce(reading.up_to, 0) and fresh.unread > 0` : sql``}
    order by t.active_at desc, t.id desc limit ${sql.lit(limit + 1)}`
}

/** Threads as `t`, with a member's news: what others wrote after the place she has read to, or since she joined. */
function withNews(viewer: Viewer, threads = sql`thread`) {
  const me = idOf(viewer)
  return sql`from ${threads} t
    join room on room.id = t.room_id
    left join reading on reading.person_id = ${me} and reading.thread_id = t.id
    left join thread_wish wish on wish.person_id = ${me} and wish.thread_id = t.id
    left join membership m on m.person_id = ${me} and m.community_id = t.community_id and m.state = 'member'
    left join lateral (select count(*)::int as unread, min(number) as first_unread from (
      select number from post p
      where m.person_id is not null and t.shown_up_to > coalesce(reading.up_to, 0)
        and p.thread_id = t.id and p.number > coalesce(reading.up_to, 0) and p.state = 'distributed'
        and p.author_id is distinct from ${me} and (reading.up_to is not null or p.at >= m.since)
        and ((p.reach >= room.reach and not p.staff_only) or may_read(${me}, t.room_id, p.reach, p.staff_only))
      order by number limit ${sql.lit(MOST_NEW)}) found) fresh on true`
}

function idOf({ person }: Viewer) {
  return sql`${person?.id ?? null}::bigint`
}
