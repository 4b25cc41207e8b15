import type { Db, Id } from './db.ts'
import { sql } from './db.ts'
import { enqueue, type Job } from './jobs.ts'
import type { Viewer } from './viewer.ts'

type Subject = { kind: string; id: Id; community_id?: Id | null; room_id?: Id | null }
type Data = Record<string, number | boolean | string | null>

const listeners = new Map<string, Job<{ id: Id }>[]>()

/** `job` is enqueued, with the subject's id, in the transaction of each fact of this verb. */
export function listen(verb: string, job: Job<{ id: Id }>) {
  listeners.set(verb, [...(listeners.get(verb) ?? []), job])
}

/** The one history. `verb` is past tense (`query.posted`); data holds ids and enums, never words. */
export async function record(tx: Db, viewer: Viewer, verb: string, subject: Subject, data: Data = {}) {
  await tx
    .insertInto('activity')
    .values({
      actor_id: viewer.person?.id ?? null,
      via: viewer.door,
      verb,
      subject_kind: subject.kind,
      subject_id: subject.id,
      community_id: subject.community_id ?? null,
      room_id: subject.room_id ?? null,
      data: sql`${JSON.stringify(data)}::jsonb`,
    })
    .execute()
  for (const job of listeners.get(verb) ?? []) await enqueue(tx, job, { id: subject.id })
}
