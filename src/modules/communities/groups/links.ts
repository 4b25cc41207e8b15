import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'

export const linkKinds = ['sister', 'part_of'] as const
type LinkKind = (typeof linkKinds)[number]
type Row = { id: Id; slug: string; name: unknown; kind: LinkKind; is_from: boolean }

/** The communities this one is linked with, from both ends. */
export async function listLinks(db: Db, community_id: Id) {
  const { rows } = await sql<Row>`
    select community.id, slug.slug, community.name, link.kind, link.from_id = ${community_id}::bigint as is_from
    from community_link link
    join community on community.id = case when link.from_id = ${community_id}::bigint then link.to_id else link.from_id end
    join slug on slug.community_id = community.id and slug.until is null
    where ${community_id}::bigint in (link.from_id, link.to_id) and link.until is null
    order by link.kind, community.id`.execute(db)
  return rows.map(({ name, ...row }) => ({ ...row, title: pick(name) }))
}

export type Linked = Awaited<ReturnType<typeof listLinks>>[number]

type Link = { to: Community; kind: LinkKind; once: Once }

/** Links two communities; both pages say so, and those who keep either of them may end it. Twice is once. */
export function linkCommunities(db: Db, viewer: Viewer, from: Community, { to, kind, once }: Link): Promise<void> {
  ensure(may.keep(viewer, from.id))
  if (from.id === to.id) throw new Refused(t('A community cannot be linked with itself.'))
  return inTransaction(db, once, async (tx) => {
    const [from_id = 0, to_id = 0] = kind === 'sister' ? [from.id, to.id].sort((a, b) => a - b) : [from.id, to.id]
    const made = await tx
      .insertInto('community_link')
      .values({ from_id, to_id, kind })
      .onConflict((oc) =>
        oc
          .columns(['from_id', 'to_id', 'kind'])
          .doUpdateSet({ until: null, since: now })
          .where('community_link.until', 'is not', null),
      )
      .returning('from_id')
      .executeTakeFirst()
    const subject = { kind: 'community', id: from.id, community_id: from.id }
    if (made) await record(tx, viewer, 'community.linked', subject, { to_id: to.id, kind })
  })
}

export function unlinkCommunities(db: Db, viewer: Viewer, one: Community, { to, kind, once }: Link): Promise<void> {
  ensure(may.keep(viewer, one.id))
  return inTransaction(db, once, async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('community_link')
      .set({ until: now })
      .where('kind', '=', kind)
      .where('until', 'is', null)
      .where((eb) =>
        eb.or([
          eb.and([eb('from_id', '=', one.id), eb('to_id', '=', to.id)]),
          eb.and([eb('from_id', '=', to.id), eb('to_id', '=', one.id)]),
        ]),
      )
      .executeTakeFirstOrThrow()
    const subject = { kind: 'community', id: one.id, community_id: one.id }
    if (numUpdatedRows) await record(tx, viewer, 'community.unlinked', subject, { to_id: to.id, kind })
  })
}
