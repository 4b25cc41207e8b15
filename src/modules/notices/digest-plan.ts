import { dropClocks, setClocks } from '../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'

export const digestClock = { kind: 'notices.digest' }

/** Seven in the morning, where the person lives. */
const MORNING = '07:00'

/**
 * Sets the next digest of each who has a community in it and none planned; of one person, or of all. The round of the
 * clock is its day, so that planning twice is planning once.
 */
export async function planDigests(db: Db, person_id: Id | null = null) {
  await setClocks(
    db,
    digestClock,
    sql`
    select id as subject_id, to_char(day, 'YYYYMMDD')::int as round, (day + ${MORNING}::time) at time zone time_zone as due_at
    from (
      select id, time_zone, case digest_rhythm
        when 'daily' then began + 1
        when 'second_day' then began + 2
        when 'weekly' then began + 8 - extract(isodow from began)::int
        else (date_trunc('month', began) + interval '1 month')::date end as day
      from person, lateral (select ((app_now() at time zone time_zone) - ${MORNING}::interval)::date as began) today
      where state = 'active' and (${person_id}::bigint is null or id = ${person_id}::bigint)
        and exists (select from membership m
          where m.person_id = person.id and m.state = 'member' and m.delivery in ('digest', 'my_topics'))
        and not exists (select from clock c
          where c.kind = ${digestClock.kind}::text and c.subject_id = person.id and c.worked_at is null and c.due_at > app_now())
    ) days`,
  )
}

/** The days that were planned by another rhythm are given up. */
export async function replanDigest(tx: Db, person_id: Id) {
  await dropClocks(tx, digestClock, person_id, 'ahead')
  await planDigests(tx, person_id)
}
