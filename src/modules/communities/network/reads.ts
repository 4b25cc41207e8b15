import { type Db, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'

type Row = {
  slug: string
  name: unknown
  purpose: unknown
  members: number
  is_region: boolean
  type: string
  state: string
}

/** The first tier of the network: the regions, and then all other communities that are no part of another one. */
export async function listTiers(db: Db) {
  const { rows } = await sql<Row>`
    select slug.slug, community.name, community.purpose, community.type, community.state,
      members_of(community.id) as members,
      exists (select from region_area where community_id = community.id and until is null) as is_region
    from community join slug on slug.community_id = community.id and slug.until is null
    join community network on network.id = community.parent_id and network.parent_id is null
    where community.state <> 'closed' order by is_region desc, community.id limit 200`.execute(db)
  const all = rows.map(({ name, purpose, ...row }) => ({ ...row, title: pick(name), purpose: pick(purpose) }))
  return { regions: all.filter((one) => one.is_region), others: all.filter((one) => !one.is_region) }
}

export type TierEntry = Awaited<ReturnType<typeof listTiers>>['regions'][number]

/** Counted when asked: people who are members of anything, where they work, and the communities. */
export async function countNetwork(db: Db) {
  const { rows } = await sql<{ members: number; organisations: number; areas: number; communities: number }>`
    select count(*)::int as members, count(distinct lower(organisation))::int as organisations,
      count(distinct area_id)::int as areas,
      (select count(*)::int from community where parent_id is not null and state <> 'closed') as communities
    from person where state = 'active'
      and exists (select from membership where person_id = person.id and membership.state = 'member')`.execute(db)
  return rows[0] ?? { members: 0, organisations: 0, areas: 0, communities: 0 }
}
