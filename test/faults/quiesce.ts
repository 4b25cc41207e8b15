import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { shiftTime } from '../../src/platform/clocks.ts'
import { sql } from '../../src/platform/db.ts'
import type { Stage } from './stage.ts'

/**
 * Lets everything come to its end: the mail server is friendly, the minutes of undo and of patience pass. Who is in
 * a hurry lets the minute of a dead worker's lease pass too, at a moment when nobody works.
 */
export async function quiesce(stage: Stage, { hurry, mostMs }: { hurry: boolean; mostMs: number }): Promise<void> {
  const { database, sink, workers } = stage
  sink.behave()
  if (hurry) {
    const allAway = workers.reduce<() => Promise<void>>(
      (meanwhile, worker) => () => worker.pause(meanwhile),
      () => letLeasesPass(database.db),
    )
    await allAway()
  }
  const from = performance.now()
  for (let round = 0; performance.now() - from < mostMs; round++) {
    if (round % 8 === 0) await shiftTime(database.db, '61 minutes')
    await sleep(250)
    if ((await countWaiting(stage)) === 0) return
  }
}

async function letLeasesPass(db: Stage['database']['db']) {
  for (const table of ['outbox', 'inbound_mail', 'clock'])
    await sql`update ${sql.table(table)} set leased_until = now() where leased_until > now()`.execute(db)
  await sql`select graphile_worker.force_unlock_workers(array_agg(distinct locked_by)) from graphile_worker.jobs where locked_by is not null`.execute(
    db,
  )
}

async function countWaiting({ database: { db } }: Stage): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from outbox where state = 'waiting') + (select count(*) from inbound_mail where state = 'waiting')
      + (select count(*) from clock where worked_at is null and due_at <= app_now())
      + (select count(*) from graphile_worker.jobs where run_at <= now()) as count`.execute(db)
  return Number(rows[0]?.count ?? 0)
}
