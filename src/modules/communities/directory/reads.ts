import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import { eachLanguage } from '../../../platform/words-by-language.ts'
import { lastLife } from '../groups/life.ts'
import { within } from '../membership/list.ts'
import { COMMUNITIES_A_PAGE, type DirectoryFilter } from './filter.ts'

type Row = {
  id: Id
  slug: string
  name: unknown
  purpose: unknown
  type: string
  state: string
  joining: string
  reach: 'people' | 'community' | 'network' | 'public'
  staff_only: boolean
  members: number
  last_life: Date | null
  owner: string | null
  parent: unknown
  total: number
}

/** All communities by type and words, those that stirred last on top; with who owns them and how one comes in. */
export async function listDirectory(db: Db, { q, type, page }: DirectoryFilter) {
  const { rows } = await sql<Row>`
    select found.*, ${lastLife(sql`found.id`)} as last_life, ${owner()} as owner,
      members_of(found.id) as members
    from (select community.id, slug.slug, community.name, community.purpose, community.type, community.state, community.joining,
        community.contact_id, room.reach, room.staff_only, parent.name as parent, count(*) over ()::int as total
      from community join slug on slug.community_id = community.id and slug.until is null
      join room on room.community_id = community.id and room.is_default
      left join community parent on parent.id = community.parent_id and parent.parent_id is not null
      where community.parent_id is not null and ${fits({ q, type })}
      order by community.state = 'closed', community.id
      limit ${sql.lit(COMMUNITIES_A_PAGE)} offset ${(page - 1) * COMMUNITIES_A_PAGE}) found
    order by found.state = 'closed', found.id`.execute(db)
  return { communities: rows.map(withWords), total: rows[0]?.total ?? 0 }
}

export type Listed = Awaited<ReturnType<typeof listDirectory>>['communities'][number]

function fits({ q, type }: Pick<DirectoryFilter, 'q' | 'type'>) {
  const words = within(q)
  return sql`(${type} = '' or community.type::text = ${type}) and (${q} = '' or exists (
    select from (select value from ${eachLanguage('community.name')} union all
      select value from ${eachLanguage('community.purpose')}) word where word.value ilike ${words}))`
}

/** Its contact, or who has looked after it longest; a member still. */
function owner() {
  return sql`(select person.name from (
      select found.contact_id as person_id, 0 as since union all
      select person_id, id from role where community_id = found.id and until is null
        and role in ('contact', 'coordinator', 'facilitator')) holder
    join person on person.id = holder.person_id and person.state = 'active'
    join membership on membership.person_id = person.id and membership.community_id = found.id and membership.state = 'member'
    order by holder.since limit 1)`
}

function withWords({ name, purpose, parent, ...row }: Row) {
  return { ...row, title: pick(name), purpose: pick(purpose), parent: parent ? pick(parent) : null }
}

/** The parts of one community, and what others have opened to it, for its page of groups. */
export async function listParts(db: Db, community_id: Id) {
  const { rows } = await sql<{ slug: string; name: unknown; purpose: unknown; members: number }>`
    select slug.slug, name, purpose, members_of(community.id) as members
    from community join slug on slug.community_id = community.id and slug.until is null
    where (parent_id = ${community_id}::bigint or community.id in (select from_id from community_link
        where to_id = ${community_id}::bigint and kind = 'part_of' and until is null))
      and community.state <> 'closed' order by community.id limit 200`.execute(db)
  return rows.map(({ name, purpose, ...row }) => ({ ...row, title: pick(name), purpose: pick(purpose) }))
}

export function listElsewhere(db: Db) {
  return db
    .selectFrom('elsewhere')
    .select(['key', 'name', 'about', 'link'])
    .where('until', 'is', null)
    .orderBy('name')
    .limit(100)
    .execute()
}
