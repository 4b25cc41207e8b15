import { sql } from '../../../platform/db.ts'

/** Facts that say a community lives: something was asked, said, answered or kept. */
const LIFE = [
  'thread.opened',
  'post.added',
  'query.posted',
  'response.received',
  'reply.published',
  'item.added',
  'meeting.held',
]

/** When something last happened in the community of this id, as SQL. */
export function lastLife(community_id: ReturnType<typeof sql>) {
  return sql<Date | null>`(select max(newest.at) from unnest(${LIFE}::text[]) life (verb) cross join lateral (
    select at from activity where activity.community_id = ${community_id} and activity.verb = life.verb
    order by at desc limit 1) newest)`
}
