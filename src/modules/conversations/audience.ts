import { type Id, sql } from '../../platform/db.ts'

type Readers = Id[] | null

/** Those who have each message of the post's thread now and may read this one; not its author, who has had hers. */
export function audienceByMail(post_id: Id, among: Readers = null) {
  return sql<{ person_id: Id }>`
    select person_id ${members(post_id, among)} and (delivery = 'each' or wish.wish = 'follow')`
}

/** Those whom the post asks by name, or who are all asked, and who do not get it as a message anyway. */
export function audienceByName(post_id: Id, among: Readers = null) {
  return sql<{ person_id: Id }>`
    select person_id ${members(post_id, among)} and delivery <> 'each' and wish.wish is distinct from 'follow'
      and (post.to_everyone or exists (select from mention where mention.post_id = post.id and mention.person_id = membership.person_id))`
}

/** Whoever wants no mail of the community, has it paused or has muted the thread gets none in any case. */
function members(post_id: Id, among: Readers) {
  return sql`from post
    join thread on thread.id = post.thread_id
    join membership using (community_id)
    left join thread_wish wish using (person_id, thread_id)
    where post.id = ${post_id}::bigint and post.state = 'distributed'
      and (${among}::bigint[] is null or person_id = any(${among}::bigint[]))
      and membership.state = 'member' and delivery <> 'web' and (paused_until is null or paused_until <= app_now())
      and wish.wish is distinct from 'mute' and person_id is distinct from post.author_id
      and may_read(person_id, thread.room_id, post.reach, post.staff_only)`
}
