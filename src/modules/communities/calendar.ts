import { type Db, sql } from '../../platform/db.ts'
import type { Community } from './reads.ts'

type Calendar = Pick<Community, 'calendar_id' | 'time_zone'>

/** The date (YYYY-MM-DD) that many working days after today in the community's calendar. */
export async function workingDay(
  db: Db,
  { calendar_id, time_zone }: Calendar,
  days: number,
  from?: string,
): Promise<string> {
  const start = from ? sql`${from}::date` : sql`today_in(${time_zone})`
  const { rows } = await sql<{
    on: string
  }>`select working_day_after(${start}, ${days}::int, ${calendar_id}::bigint) as on`.execute(db)
  return (rows[0] as { on: string }).on
}

/** The moment such a working day ends, 23:59 in the community's zone. */
export async function workingDayEnd(db: Db, calendar: Calendar, days: number, from?: string): Promise<Date> {
  return endOfDay(db, calendar, await workingDay(db, calendar, days, from))
}

/** How many working days lie between today and that day, which counts. */
export async function workingDaysUntil(db: Db, { calendar_id, time_zone }: Calendar, on: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from generate_series(today_in(${time_zone}) + 1, ${on}::date, interval '1 day') day
    where is_working_day(day::date, ${calendar_id}::bigint)`.execute(db)
  return (rows[0] as { count: number }).count
}

export async function endOfDay(db: Db, { time_zone }: Calendar, on: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select end_of_day(${on}::date, ${time_zone}) as at`.execute(db)
  return (rows[0] as { at: Date }).at
}

export async function today(db: Db, { time_zone }: Calendar): Promise<string> {
  const { rows } = await sql<{ on: string }>`select today_in(${time_zone}) as on`.execute(db)
  return (rows[0] as { on: string }).on
}

/** The database's moment, for pages that say how long something has been or will be. */
export async function appNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select app_now() as at`.execute(db)
  return (rows[0] as { at: Date }).at
}
