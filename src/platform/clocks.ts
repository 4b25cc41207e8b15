import type { Kysely } from 'kysely'
import { type Db, type Id, now, sql, type Tables } from './db.ts'
import { logFault } from './log.ts'

/** Something that comes due: a reply-by, a reminder, an aftercare question. `work` may run twice. */
export type Clock = { kind: string; work: (db: Kysely<Tables>, subject_id: Id, round: number) => Promise<void> }

export function clock(kind: string, work: Clock['work']): Clock {
  return { kind, work }
}

/** Sets, or moves while it has not struck, the one clock of this kind, subject and round. */
export async function setClock(tx: Db, { kind }: Pick<Clock, 'kind'>, subject_id: Id, due_at: Date, round = 0) {
  await tx
    .insertInto('clock')
    .values({ kind, subject_id, round, due_at })
    .onConflict((oc) =>
      oc
        .columns(['kind', 'subject_id', 'round'])
        .doUpdateSet({ due_at, worked_at: null, attempts: 0, leased_until: null }),
    )
    .execute()
}

/** The same for all that a query selects as `subject_id`, `round` and `due_at`; a round that is set already stays. */
export async function setClocks(tx: Db, { kind }: Pick<Clock, 'kind'>, planned: ReturnType<typeof sql>) {
  await sql`
    insert into clock (kind, subject_id, round, due_at)
    select ${kind}::text, subject_id, round, due_at from (${planned}) planned
    on conflict (kind, subject_id, round) do nothing`.execute(tx)
}

export async function stopClocks(tx: Db, kinds: string[], subject_id: Id) {
  await tx
    .updateTable('clock')
    .set({ worked_at: now })
    .where('kind', 'in', kinds)
    .where('subject_id', '=', subject_id)
    .where('worked_at', 'is', null)
    .execute()
}

/** Works what is due, one at a time under a lease; gives how many. One that fails is tried again later and holds up no other. */
export async function workClocks(db: Kysely<Tables>, clocks: Clock[]): Promise<number> {
  let worked = 0
  for (let due = await takeDue(db, clocks); due; due = await takeDue(db, clocks)) {
    const { id, kind, subject_id, round } = due
    try {
      await clocks.find((one) => one.kind === kind)?.work(db, subject_id, round)
      await markWorked(db, id)
    } catch (error) {
      logFault(error, { clock: kind, subject_id })
    }
    worked++
  }
  return worked
}

/** A clock that its own work has set again lies ahead, and is not over. */
async function markWorked(db: Db, id: Id) {
  await db
    .updateTable('clock')
    .set({ worked_at: now, leased_until: null })
    .where('id', '=', id)
    .where('due_at', '<=', now)
    .execute()
}

function takeDue(db: Kysely<Tables>, clocks: Clock[]) {
  return db
    .updateTable('clock')
    .set({
      leased_until: sql<Date>`now() + least(60, attempts + 1) * interval '1 minute'`,
      attempts: sql<number>`attempts + 1`,
    })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('clock')
        .select('id')
        .where(sql<boolean>`kind = any(${clocks.map(({ kind }) => kind)}::text[])`)
        .where('worked_at', 'is', null)
        .where('due_at', '<=', now)
        .where((w) => w.or([w('leased_until', 'is', null), w('leased_until', '<', sql<Date>`now()`)]))
        .orderBy('due_at')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returning(['id', 'kind', 'subject_id', 'round'])
    .executeTakeFirst()
}

/** Moves the clock that all of Copse reads; gives what it shows now. For demonstrations and tests. */
export async function shiftTime(db: Db, distance: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`
    update time_shift set shift = shift + ${distance}::interval returning now() + shift as at`.execute(db)
  return (rows[0] as { at: Date }).at
}

/** Sets it to a moment; null is the true time again. */
export async function setTime(db: Db, moment: Date | null) {
  await sql`update time_shift set shift = case when ${moment}::timestamptz is null then interval '0'
    else ${moment}::timestamptz - now() end`.execute(db)
}

/** Gives a way back to the time that the clock would show if nobody had moved it since; that gives what it shows then. */
export async function rememberTime(db: Db): Promise<() => Promise<Date>> {
  const { rows } = await sql<{ shift: string }>`select shift::text from time_shift`.execute(db)
  return async () => {
    await sql`update time_shift set shift = ${rows[0]?.shift ?? '0'}::interval`.execute(db)
    return shiftTime(db, '0')
  }
}
