import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'

/** `unread` is counted no further than fifty. */
export type Mine = { slug: string; name: unknown; unread: number; many: boolean }

const MOST_UNREAD = 50

/**
 * The viewer's communities, those with most unread first: threads of the last thirty days, since she came, that have
 * something after what she read. One question however many there are.
 */
export async function listMine(db: Db, { person }: Viewer): Promise<Mine[]> {
  const person_id: Id | null = person?.id ?? null
  const { rows } = await sql<Mine>`
    select slug.slug, community.name, unread.count as unread, unread.count = ${sql.lit(MOST_UNREAD)} as many
    from membership join community on community.id = membership.community_id and community.parent_id is not null
    join slug on slug.community_id = community.id and slug.until is null,
    lateral (select coalesce(least(sum(room.count), ${sql.lit(MOST_UNREAD)}), 0)::int as count from (
      select (${unreadIn(person_id)}) as count from room
      where room.community_id = community.id and may_read(${person_id}, room.id, room.reach, room.staff_only)) room) unread
    where membership.person_id = ${person_id} and membership.state = 'member'
    order by unread.count desc, community.id`.execute(db)
  return rows
}

/** Read from the index of the room, the newest first, until there are enough. */
function unreadIn(person_id: Id | null) {
  return sql`select count(*) from (
    select from thread
    left join reading on reading.person_id = ${person_id} and reading.thread_id = thread.id
    left join thread_wish on thread_wish.person_id = ${person_id} and thread_wish.thread_id = thread.id
    where thread.room_id = room.id and thread.kind = 'talk'
      and active_at > greatest(membership.since, app_now() - interval '30 days')
      and shown_up_to > coalesce(reading.up_to, 0) and thread_wish.wish is distinct from 'mute'
    order by active_at desc limit ${sql.lit(MOST_UNREAD)}) threads`
}
