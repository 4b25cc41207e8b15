import { inTransaction, type Once } from '../../platform/action.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import type { Thread } from './reads.ts'

type Read = { up_to: number; once?: Once }

/**
 * The viewer has read the thread up to this number. It never moves back, and never past what still waits to be
 * distributed: that would be taken for read when it comes.
 */
export function markRead(db: Db, { person }: Viewer, { id }: Pick<Thread, 'id'>, { up_to, once }: Read) {
  return inTransaction(db, once, async (tx) => {
    if (!person) return
    await sql`
      insert into reading (person_id, thread_id, up_to, at)
      select ${person.id}, thread.id, least(${up_to}::int, thread.shown_up_to, coalesce(waiting.number - 1, thread.shown_up_to)), app_now()
      from thread, lateral (select min(number) as number from post
        where thread_id = thread.id and state = 'waiting' and author_id is distinct from ${person.id}) waiting
      where thread.id = ${id}
      on conflict (person_id, thread_id) do update set up_to = greatest(reading.up_to, excluded.up_to), at = excluded.at`.execute(
      tx,
    )
  })
}

/** All talk of these communities is read. */
export function markAllRead(db: Db, { person }: Viewer, communities: Id[], once?: Once) {
  return inTransaction(db, once, async (tx) => {
    if (!person) return
    await sql`
      insert into reading (person_id, thread_id, up_to, at)
      select ${person.id}, id, shown_up_to, app_now() from thread
      where community_id = any(${communities}::bigint[]) and kind = 'talk' and shown_up_to > 0
      on conflict (person_id, thread_id) do update set up_to = greatest(reading.up_to, excluded.up_to), at = excluded.at`.execute(
      tx,
    )
  })
}
