import { type Db, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { Need } from '../../platform/module.ts'
import type { QueryState } from '../../platform/tables.gen.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { listDesks } from '../communities/index.ts'
import { visibleTo } from './query.ts'

type Row = {
  key: string
  slug: string
  title: string
  state: QueryState
  due_at: Date | null
  mine: boolean
  desk: boolean
  waits: boolean
  /** What the asker said to the newest wording. */
  answer: 'ok' | 'changes' | null
}

/** What waits for this person: her own yes, the desk's next step, a query in her topics. One question for all. */
export async function listQueryNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  const { person, memberships } = viewer
  if (!person) return []
  const communities = memberships.map(({ community_id }) => community_id)
  const { rows } = await sql<Row>`
    select query.key, slug.slug, query.title, query.state, query.due_at, query.asker_id = ${person.id} as mine,
      query.community_id = any(${listDesks(viewer)}::bigint[]) as desk,
      query.state = 'gathering' and query.asker_id <> ${person.id}
        and exists (select from query_topic join declared_topic using (topic_id)
          where query_topic.query_id = query.id and declared_topic.person_id = ${person.id})
        and not exists (select from response join post on post.id = post_id where query_id = query.id and author_id = ${person.id}) as waits,
      (select answer from query_shape where query_id = query.id order by version desc limit 1) as answer
    from query join slug on slug.community_id = query.community_id and slug.until is null
    where query.community_id = any(${communities}::bigint[]) and ${visibleTo(viewer)}
      and query.state in ('submitted', 'shaping', 'parked', 'gathering', 'closed', 'consolidating', 'in_review')
    order by query.id`.execute(db)
  return rows.flatMap(needOf)
}

function needOf(row: Row): Need[] {
  const { slug, key, title, state, due_at } = row
  const path = `/communities/${slug}/queries/${key}`
  const withAsker = (state === 'shaping' || state === 'parked') && row.answer !== 'changes'
  if (row.mine && withAsker)
    return [{ text: t('Your yes is wanted: {title}', { title }), href: `${path}/agreement`, weight: 90 }]
  if (row.mine && state === 'in_review')
    return [{ text: t('Have a last look at your reply: {title}', { title }), href: `${path}/review`, weight: 85 }]
  if (row.desk && state === 'submitted')
    return [{ text: t('To shape: {title}', { title }), href: `${path}/shape`, weight: 80 }]
  if (row.desk && row.answer === 'changes' && (state === 'shaping' || state === 'parked'))
    return [{ text: t('To shape again: {title}', { title }), href: `${path}/shape`, weight: 80 }]
  if (row.desk && state === 'parked')
    return [{ text: t('Parked, its asker is silent: {title}', { title }), href: path, weight: 40 }]
  if (row.desk && state === 'closed')
    return [{ text: t('To compile: {title}', { title }), href: `${path}/compile`, weight: 70 }]
  if (row.desk && state === 'consolidating')
    return [{ text: t('Being compiled: {title}', { title }), href: `${path}/compile`, weight: 60 }]
  if (row.waits) return [{ text: t('A query in your topics: {title}', { title }), href: path, due: due_at, weight: 50 }]
  return []
}
