import { type Db, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { coreOf } from '../groups/core.ts'
import { lastLife } from '../groups/life.ts'
import { type Community, mayRead } from '../reads.ts'

export type Standing = {
  last_life: Date | null
  core: number
  programme: { key: string; title: string } | null
  parent: { slug: string; title: string } | null
  parts: { slug: string; title: string; members: number }[]
}

type Row = {
  last_life: Date | null
  core: number
  programme_key: string | null
  programme: unknown
  parent_slug: string | null
  parent: unknown
  parts: { slug: string; name: unknown; members: number }[]
}

/** What the page of a community says beside its charter, in one question. */
export async function findStanding(db: Db, { id }: Pick<Community, 'id'>): Promise<Standing> {
  const { rows } = await sql<Row>`
    select ${lastLife(sql`community.id`)} as last_life,
      ${coreOf(sql`community.id`)} as core,
      programme.key as programme_key, programme.name as programme, parent_slug.slug as parent_slug, parent.name as parent,
      ${parts()} as parts
    from community left join programme on programme.id = community.programme_id
    left join community parent on parent.id = community.parent_id and parent.parent_id is not null
    left join slug parent_slug on parent_slug.community_id = parent.id and parent_slug.until is null
    where community.id = ${id}::bigint`.execute(db)
  return standingOf(rows[0] as Row)
}

function parts() {
  return sql`coalesce((select json_agg(json_build_object('slug', slug.slug, 'name', part.name,
      'members', members_of(part.id)) order by part.id)
    from community part join slug on slug.community_id = part.id and slug.until is null
    where part.parent_id = community.id and part.state <> 'closed' and community.parent_id is not null), '[]')`
}

function standingOf({ programme_key, programme, parent_slug, parent, parts, ...row }: Row): Standing {
  return {
    last_life: row.last_life,
    core: row.core,
    programme: programme_key ? { key: programme_key, title: pick(programme) } : null,
    parent: parent_slug ? { slug: parent_slug, title: pick(parent) } : null,
    parts: parts.map(({ name, ...part }) => ({ ...part, title: pick(name) })),
  }
}

/** Whether this reader, a visitor too, may read what is said in the community's room: the one rule of reading. */
export async function mayLookIn(db: Db, viewer: Viewer, { room_id }: Pick<Community, 'room_id'>): Promise<boolean> {
  const of = { room_id: 'room.id', reach: 'room.reach', staff_only: 'room.staff_only' }
  const { rows } = await sql`select from room where id = ${room_id}::bigint and ${mayRead(viewer, of)}`.execute(db)
  return rows.length > 0
}

/** What a community can continue. */
export async function listProgrammes(db: Db) {
  const rows = await db.selectFrom('programme').select(['id', 'key', 'name']).orderBy(sql`name::text`).execute()
  return rows.map(({ name, ...row }) => ({ ...row, title: pick(name) }))
}
