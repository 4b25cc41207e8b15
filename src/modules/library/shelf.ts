import { type Db, type Id, PLANNED_ANEW, sql, type Tables } from '../../platform/db.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'
import type { Item } from './reads.ts'

export type Kind = Tables['item']['kind']
export type Level = 'local' | 'regional' | 'national' | 'global'
export type Stage = 'idea' | 'trial' | 'proven'

/** A thing of the library as lists show it. */
export type ItemLine = Awaited<ReturnType<typeof listItems>>[number]

export type Filters = { kind?: Kind; level?: Level; language?: string; topic_id?: Id }
type Wanted = Filters & { community_id?: Id; ids?: Id[]; limit?: number; offset?: number }

/** The things of the library that the viewer may read, newest first: of one community, these ones, or all. */
export function listItems(db: Db, viewer: Viewer, wanted: Wanted = {}) {
  const { community_id, ids, limit = 100, offset = 0 } = wanted
  return filtered(selectLines(db, viewer), wanted)
    .$if(community_id !== undefined, (select) =>
      select
        .modifyFront(PLANNED_ANEW)
        .where('item.community_id', '=', community_id as Id)
        .where(hasReadableRoom(viewer, community_id as Id)),
    )
    .$if(ids !== undefined, (select) => select.where(sql<boolean>`item.id = any(${ids})`))
    .orderBy('item.published_at', 'desc')
    .orderBy('item.id', 'desc')
    .limit(limit)
    .$if(offset > 0, (select) => select.offset(offset))
    .execute()
}

function filtered(select: ReturnType<typeof selectLines>, { kind, level, language, topic_id }: Filters) {
  return select
    .$if(kind !== undefined, (lines) => lines.where('item.kind', '=', kind as Kind))
    .$if(level !== undefined, (lines) => lines.where('item.level', '=', level as Level))
    .$if(language !== undefined, (lines) => lines.where('item.language', '=', language as string))
    .$if(topic_id !== undefined, (lines) =>
      lines.where(sql<boolean>`exists (select from item_topic where item_id = item.id and topic_id = ${topic_id})`),
    )
}

function selectLines(db: Db, viewer: Viewer) {
  return db
    .selectFrom('item')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .select(['item.id', 'item.key', 'slug.slug', 'item.kind', 'item.title', 'item.summary', 'item.language'])
    .select(['item.level', 'item.minutes', 'item.stage', 'item.published_at', 'item.community_id'])
    .select([
      sql<number>`coalesce(jsonb_array_length(item.document -> 'responses'), 0)`.as('responses'),
      sql<number>`(select count(*)::int from item_use where item_use.item_id = item.id and used in ('partly', 'yes'))`.as(
        'uses',
      ),
    ])
    .where('item.withdrawn_at', 'is', null)
    .where(inReadableRoom(viewer))
    .where(mayRead(viewer, { room_id: 'item.room_id', reach: 'item.reach', staff_only: 'item.staff_only' }))
}

/** The rooms that can be hers are asked for once, so that most of the network is passed over without asking each thing. */
function inReadableRoom({ person, break_glass }: Viewer) {
  if (break_glass) return sql<boolean>`true`
  return sql<boolean>`item.room_id = any(array(select readable_rooms(${person?.id ?? null}::bigint)))`
}

/** Asked once, before the first thing: where no room can be hers, none is looked at. */
function hasReadableRoom({ person, break_glass }: Viewer, community_id: Id) {
  if (break_glass) return sql<boolean>`true`
  return sql<boolean>`exists (select from room join readable_rooms(${person?.id ?? null}::bigint) readable (id) using (id)
    where room.community_id = ${community_id})`
}

/** The languages in which something stands here, for the filter; the rule is asked once for each audience. */
export async function listLanguages(db: Db, viewer: Viewer, community_id: Id): Promise<Item['language'][]> {
  const { rows } = await sql<Pick<Item, 'language'>>`
    select distinct language from (select distinct language, room_id, reach, staff_only from item
      where community_id = ${community_id} and withdrawn_at is null offset 0) item
    where ${mayRead(viewer, { room_id: 'item.room_id', reach: 'item.reach', staff_only: 'item.staff_only' })}
    order by language`.execute(db)
  return rows.map(({ language }) => language)
}
