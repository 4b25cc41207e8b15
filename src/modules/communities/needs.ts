import { type Db, type Id, sql } from '../../platform/db.ts'
import { pick, t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listBreakGlassNeeds } from './break-glass/index.ts'
import { countNewcomers } from './greeting/newcomers.ts'
import { listGroupNeeds } from './groups/needs.ts'
import { listPlacementNeeds } from './placement/needs.ts'
import { listRoleNeeds } from './roles/needs.ts'
import { isAdministrator, listCoordinated } from './viewer.ts'

/** What waits for those who look after communities: requests, newcomers, roles, groups, and a rhythm that was missed. */
export async function listCommunityNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  const coordinated = listCoordinated(viewer)
  const lists = await Promise.all([
    coordinated.length > 0 || isAdministrator(viewer) ? listRequestNeeds(db, viewer, coordinated) : [],
    coordinated.length > 0 ? listGreetingNeeds(db, coordinated) : [],
    listRoleNeeds(db, viewer, coordinated),
    listGroupNeeds(db, viewer, coordinated),
    listPlacementNeeds(db, viewer),
    listBreakGlassNeeds(db, viewer),
  ])
  return lists.flat()
}

/** An administrator is asked where nobody else looks after the door. */
async function listRequestNeeds(db: Db, viewer: Viewer, coordinated: Id[]): Promise<Need[]> {
  const { rows } = await sql<{ id: Id; slug: string; name: unknown; count: number }>`
    select community.id, slug.slug, community.name, count(*)::int as count from application
    join community on community.id = application.community_id
    join slug on slug.community_id = community.id and slug.until is null
    where decided_at is null and proven_at is not null and (community.id = any(${coordinated}::bigint[])
      or (${isAdministrator(viewer)} and not exists (select from role join membership using (person_id, community_id)
        where role.community_id = community.id and role.until is null and state = 'member'
          and role in ('coordinator', 'facilitator'))))
    group by 1, 2`.execute(db)
  return rows.map(({ id, slug, name, count }) => ({
    text: t('{count, plural, one {One person asks} other {# people ask}} to join {community}', {
      count,
      community: pick(name),
    }),
    why: coordinated.includes(id)
      ? t('You look after {community}.', { community: pick(name) })
      : t('You keep the network.'),
    act: t('Decide'),
    href: `/communities/${slug}/applications`,
    weight: 100,
  }))
}

async function listGreetingNeeds(db: Db, coordinated: Id[]): Promise<Need[]> {
  return (await countNewcomers(db, coordinated)).map(({ slug, name, count }) => ({
    text: t('{count, plural, one {One newcomer} other {# newcomers}} of {community} not greeted', {
      count,
      community: pick(name),
    }),
    why: t('You look after {community}.', { community: pick(name) }),
    act: t('Greet'),
    href: `/communities/${slug}/newcomers`,
    weight: 60,
  }))
}
