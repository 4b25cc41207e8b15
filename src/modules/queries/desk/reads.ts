import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { QueryState } from '../../../platform/tables.gen.ts'
import { shownName } from '../../people/index.ts'

export type DeskRow = {
  id: Id
  key: string
  title: string
  state: QueryState
  urgency: 'normal' | 'urgent' | 'long'
  asker: string
  responses: number
  answer: string | null
  /** Since when it waits in this state, and until when the next step is promised. */
  since: Date
  due: Date | null
  half: boolean
}

/** Since when a query waits in its state; `shape` is its newest wording. */
export const deskSince = sql`case query.state
        when 'submitted' then query.submitted_at
        when 'gathering' then query.posted_at
        when 'closed' then query.closed_at
        when 'consolidating' then query.closed_at
        else coalesce(shape.answered_at, shape.sent_at, query.created_at) end`

/** Until when the next step is promised, by the working days of the community's calendar. */
export const deskDue = sql`case query.state
        when 'submitted' then end_of_day(working_day_after((query.submitted_at at time zone calendar.time_zone)::date, 1, calendar.id), calendar.time_zone)
        when 'gathering' then query.due_at
        when 'closed' then end_of_day(working_day_after((query.closed_at at time zone calendar.time_zone)::date, 5, calendar.id), calendar.time_zone)
        when 'consolidating' then end_of_day(working_day_after((query.closed_at at time zone calendar.time_zone)::date, 5, calendar.id), calendar.time_zone)
        end`

/** All that the desk has in hand, oldest first; one question however many. */
export async function listDesk(db: Db, community_id: Id): Promise<DeskRow[]> {
  const { rows } = await sql<DeskRow>`
    select query.id, query.key, query.title, query.state, query.urgency, ${shownName()} as asker,
      (select count(*) from response join post on post.id = post_id where query_id = query.id and post.state in ('waiting', 'distributed'))::int as responses,
      shape.answer, ${deskSince} as since, ${deskDue} as due,
      query.state = 'gathering' and app_now() > query.posted_at + (query.due_at - query.posted_at) / 2 as half
    from query
    join person on person.id = query.asker_id
    join community on community.id = query.community_id
    join calendar on calendar.id = community.calendar_id
    left join lateral (select * from query_shape where query_id = query.id order by version desc limit 1) shape on true
    where query.community_id = ${community_id}
      and query.state in ('submitted', 'shaping', 'parked', 'queued', 'gathering', 'closed', 'consolidating', 'in_review')
    order by query.urgency = 'urgent' desc, since`.execute(db)
  return rows
}

/** What else waits for the desk: mails held for a look. */
export async function countHeld(db: Db, community_id: Id): Promise<number> {
  const { count } = await db
    .selectFrom('inbound_mail')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('community_id', '=', community_id)
    .where('state', '=', 'held')
    .executeTakeFirstOrThrow()
  return count
}

/** The newest wording that went to the asker, and what she said. */
export async function findShape(db: Db, query_id: Id) {
  const row = await db
    .selectFrom('query_shape')
    .selectAll()
    .where('query_id', '=', query_id)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
