import { inTransaction, type Once } from '../../platform/action.ts'
import { record } from '../../platform/activity.ts'
import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { viewerOf } from './viewer.ts'

export type Delivery = Selectable<Tables['membership']>['delivery']

type Wish = {
  delivery: Delivery
  /** The first day on which mail comes again; null for no pause. Left out, a pause stays as it is. */
  paused_until?: string | null
}

/** How mail of one community reaches the viewer, and from which day on. */
export function setDelivery(db: Db, viewer: Viewer, community_id: Id, wish: Wish, once?: Once): Promise<Delivery> {
  return inTransaction(db, once, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('membership')
      .set({ delivery: wish.delivery, ...pause(viewer, wish) })
      .where('person_id', '=', viewer.person?.id ?? null)
      .where('community_id', '=', community_id)
      .where('state', '=', 'member')
      .executeTakeFirstOrThrow()
    if (!numUpdatedRows) throw new NotFound()

    const subject = { kind: 'person', id: viewer.person?.id ?? 0, community_id }
    await record(tx, viewer, 'delivery.changed', subject, { delivery: wish.delivery })
    return wish.delivery
  })
}

/** A day begins at midnight where the person lives. */
function pause({ person }: Viewer, { paused_until }: Wish) {
  if (paused_until === undefined) return {}
  if (paused_until === null) return { paused_until: null }
  return { paused_until: sql<Date>`${paused_until}::date::timestamp at time zone ${person?.time_zone ?? 'UTC'}` }
}

/** One step stops the mail of exactly this community; all else stays, and so does the membership. Twice is once. */
export async function stopMail(db: Db, person_id: Id, community_id: Id): Promise<void> {
  const viewer = await viewerOf(db, person_id, 'mail')
  const membership = viewer?.memberships.find((one) => one.community_id === community_id)
  if (viewer && membership && membership.delivery !== 'web') {
    await setDelivery(db, viewer, community_id, { delivery: 'web' })
  }
}

/** The viewer's communities and how the mail of each reaches her. */
export function listDeliveries(db: Db, viewer: Viewer) {
  return db
    .selectFrom('membership')
    .innerJoin('community', 'community.id', 'membership.community_id')
    .innerJoin('slug', 'slug.community_id', 'community.id')
    .select(['community.id', 'community.name', 'slug.slug', 'delivery'])
    .select(
      sql<string | null>`case when paused_until > app_now()
        then (paused_until at time zone ${viewer.person?.time_zone ?? 'UTC'})::date end`.as('paused_until'),
    )
    .where('slug.until', 'is', null)
    .where('person_id', '=', viewer.person?.id ?? null)
    .where('membership.state', '=', 'member')
    .orderBy('community.id')
    .execute()
}
