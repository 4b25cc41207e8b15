import { type Db, sql } from '../../../platform/db.ts'
import { type Community, workingDay } from '../../communities/index.ts'
import type { Query } from '../query.ts'

/** Working days from close to publication. */
const CONSOLIDATION_DAYS = 5

/** By which day the reply is due, and how many days have passed since close; null while responses come in. */
export async function consolidationDue(db: Db, community: Community, { closed_at }: Pick<Query, 'closed_at'>) {
  if (!closed_at) return null
  const { rows } = await sql<{ on: string; age: number; late: boolean }>`
    select to_char(closed, 'YYYY-MM-DD') as on, today_in(${community.time_zone}) - closed as age
    from (select (${closed_at}::timestamptz at time zone ${community.time_zone})::date as closed) day`.execute(db)
  const { on, age } = rows[0] as { on: string; age: number }
  const due_on = await workingDay(db, community, CONSOLIDATION_DAYS, on)
  return { due_on, age }
}
