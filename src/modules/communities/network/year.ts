import { type Db, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'

/** `places`: the states in which it holds; none where it holds everywhere. */
export type HolidayOfYear = { on: string; name: string; places: string[] }
export type Month = { first: string; working_days: number; holidays: HolidayOfYear[] }
export type Year = { year: number; months: Month[] }

/** The working calendar of the network, month by month; the year that is now where none is asked for. */
export async function findYear(db: Db, asked?: string): Promise<Year> {
  const { rows } = await sql<{ calendar_id: number; year: number }>`
    select calendar_id, extract(year from network_today())::int as year from community where parent_id is null`.execute(
    db,
  )
  const network = rows[0]
  if (!network) throw new NotFound()
  const year = /^2\d{3}$/.test(asked ?? '') ? Number(asked) : network.year
  const holidays = await listHolidays(db, network.calendar_id, year)
  const months = await listMonths(db, network.calendar_id, year)
  const isIn = ({ on }: HolidayOfYear, first: string) => on.slice(0, 7) === first.slice(0, 7)
  return {
    year,
    months: months.map((month) => ({ ...month, holidays: holidays.filter((one) => isIn(one, month.first)) })),
  }
}

async function listMonths(db: Db, calendar_id: number, year: number) {
  const { rows } = await sql<{ first: string; working_days: number }>`
    select date_trunc('month', day)::date as first, count(*) filter (where is_working_day(day::date, ${calendar_id}::bigint))::int as working_days
    from generate_series(make_date(${year}::int, 1, 1), make_date(${year}::int, 12, 31), interval '1 day') day group by 1 order by 1`.execute(
    db,
  )
  return rows
}

async function listHolidays(db: Db, calendar_id: number, year: number): Promise<HolidayOfYear[]> {
  const { rows } = await sql<{ on: string; name: unknown; areas: unknown[] | null }>`
    select "on", holiday.name, json_agg(area.name order by area.code) filter (where area.id is not null) as areas
    from holiday left join area on area.id = area_id
    where calendar_id = ${calendar_id} and "on" between make_date(${year}::int, 1, 1) and make_date(${year}::int, 12, 31)
    group by "on", holiday.name, area_id is null order by "on", holiday.name::text`.execute(db)
  return rows.map(({ on, name, areas }) => ({ on, name: pick(name), places: (areas ?? []).map((one) => pick(one)) }))
}
