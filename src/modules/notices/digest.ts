import type { Kysely } from 'kysely'
import { record } from '../../platform/activity.ts'
import { clock } from '../../platform/clocks.ts'
import { type Db, type Id, sql, type Tables } from '../../platform/db.ts'
import { postToAll } from '../../platform/outbox.ts'
import { nobody } from '../../platform/viewer.ts'
import { getsDigest, morningClock, planOn, setMorning } from './digest-plan.ts'
import { dayNumber } from './digest-reads.ts'
import { digestLetter } from './mails.ts'

/** Opens the digests of all whose morning it is, some thousands in a few statements, and plans their next ones. */
export const openMorning = clock(morningClock.kind, async (db) => {
  while (await openSome(db)) {}
  await setMorning(db)
})

const AT_ONCE = 2000

/**
 * Whoever is in the plan is taken under a lock, so that of two workers each has others; all of it is in one transaction,
 * so that a killed one leaves nobody out, and nobody gets two digests for one day.
 */
function openSome(db: Kysely<Tables>): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const people = await takeDue(tx)
    if (people.length === 0) return false
    for (const { day, ids } of await insertDigests(tx, people)) {
      await postToAll(tx, digestLetter, sql`select unnest(${ids}::bigint[]) as person_id`, dayNumber(day))
      await record(tx, nobody('job'), 'digest.opened', { kind: 'day', id: dayNumber(day) }, { count: ids.length })
    }
    await planOn(tx, people)
    return true
  })
}

async function takeDue(tx: Db): Promise<Id[]> {
  const rows = await tx
    .selectFrom('digest_plan')
    .select('person_id')
    .where('due_at', '<=', sql<Date>`app_now()`)
    .orderBy('due_at')
    .orderBy('person_id')
    .limit(AT_ONCE)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(({ person_id }) => person_id)
}

/** From where the last one ended; a minute is left for what is being written just now, it comes with the next one. */
async function insertDigests(tx: Db, people: Id[]): Promise<{ day: string; ids: Id[] }[]> {
  const { rows } = await sql<{ day: string; ids: Id[] }>`
    with opened as (
      insert into digest (person_id, "on", since, until)
      select id, today_in(zone_or_utc(time_zone)), coalesce(last.until, due_at - case digest_rhythm
          when 'daily' then interval '1 day' when 'second_day' then interval '2 days'
          when 'weekly' then interval '7 days' else interval '1 month' end),
        app_now() - interval '1 minute'
      from person join digest_plan on digest_plan.person_id = person.id,
        lateral (select max(until) as until from digest where digest.person_id = person.id) last
      where id = any(${people}::bigint[]) and ${getsDigest}
      on conflict (person_id, "on") do nothing
      returning person_id, "on")
    select "on" as day, array_agg(person_id) as ids from opened group by "on"`.execute(tx)
  return rows
}
