import { z } from 'zod'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { job } from '../../../platform/jobs.ts'
import type { Viewer } from '../../../platform/viewer.ts'

export type Draft = { key: string; version: number; title: string; body: string; at: Date }
export type PlacedDraft = Draft & { place: string; slug: string; community_name: unknown }

type Where = { community_id: Id; place: string; first?: string }

/** What the viewer has begun in this place, the newest first, or the one she chose; nobody else ever sees it. */
export function listDrafts(db: Db, { person }: Viewer, { community_id, place, first }: Where): Promise<Draft[]> {
  return db
    .selectFrom('draft')
    .select(['key', 'version', 'title', 'body', 'at'])
    .where('person_id', '=', person?.id ?? null)
    .where('community_id', '=', community_id)
    .where('place', '=', place)
    .orderBy(sql`key = ${first ?? ''}`, 'desc')
    .orderBy('at', 'desc')
    .limit(5)
    .execute()
}

/** All that she has begun, in the communities she is a member of. */
export function listAllDrafts(db: Db, { person }: Viewer): Promise<PlacedDraft[]> {
  return db
    .selectFrom('draft')
    .innerJoin('community', 'community.id', 'draft.community_id')
    .innerJoin('slug', 'slug.community_id', 'community.id')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.community_id', '=', 'draft.community_id')
        .onRef('membership.person_id', '=', 'draft.person_id'),
    )
    .select([
      'draft.key',
      'draft.version',
      'title',
      'body',
      'at',
      'place',
      'slug.slug',
      'community.name as community_name',
    ])
    .where('draft.person_id', '=', person?.id ?? null)
    .where('membership.state', '=', 'member')
    .where('slug.until', 'is', null)
    .orderBy('at', 'desc')
    .execute()
}

/** Whoever leaves a community leaves no half-written words in it. */
export const clearDrafts = job('conversations.clear-drafts', z.object({ id: z.number() }), async (db, { id }) => {
  await sql`delete from draft where person_id = ${id} and not exists (select from membership
    where membership.person_id = draft.person_id and membership.community_id = draft.community_id and state = 'member')`.execute(
    db,
  )
})
