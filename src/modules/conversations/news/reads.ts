import { type Db, type Id, sql } from '../../../platform/db.ts'
import { isOpenSession } from '../../people/index.ts'

/** Who looks at which thread, by which session; `after` and `seen` say what stands on her page already. */
export type Looking = { person_id: Id; session_id: Id; thread_id: Id; after: number; seen: number[] }

/** What has come since, and the first of it; `nth` is whose. */
export type Came = { nth: number; count: number; key: string | null }

/**
 * One question for all who look: who may read on is in the answer, and what she may read of what came. Whoever is not in
 * it has lost her right, or has signed out.
 */
export async function listCame(db: Db, looking: Looking[]): Promise<Came[]> {
  const asked = JSON.stringify(looking.map((one, nth) => ({ nth, ...one })))
  const { rows } = await sql<Came>`
    select nth, coalesce(came.count, 0)::int as count, came.key
    from json_to_recordset(${asked}::json) as looking(nth int, person_id bigint, session_id bigint, thread_id bigint, after int, seen int[])
    join session on session.id = session_id and session.person_id = looking.person_id and ${isOpenSession}
    join thread on thread.id = looking.thread_id
    join room on room.id = thread.room_id
    left join lateral (
      select sum(of.count) as count, (array_agg(of.key order by of.number))[1] as key
      from (select reach, staff_only, count(*), min(number) as number, (array_agg(key order by number))[1] as key
        from post where post.thread_id = thread.id and number > after and number <> all(seen) and state = 'distributed'
          and author_id is distinct from looking.person_id
        group by reach, staff_only) of
      where may_read(looking.person_id, thread.room_id, of.reach, of.staff_only)) came on shown_up_to > after
    where may_read(looking.person_id, thread.room_id, room.reach, room.staff_only)`.execute(db)
  return rows
}
