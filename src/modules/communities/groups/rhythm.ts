import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { nobody } from '../../../platform/viewer.ts'
import { lastLife } from './life.ts'

type Kept = { rhythm_days: number | null; next: Date | null; missed: boolean }

/** Looks whether the community kept the rhythm it declared, and looks again when the next time is over. */
export const rhythmClock = clock('communities.rhythm', async (db, id) => {
  const { missed, next } = await findRhythm(db, id)
  if (!next) return
  await db.transaction().execute(async (tx) => {
    if (missed) await record(tx, nobody('job'), 'rhythm.missed', { kind: 'community', id, community_id: id })
    await setClock(tx, rhythmClock, id, next)
  })
})

/** After the rhythm was declared, changed or taken back. */
export async function setRhythmClock(tx: Db, id: Id) {
  const { next } = await findRhythm(tx, id)
  if (next) await setClock(tx, rhythmClock, id, next)
  else await stopClocks(tx, [rhythmClock.kind], id)
}

async function findRhythm(db: Db, id: Id): Promise<Kept> {
  const { rows } = await sql<Kept>`
    select rhythm_days, missed, case when missed then app_now() else life.at end + rhythm_days * interval '1 day' as next
    from community, lateral (select coalesce(${lastLife(sql`community.id`)}, created_at) as at) life,
      lateral (select life.at + rhythm_days * interval '1 day' < app_now() as missed) looked
    where id = ${id}::bigint and state in ('forming', 'active')`.execute(db)
  return rows[0] ?? { rhythm_days: null, next: null, missed: false }
}
