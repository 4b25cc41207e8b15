import type { Db, Id } from '../../platform/db.ts'
import { pick } from '../../platform/i18n.ts'
import type { Community } from '../communities/index.ts'
import type { Query } from './query.ts'

export async function listQueryTopics(db: Db, query_id: Id) {
  const rows = await db
    .selectFrom('query_topic')
    .innerJoin('topic', 'topic.id', 'topic_id')
    .select(['topic.id', 'topic.key', 'topic.name'])
    .where('query_id', '=', query_id)
    .orderBy('topic.key')
    .execute()
  return rows.map(({ id, key, name }) => ({ id, key, name: pick(name as Record<string, string>) }))
}

/** Where the consolidated reply stands, or the archived one that answered the query. */
export async function itemPathOf(db: Db, community: Community, { item_id }: Query): Promise<string | null> {
  if (!item_id) return null
  const item = await db.selectFrom('item').select('key').where('id', '=', item_id).executeTakeFirst()
  return item ? `/communities/${community.slug}/library/${item.key}` : null
}
