import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { t } from '../../platform/i18n.ts'
import type { DigestIssue, DigestPart } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { readersOf } from '../notices/index.ts'
import { overTitle } from './added/words.ts'
import { itemPath } from './path.ts'
import { REPLY } from './reads.ts'

/** Every new reply with its summary, for those who read by digest. Asked and read once for all of a round. */
export async function newInLibrary(db: Db, { person }: Viewer, issue: DigestIssue): Promise<DigestPart[]> {
  const wanted = await issue.once('new items', () => listWanted(db, issue))
  const items = await issue.once('new items, read', () => readItems(db, [...new Set([...wanted.values()].flat())]))
  return (wanted.get(person?.id ?? 0) ?? []).flatMap((id) => items.filter((item) => item.id === id).map(partOf))
}

/** The one rule of rooms, asked for each audience and reader, not for each item. */
async function listWanted(db: Db, issue: DigestIssue): Promise<Map<Id, Id[]>> {
  const { rows } = await sql<{ person_id: Id; ids: Id[] }>`
    with reader as (${readersOf(issue)}),
    fresh as materialized (
      select id, community_id, room_id, reach, staff_only, published_at from item
      where withdrawn_at is null
        and published_at > (select min(since) from reader) and published_at <= (select max(until) from reader)),
    allowed as materialized (
      select person_id, community_id, room_id, reach, staff_only
      from (select distinct community_id, room_id, reach, staff_only from fresh) audience
      join membership using (community_id) join reader using (person_id)
      where membership.state = 'member' and delivery in ('digest', 'my_topics')
        and (paused_until is null or paused_until <= app_now()) and may_read(person_id, room_id, reach, staff_only))
    select person_id, array_agg(fresh.id order by published_at, fresh.id) as ids
    from fresh join allowed using (community_id, room_id, reach, staff_only) join reader using (person_id)
    where published_at > since and published_at <= until group by person_id`.execute(db)
  return new Map(rows.map(({ person_id, ids }) => [person_id, ids]))
}

type Row = Awaited<ReturnType<typeof readItems>>[number]

async function readItems(db: Db, ids: Id[]) {
  return db
    .selectFrom('item')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .select(['item.id', 'item.key', 'item.community_id', 'slug.slug', 'item.title', 'item.summary'])
    .select(['item.kind', 'item.stage', 'item.minutes'])
    .where(sql<boolean>`item.id = any(${ids}::bigint[])`)
    .execute()
}

function partOf(item: Row): DigestPart {
  return {
    about: { kind: 'item', id: item.id },
    heading: t('{kind}: {title}', { kind: overTitle(item), title: item.title }),
    community_id: item.community_id,
    blocks: [...item.summary.split('\n\n'), { link: leadOn(item), href: config().BASE_URL + itemPath(item) }],
    counts: [item.kind === REPLY ? replyCount : addedCount],
  }
}

function leadOn({ kind }: Row): string {
  return kind === REPLY ? t('Read the whole reply') : t('Read it in the library')
}

const replyCount = {
  of: 'reply',
  count: 1,
  words: (count: number) => t('{count, plural, one {# consolidated reply} other {# consolidated replies}}', { count }),
}

const addedCount = {
  of: 'added',
  count: 1,
  words: (count: number) =>
    t('{count, plural, one {# new thing in the library} other {# new things in the library}}', { count }),
}
