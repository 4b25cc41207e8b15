import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { Panel } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'

/** On a person's page: where the reader can ask her, which is wherever both are members. */
export const sharedCommunities: Panel = {
  on: 'person',
  render: async (db, viewer, person_id) => {
    if (viewer.person?.id === person_id) return null
    const shared = await listShared(db, viewer, person_id)
    if (shared.length === 0) return null
    return (
      <section>
        <h2>{t('Ask in a community you share')}</h2>
        <ul class="topics">
          {shared.map(({ slug, name }) => (
            <li>
              <a href={`/communities/${slug}`}>{pick(name)}</a>
            </li>
          ))}
        </ul>
      </section>
    )
  },
}

async function listShared(db: Db, viewer: Viewer, person_id: Id) {
  const mine = viewer.memberships.map(({ community_id }) => community_id)
  const { rows } = await sql<{ slug: string; name: unknown }>`
    select slug.slug, community.name from membership theirs join community on community.id = theirs.community_id
      join slug on slug.community_id = community.id and slug.until is null
    where theirs.person_id = ${person_id} and theirs.state = 'member' and theirs.community_id = any(${mine}::bigint[])
      and community.parent_id is not null
    order by community.id`.execute(db)
  return rows
}
