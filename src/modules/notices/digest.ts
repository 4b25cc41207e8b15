import { record } from '../../platform/activity.ts'
import { clock, dropClocks } from '../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { post } from '../../platform/outbox.ts'
import { nobody } from '../../platform/viewer.ts'
import { digestClock, planDigests } from './digest-plan.ts'
import { digestLetter } from './mails.ts'

/** In the person's morning: opens the digest of the day and plans the next one. */
export const openDigest = clock(digestClock.kind, (db, person_id) =>
  db.transaction().execute(async (tx) => {
    const digest = await insertDigest(tx, person_id)
    if (digest) {
      await record(tx, nobody('job'), 'digest.opened', { kind: 'digest', id: digest.id })
      await post(tx, digestLetter, { to: person_id, about: digest.id })
    }
    await dropClocks(tx, digestClock, person_id, 'over')
    await planDigests(tx, person_id)
  }),
)

/** From where the last one ended; a minute is left for what is being written just now, it comes with the next one. */
async function insertDigest(tx: Db, person_id: Id): Promise<{ id: Id } | undefined> {
  const { rows } = await sql<{ id: Id }>`
    insert into digest (person_id, "on", since, until)
    select id, today_in(time_zone), coalesce(last.until, app_now() - case digest_rhythm
        when 'daily' then interval '1 day' when 'second_day' then interval '2 days'
        when 'weekly' then interval '7 days' else interval '1 month' end),
      app_now() - interval '1 minute'
    from person, lateral (select max(until) as until from digest where person_id = person.id) last
    where id = ${person_id} and state = 'active'
      and exists (select from membership m
        where m.person_id = person.id and m.state = 'member' and m.delivery in ('digest', 'my_topics'))
    on conflict (person_id, "on") do nothing
    returning id`.execute(tx)
  return rows[0]
}
