import { setClock } from '../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'

/** One clock for all: it strikes when the next digest of anybody is due. */
export const morningClock = { kind: 'notices.morning' }
const ALL = 0

/** Seven in the morning, where the person lives. */
const MORNING = '07:00'

/** Whoever has a community in her digest, and has not stopped it. */
export const getsDigest = sql`person.state = 'active' and digest_rhythm <> 'never' and exists (select from membership
  where membership.person_id = person.id and membership.state = 'member' and delivery in ('digest', 'my_topics'))`

/** The next morning of a person's rhythm after the time that it is where she lives. */
const nextMorning = sql`
  (select (day + ${MORNING}::time) at time zone zone from (
    select zone, case digest_rhythm
      when 'daily' then began + 1
      when 'second_day' then began + 2
      when 'weekly' then began + 1 + (digest_weekday - extract(isodow from began)::int + 6) % 7
      else (date_trunc('month', began) + interval '1 month')::date end as day
    from (select zone, ((app_now() at time zone zone) - ${MORNING}::interval)::date as began
      from zone_or_utc(time_zone) zone) today) days)`

/**
 * Plans the next digest of those who have none planned; of one person, or of all. One statement however many, and
 * planning twice is planning once.
 */
export async function planDigests(db: Db, person_id: Id | null = null) {
  await sql`
    insert into digest_plan (person_id, due_at) select id, ${nextMorning} from person
    where (${person_id}::bigint is null or id = ${person_id}::bigint) and ${getsDigest}
    on conflict (person_id) do nothing`.execute(db)
  await setMorning(db)
}

/** What was planned by another rhythm, or in another zone, is given up. */
export async function replanDigest(tx: Db, person_id: Id) {
  await tx.deleteFrom('digest_plan').where('person_id', '=', person_id).execute()
  await planDigests(tx, person_id)
}

/** After a morning: on to the next one, or out of the plan. */
export async function planOn(tx: Db, people: Id[]) {
  await sql`delete from digest_plan using person
    where person.id = person_id and person_id = any(${people}::bigint[]) and not (${getsDigest})`.execute(tx)
  await sql`update digest_plan set due_at = next.at from (
      select id, ${nextMorning} as at from person where id = any(${people}::bigint[])) next
    where next.id = person_id`.execute(tx)
}

/** To the earliest of all; it stays where it is while nobody is to have one. */
export async function setMorning(tx: Db) {
  const { rows } = await sql<{ at: Date | null }>`select min(due_at) as at from digest_plan`.execute(tx)
  if (rows[0]?.at) await setClock(tx, morningClock, ALL, rows[0].at)
}
