import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { pick } from '../../platform/i18n.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { audienceInWords } from '../../ui/audience.tsx'
import { heldRoles, inOrderOfRoles } from './roles/held.ts'
import { isMember } from './viewer.ts'

export type Community = Selectable<Tables['community']> & {
  /** Its name in the language of the request. */
  title: string
  slug: string
  mail_name: string
  time_zone: string
  room_id: Id
  reach: 'people' | 'community' | 'network' | 'public'
  staff_only: boolean
  attribution: 'named' | 'organisation' | 'unattributed' | 'closed'
  members: number
}

/** A community by the slug it has, or had, in addresses. Its landing page is public; what it holds asks `mayRead`. */
export async function findCommunity(db: Db, slug: string): Promise<Community> {
  const found = await select(db).where('any_slug.slug', '=', slug).executeTakeFirst()
  if (!found) throw new NotFound()
  return withTitle(found)
}

export async function findCommunityById(db: Db, id: Id): Promise<Community> {
  const found = await select(db).where('community.id', '=', id).where('any_slug.until', 'is', null).executeTakeFirst()
  if (!found) throw new NotFound()
  return withTitle(found)
}

/** The network, or null before anything is planted. */
export async function findNetwork(db: Db) {
  const row = await db
    .selectFrom('community')
    .select(['id', 'name', 'short_name', 'accent', 'language', 'convening_body', 'demonstration', 'purpose'])
    .where('parent_id', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** All communities of the network, for the landing page and the menu. */
export async function listCommunities(db: Db): Promise<Community[]> {
  const rows = await select(db)
    .where('community.parent_id', 'is not', null)
    .where('any_slug.until', 'is', null)
    .orderBy('community.id')
    .execute()
  return rows.map(withTitle)
}

function select(db: Db) {
  return db
    .selectFrom('community')
    .innerJoin('slug as any_slug', 'any_slug.community_id', 'community.id')
    .innerJoin('calendar', 'calendar.id', 'community.calendar_id')
    .innerJoin('room', (join) => join.onRef('room.community_id', '=', 'community.id').on('room.is_default', '=', true))
    .selectAll('community')
    .select(['calendar.time_zone', 'room.id as room_id', 'room.reach', 'room.staff_only', 'room.attribution'])
    .select([
      sql<string | null>`(select slug from slug where community_id = community.id and until is null limit 1)`.as(
        'slug',
      ),
      sql<
        string | null
      >`(select local_part from mail_name where community_id = community.id and until is null limit 1)`.as('mail_name'),
      sql<number>`members_of(community.id)`.as('members'),
    ])
}

type Row = Omit<Community, 'title' | 'slug' | 'mail_name'> & { slug: string | null; mail_name: string | null }

function withTitle(row: Row): Community {
  const { slug, mail_name } = row
  return { ...row, slug: slug ?? '', mail_name: mail_name ?? '', title: pick(row.name) }
}

/** Whether the viewer may read what stands in this room with this audience of its own: the one rule, in SQL. */
export function mayRead(viewer: Viewer, of: { room_id: string; reach: string; staff_only: string }) {
  const reader = sql`${viewer.person?.id ?? null}::bigint`
  const asked = sql`${reader}, ${sql.ref(of.room_id)}, ${sql.ref(of.reach)}, ${sql.ref(of.staff_only)}`
  if (!viewer.break_glass) return sql<boolean>`may_read(${asked})`
  return sql<boolean>`(may_read(${asked}) or may_read_under(${viewer.break_glass.id}::bigint, ${asked}))`
}

/** Stands in its room: by membership, or for this one request under break-glass. What she finds there is asked of `mayRead`. */
export function looksInto(viewer: Viewer, community_id: Id): boolean {
  return isMember(viewer, community_id) || viewer.break_glass?.community_id === community_id
}

/** Who can read it, in words; stands on every composer and under every post and mail. */
export function audienceSentence(
  community: Pick<Community, 'title' | 'members' | 'reach' | 'staff_only' | 'attribution'>,
): string {
  return audienceInWords({ ...community, community: community.title })
}

/** What stands at the head and foot of a letter of this community. */
export function letterHead({ id, key, mail_name, short_name, title }: Community) {
  return { id, key, mail_name, short_name, name: title }
}

export async function findMailName(db: Db, local_part: string) {
  const row = await db
    .selectFrom('mail_name')
    .select('community_id')
    .where('local_part', '=', local_part.toLowerCase())
    .executeTakeFirst()
  return row ? { community_id: row.community_id, name: local_part } : null
}

/** Who works for the community, for its public page: those with a role now. */
export async function listStewards(db: Db, community_id: Id) {
  return heldRoles(db)
    .select(['person.name', 'person.organisation', 'person.key', 'role.role'])
    .where('role.community_id', '=', community_id)
    .orderBy(inOrderOfRoles)
    .orderBy('role.id')
    .execute()
}
