import { inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotAllowed } from '../../../platform/errors.ts'
import { z } from '../../../platform/http.ts'
import { job } from '../../../platform/jobs.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { isAdministrator } from '../viewer.ts'
import { lapseClock, timeClock } from './names.ts'
import type { BreakGlass } from './reads.ts'
import type { Ending } from './states.ts'

/** Ends it before its time; twice is once. */
export function endReading(db: Db, viewer: Viewer, glass: BreakGlass, once: Once): Promise<void> {
  const ending = endingBy(viewer, glass)
  if (!ending) throw new NotAllowed()
  return inTransaction(db, once, async (tx) => {
    await finish(tx, viewer, glass.id, ending)
  })
}

/** By whom it would end: her who reads, the second person, or any other administrator. */
export function endingBy(viewer: Viewer, glass: Pick<BreakGlass, 'reader_id' | 'second_id' | 'opened_at'>) {
  const me = viewer.person?.id
  if (me === undefined) return null
  if (me === glass.reader_id) return glass.opened_at ? 'reader' : 'withdrawn'
  if (!glass.opened_at) return null
  if (me === glass.second_id) return 'second'
  return isAdministrator(viewer) ? 'administrator' : null
}

const verbs: Partial<Record<Ending, string>> = {
  refused: 'break_glass.refused',
  withdrawn: 'break_glass.withdrawn',
  lapsed: 'break_glass.lapsed',
}

/** The one place where it ends, whatever the cause. */
export async function finish(tx: Db, viewer: Viewer, id: Id, ending: Ending): Promise<boolean> {
  const ended = await tx
    .updateTable('break_glass')
    .set({ ended_at: now, ended_by: viewer.person?.id ?? null, ending })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning(['community_id', 'room_id'])
    .executeTakeFirst()
  if (!ended) return false
  const subject = { kind: 'break_glass', id, ...ended }
  await record(tx, viewer, verbs[ending] ?? 'break_glass.ended', subject, { ending })
  await stopClocks(tx, [lapseClock.kind, timeClock.kind], id)
  return true
}

type Over = { id: Id; ending: 'lapsed' | 'time' | 'role' }

/** Those that are over by their time or by the loss of the office; the rule of reading knew it at that moment already. */
export async function endOver(tx: Db, { reader_id, room_id }: { reader_id?: Id; room_id?: Id } = {}) {
  const { rows } = await sql<Over>`
    select id, ending from (select id, case
        when not keeps_network(reader_id, coalesce(opened_at, asked_at)) then 'role'
        when opened_at is null and lapses_at <= app_now() then 'lapsed'
        when until <= app_now() then 'time' end as ending
      from break_glass where ended_at is null
        and reader_id = coalesce(${reader_id ?? null}::bigint, reader_id)
        and room_id = coalesce(${room_id ?? null}::bigint, room_id)) over
    where ending is not null order by id`.execute(tx)
  for (const { id, ending } of rows) await finish(tx, nobody('job'), id, ending)
}

const endOverNow = (db: Db) => inTransaction(db, undefined, (tx) => endOver(tx))

export const breakGlassLapses = clock(lapseClock.kind, endOverNow)
export const breakGlassTime = clock(timeClock.kind, endOverNow)
/** After an office or a membership has ended. */
export const endWithOffice = job('communities.break-glass-office', z.object({ id: z.number() }), endOverNow)
