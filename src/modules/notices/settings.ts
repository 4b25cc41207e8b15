import { inTransaction, type Once } from '../../platform/action.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listDeliveries } from '../communities/index.ts'
import { type Rhythm, setDigestRhythm } from '../people/index.ts'
import { replanDigest } from './digest-plan.ts'

/** The next digest comes by the new rhythm, from the next morning on. */
export function changeRhythm(db: Db, viewer: Viewer, rhythm: Rhythm, once: Once): Promise<Rhythm> {
  return inTransaction(db, once, async (tx) => {
    await setDigestRhythm(tx, viewer, rhythm)
    if (viewer.person) await replanDigest(tx, viewer.person.id)
    return rhythm
  })
}

export type DeliveryRow = Awaited<ReturnType<typeof listDeliveries>>[number] & { a_week: number }

/** The viewer's communities with how many messages a week went out in each lately. */
export async function listSettings(db: Db, viewer: Viewer): Promise<DeliveryRow[]> {
  const deliveries = await listDeliveries(db, viewer)
  const volumes = await listVolumes(
    db,
    deliveries.map(({ id }) => id),
  )
  return deliveries.map((row) => ({ ...row, a_week: volumes.get(row.id) ?? 0 }))
}

const WEEKS = 4

async function listVolumes(db: Db, community_ids: Id[]): Promise<Map<Id, number>> {
  const rows = await db
    .selectFrom('activity')
    .select(['community_id', sql<number>`ceil(count(*) / ${WEEKS}::numeric)::int`.as('a_week')])
    .where('verb', '=', 'post.distributed')
    .where(sql<boolean>`community_id = any(${community_ids}::bigint[])`)
    .where('at', '>', sql<Date>`app_now() - ${WEEKS}::int * interval '7 days'`)
    .groupBy('community_id')
    .execute()
  return new Map(rows.map(({ community_id, a_week }) => [community_id ?? 0, a_week]))
}

export async function findRhythm(db: Db, { person }: Viewer): Promise<Rhythm> {
  const row = await db
    .selectFrom('person')
    .select('digest_rhythm')
    .where('id', '=', person?.id ?? null)
    .executeTakeFirstOrThrow()
  return row.digest_rhythm as Rhythm
}
