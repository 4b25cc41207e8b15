import { type Db, sql } from '../../platform/db.ts'

/** Turns the demonstration's counted days into dates: `-8` is the eighth working day before the day of planting. */
export type Moments = { day: (count: number) => string; at: (moment: string) => Date }

export async function readMoments(db: Db): Promise<Moments> {
  const { rows } = await sql<{ on: string; working: boolean; today: boolean; zone: string }>`
    select day::date as on, is_working_day(day::date, calendar.id) as working, day::date = today_in(time_zone) as today, time_zone as zone
    from (select * from calendar order by id limit 1) calendar,
      generate_series(today_in(time_zone) - 500, today_in(time_zone) + 120, interval '1 day') day order by day`.execute(
    db,
  )
  const now = rows.findIndex((row) => row.today)
  const before = rows
    .slice(0, now)
    .filter((row) => row.working)
    .reverse()
  const after = rows.slice(now + 1).filter((row) => row.working)
  const zone = rows[0]?.zone ?? 'UTC'
  const day = (count: number) => {
    const found = count === 0 ? rows[now] : count < 0 ? before[-count - 1] : after[count - 1]
    if (!found) throw new Error(`The demonstration counts too far: ${count}`)
    return found.on
  }
  const at = (moment: string) => {
    const [count = '0', time = '00:00'] = moment.split(' ')
    return inZone(`${day(Number(count))}T${time}:00`, zone)
  }
  return { day, at }
}

/** The instant at which clocks in the zone show this local time. */
function inZone(local: string, zone: string): Date {
  const guess = new Date(`${local}Z`)
  const shown = new Date(`${guess.toLocaleString('sv-SE', { timeZone: zone }).replace(' ', 'T')}Z`)
  return new Date(guess.getTime() - (shown.getTime() - guess.getTime()))
}
