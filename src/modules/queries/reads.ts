import { type Db, type Id, sql } from '../../platform/db.ts'
import { pick } from '../../platform/i18n.ts'
import type { QueryState } from '../../platform/tables.gen.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { mayRead } from '../communities/index.ts'
import { posted } from './moves.ts'
import { type Query, selectQueries } from './query.ts'

export async function listQueryTopics(db: Db, query_id: Id) {
  const rows = await db
    .selectFrom('query_topic')
    .innerJoin('topic', 'topic.id', 'topic_id')
    .select(['topic.id', 'topic.key', 'topic.name'])
    .where('query_id', '=', query_id)
    .orderBy('topic.key')
    .execute()
  return rows.map(({ id, key, name }) => ({ id, key, name: pick(name) }))
}

/** Where the consolidated reply stands, or the archived one that answered the query; for a viewer, if she may read it. */
export async function itemPathOf(db: Db, { item_id }: Pick<Query, 'item_id'>, viewer?: Viewer): Promise<string | null> {
  if (!item_id) return null
  const item = await db
    .selectFrom('item')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .select(['item.key', 'slug.slug'])
    .where('item.id', '=', item_id)
    .$if(viewer !== undefined, (select) => select.where(mayRead(viewer as Viewer, ofItem)))
    .executeTakeFirst()
  return item ? `/communities/${item.slug}/library/${item.key}` : null
}

const ofItem = { room_id: 'item.room_id', reach: 'item.reach', staff_only: 'item.staff_only' }

export type Posted = Pick<
  Query,
  'id' | 'key' | 'title' | 'state' | 'reply_by' | 'due_at' | 'posted_at' | 'language' | 'kinds'
> & {
  path: string
  responses: number
}

type Wanted = { community_id?: Id; states?: QueryState[]; topic?: string; limit?: number }

/** Queries that are out, open ones first by their reply-by, then the newest; in one question. */
export async function listPosted(
  db: Db,
  viewer: Viewer,
  { community_id, states = posted, topic, limit = 50 }: Wanted,
): Promise<Posted[]> {
  let wanted = selectQueries(db, viewer)
    .innerJoin('slug', (join) =>
      join.onRef('slug.community_id', '=', 'query.community_id').on('slug.until', 'is', null),
    )
    .select('slug.slug')
    .select(
      sql<number>`(select count(*) from response join post on post.id = post_id
        where response.query_id = query.id and post.state = 'distributed')`.as('responses'),
    )
    .where(sql<boolean>`query.state = any(${states}::query_state[])`)
    .where('query.posted_at', 'is not', null)
  if (community_id) wanted = wanted.where('query.community_id', '=', community_id)
  if (topic)
    wanted = wanted.where(
      sql<boolean>`exists (select from query_topic join topic on topic.id = topic_id where query_id = query.id and topic.key = ${topic})`,
    )
  const rows = await wanted
    .orderBy(sql`query.state <> 'gathering'`)
    .orderBy(sql`case when query.state = 'gathering' then query.due_at end`)
    .orderBy('query.posted_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({ ...row, path: `/communities/${row.slug}/queries/${row.key}` }))
}
