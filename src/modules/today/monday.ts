import { clock, setClock } from '../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { postToAll } from '../../platform/outbox.ts'
import { mondayClock, mondayName } from './jobs.ts'
import { mondayNote } from './mails.ts'

/** Seven on Monday morning, by the calendar of the community; the clock's subject is that calendar. */
export const openMonday = clock(mondayClock.kind, (db, calendar_id) =>
  db.transaction().execute(async (tx) => {
    const { day, at } = await findMondays(tx, calendar_id)
    await postToAll(tx, mondayNote, stewardsOf(calendar_id), day)
    await setClock(tx, mondayClock, calendar_id, at)
  }),
)

/** Sets the Monday of each calendar that has none ahead; planning twice is planning once. */
export async function planMondays(db: Db) {
  const { rows } = await sql<{ id: Id }>`
    select distinct calendar.id from calendar join community on community.calendar_id = calendar.id
    where not exists (select from clock where kind = ${mondayClock.kind} and subject_id = calendar.id
      and worked_at is null and due_at between app_now() and app_now() + interval '8 days')`.execute(db)
  for (const { id } of rows) await setClock(db, mondayClock, id, (await findMondays(db, id)).at)
}

/** The Monday that it is or was, as a number, and the next one's morning. */
async function findMondays(db: Db, calendar_id: Id): Promise<{ day: number; at: Date }> {
  const { rows } = await sql<{ day: number; at: Date }>`
    select to_char(monday, 'YYYYMMDD')::int as day, (monday + interval '7 days 7 hours') at time zone zone as at
    from (select zone, date_trunc('week', (app_now() at time zone zone) - interval '7 hours') as monday
      from calendar, zone_or_utc(time_zone) zone where id = ${calendar_id}) week`.execute(db)
  return rows[0] as { day: number; at: Date }
}

/** Who looks after a community by this calendar, and has not stopped the note. Whoever looks after several gets one. */
function stewardsOf(calendar_id: Id) {
  return sql`
    select distinct role.person_id from role join community on community.id = role.community_id
    join membership on membership.person_id = role.person_id and membership.community_id = role.community_id and membership.state = 'member'
    where calendar_id = ${calendar_id} and role.until is null and role in ('coordinator', 'facilitator')
      and not exists (select from letter_stop where letter_stop.person_id = role.person_id and letter = ${mondayName})`
}
