import { type Id, sql } from '../../../platform/db.ts'

export type Addressed = { person_id: Id; number: number | null; asked: boolean; each: boolean }

/**
 * Who gets a reply by mail: those who want each message now, and whatever their choice those whose it is, the asker and
 * who answered under a name; with the number of her response, for the thanks.
 */
export function audienceOfReply(item_id: Id) {
  return sql<Addressed>`
    select membership.person_id, answered.number, membership.person_id = query.asker_id as asked, delivery = 'each' as each
    from item join query on query.item_id = item.id and query.state in ('published', 'archived')
    join membership on membership.community_id = item.community_id and membership.state = 'member'
    left join lateral (select min(response.number) as number from response join post on post.id = response.post_id
      where response.query_id = query.id and not additional and post.author_id = membership.person_id
        and post.state = 'distributed') answered on true
    where item.id = ${item_id}::bigint
      and (delivery = 'each' and (paused_until is null or paused_until <= app_now())
        or answered.number is not null or membership.person_id = query.asker_id)
      and may_read(membership.person_id, item.room_id, item.reach, item.staff_only)`
}
