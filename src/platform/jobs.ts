import type { Kysely } from 'kysely'
import type { ZodType } from 'zod'
import { type Db, sql, type Tables } from './db.ts'

/** Work that follows a commit. It takes ids, reads the world again, does nothing if the reason is gone, and may run twice. */
export type Job<T = never> = {
  name: string
  payload: ZodType<T>
  work: (db: Kysely<Tables>, payload: T) => Promise<void>
}

export function job<T>(name: string, payload: ZodType<T>, work: Job<T>['work']): Job<T> {
  return { name, payload, work }
}

/** Enqueues in the caller's transaction: rolled back with it, started right after it. */
export async function enqueue<T>(tx: Db, { name }: Job<T>, payload: T) {
  await sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json)`.execute(tx)
}
