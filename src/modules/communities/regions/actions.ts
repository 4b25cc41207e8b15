import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { setClock } from '../../../platform/clocks.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { regionBegins } from './jobs.ts'
import { may } from './policy.ts'
import { listRegions, type MappedArea, networkToday, regionOf } from './reads.ts'

type Wish = {
  network_id: Id
  /** The version of the map that the administrator has seen. */
  version: number
  region_id: Id | null
  since: string
  once: Once
}
type MapChange = 'changed' | 'same' | 'outdated'

/**
 * From a day on the area belongs to this region, or to none: the row before ends the day before, what was planned for
 * later is dropped. Whoever has not seen the newest map is shown it first, and nothing is changed.
 */
export function changeRegion(db: Db, viewer: Viewer, area: MappedArea, wish: Wish): Promise<MapChange> {
  ensure(may.keepMap(viewer, wish.network_id))
  const { region_id, since, network_id } = wish
  return inTransaction(db, wish.once, async (tx) => {
    const version = await lockMap(tx)
    if (version !== wish.version) return 'outdated'
    await refuseRewriting(tx, area, since)
    if (region_id && !(await listRegions(tx)).some(({ id }) => id === region_id)) throw new NotFound()
    const from_id = await regionOf(tx, area.id, since)
    if (from_id === region_id && !area.next) return 'same'

    await endDays(tx, area.id, since)
    if (region_id)
      await tx.insertInto('region_area').values({ area_id: area.id, community_id: region_id, since }).execute()
    await tx
      .updateTable('region_map')
      .set({ version: version + 1 })
      .execute()
    const subject = { kind: 'region_map', id: version + 1, community_id: network_id }
    await record(tx, viewer, 'region.changed', subject, { area_id: area.id, from_id, to_id: region_id, since })
    await setClock(tx, regionBegins, area.id, await beginning(tx, since), version + 1)
    return 'changed'
  })
}

/** Administrators pass here one at a time. */
async function lockMap(tx: Db): Promise<number> {
  return (await tx.selectFrom('region_map').select('version').forUpdate().executeTakeFirstOrThrow()).version
}

/** What has held stays as it was: only from the day on which the present region began can another begin. */
async function refuseRewriting(tx: Db, { name, since: begun }: MappedArea, since: string) {
  if (begun ? since < begun : since < (await networkToday(tx)))
    throw new Refused(t('The map says already where {area} belonged on that day. Choose a later one.', { area: name }))
}

async function endDays(tx: Db, area_id: Id, since: string) {
  await tx.deleteFrom('region_area').where('area_id', '=', area_id).where('since', '>=', since).execute()
  await tx
    .updateTable('region_area')
    .set({ until: sql<string>`${since}::date - 1` })
    .where('area_id', '=', area_id)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>=', since)]))
    .execute()
}

/** The first moment of the day where the network is at home. */
async function beginning(tx: Db, since: string): Promise<Date> {
  const { rows } = await sql<{ at: Date }>`select ${since}::date::timestamp at time zone time_zone as at
    from community join calendar on calendar.id = calendar_id where parent_id is null`.execute(tx)
  return (rows[0] as { at: Date }).at
}
