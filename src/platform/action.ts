import { type Db, now, sql } from './db.ts'
import { NotAllowed } from './errors.ts'

/** The key a form or a mail carries so that it counts once; absent in jobs, which are leased. */
export type Once = string | undefined

/**
 * Runs an action in one transaction. Given a once-key that was used before, the first result is returned and nothing is
 * done again; two at the same time wait for one another. The result must be small and fit in JSON.
 */
export function inTransaction<T>(db: Db, once: Once, act: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return actOnce(db, once, act)
  return db.transaction().execute((tx) => actOnce(tx, once, act))
}

async function actOnce<T>(tx: Db, once: Once, act: (tx: Db) => Promise<T>): Promise<T> {
  if (!once) return act(tx)
  const { numInsertedOrUpdatedRows: first } = await tx
    .insertInto('done_once')
    .values({ key: once, at: now })
    .onConflict((oc) => oc.column('key').doNothing())
    .executeTakeFirstOrThrow()
  if (!first) return findResult<T>(tx, once)

  const result = await act(tx)
  await tx
    .updateTable('done_once')
    .set({ result: sql`${JSON.stringify(result ?? null)}::jsonb` })
    .where('key', '=', once)
    .execute()
  return result
}

async function findResult<T>(tx: Db, once: string): Promise<T> {
  const { result } = await tx.selectFrom('done_once').select('result').where('key', '=', once).executeTakeFirstOrThrow()
  return result as T
}

/** The value itself where it holds; the action refuses where it does not. */
export function ensure<T>(held: T): NonNullable<Exclude<T, false>> {
  if (!held) throw new NotAllowed()
  return held as NonNullable<Exclude<T, false>>
}
