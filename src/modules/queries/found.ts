import { longDate } from '../../platform/dates.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Found } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { stateName } from './moves.ts'
import { selectQueries } from './query.ts'

/** How a query stands among search results. */
export async function listFound(db: Db, viewer: Viewer, ids: Id[]): Promise<Found[]> {
  const rows = await selectQueries(db, viewer)
    .innerJoin('slug', (join) =>
      join.onRef('slug.community_id', '=', 'query.community_id').on('slug.until', 'is', null),
    )
    .select('slug')
    .where(sql<boolean>`query.id = any(${ids})`)
    .execute()
  return rows.map(({ id, key, slug, title, state, posted_at }) => ({
    kind: 'query',
    subject_id: id,
    title,
    href: `/communities/${slug}/queries/${key}`,
    label: t('Query, {state}', { state: stateName(state) }),
    line: posted_at ? longDate(posted_at) : undefined,
  }))
}
