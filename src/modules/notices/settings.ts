import { inTransaction, type Once } from '../../platform/action.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listDeliveries } from '../communities/index.ts'
import { type Rhythm, type RhythmWish, setDigestRhythm } from '../people/index.ts'
import { replanDigest } from './digest-plan.ts'

/** The next digest comes by the new rhythm, from the next morning on. */
export function changeRhythm(db: Db, viewer: Viewer, wish: RhythmWish, once: Once): Promise<Rhythm> {
  return inTransaction(db, once, async (tx) => {
    await setDigestRhythm(tx, viewer, wish)
    if (viewer.person) await replanDigest(tx, viewer.person.id)
    return wish.digest_rhythm
  })
}

/** Only the digest: each community keeps how it was to come, for when she wants it again. */
export function stopDigest(db: Db, viewer: Viewer, once?: Once): Promise<Rhythm> {
  return changeRhythm(db, viewer, { digest_rhythm: 'never' }, once)
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
/** So many of the newest tell the pace where more were sent. */
const ENOUGH = 400

async function listVolumes(db: Db, community_ids: Id[]): Promise<Map<Id, number>> {
  const { rows } = await sql<{ community_id: Id; a_week: number }>`
    select community_id, case when many < ${ENOUGH}::int then ceil(many / ${WEEKS}::numeric)::int
      else round(many / (extract(epoch from app_now() - oldest) / 604800))::int end as a_week
    from unnest(${community_ids}::bigint[]) asked (community_id) cross join lateral (
      select count(*)::int as many, min(at) as oldest from (select at from activity
        where activity.community_id = asked.community_id and verb = 'post.distributed'
          and at > app_now() - ${WEEKS}::int * interval '7 days' order by at desc limit ${sql.lit(ENOUGH)}) newest) lately
    where many > 0`.execute(db)
  return new Map(rows.map(({ community_id, a_week }) => [community_id, a_week]))
}

/** Said before somebody subscribes: what the last four weeks brought. “About 4 mails a week lately.” */
export async function volumeOf(db: Db, community_id: Id): Promise<string> {
  return volumeInWords((await listVolumes(db, [community_id])).get(community_id) ?? 0)
}

export function volumeInWords(a_week: number): string {
  if (a_week === 0) return t('None in the last four weeks.')
  return t('About {count, plural, one {one mail} other {# mails}} a week lately.', { count: a_week })
}

export type RhythmNow = Required<RhythmWish>

export async function findRhythm(db: Db, { person }: Viewer): Promise<RhythmNow> {
  const row = await db
    .selectFrom('person')
    .select(['digest_rhythm', 'digest_weekday'])
    .where('id', '=', person?.id ?? null)
    .executeTakeFirstOrThrow()
  return row as RhythmNow
}
