import { type Id, sql } from '../../platform/db.ts'

/** Those who want each message of the post's community now and may read this one; not its author, who has had hers. */
export function audienceByMail(post_id: Id) {
  return sql<{ person_id: Id }>`
    select person_id from post
    join thread on thread.id = post.thread_id
    join membership using (community_id)
    where post.id = ${post_id}::bigint and post.state = 'distributed'
      and membership.state = 'member' and delivery = 'each' and (paused_until is null or paused_until <= app_now())
      and person_id is distinct from post.author_id
      and may_read(person_id, thread.room_id, post.reach, post.staff_only)`
}
