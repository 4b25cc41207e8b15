import { setClock } from '../../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'

/** Calendar days after publication on which the asker is asked what came of it. */
export const rounds = [30, 90] as const
export type Round = (typeof rounds)[number]

/** The name of the clock, a leaf, so that publication can set it. */
export const followUp = { kind: 'queries.follow-up' }

export async function startAftercare(tx: Db, query_id: Id) {
  for (const round of rounds) {
    const { rows } = await sql<{ at: Date }>`select app_now() + ${round}::int * interval '1 day' as at`.execute(tx)
    await setClock(tx, followUp, query_id, (rows[0] as { at: Date }).at, round)
  }
}
