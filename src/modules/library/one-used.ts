import { config } from '../../platform/config.ts'
import { type Db, type Id, sql } from '../../platform/db.ts'
import { currentLanguage, t } from '../../platform/i18n.ts'
import type { DigestIssue, DigestPart } from '../../platform/module.ts'
import type { Viewer } from '../../platform/viewer.ts'
import { readersOf } from '../notices/index.ts'
import { itemPath } from './path.ts'
import { listUses, type Shelved, type Use } from './reads.ts'

type Used = { person_id: Id; item_id: Id; by_id: Id }

/** One thing used: where somebody told in a line what came of something in the library. It goes along with what is new. */
export async function oneUsed(db: Db, { person }: Viewer, issue: DigestIssue): Promise<DigestPart[]> {
  const told = await issue.once('what was used', () => listTold(db, issue))
  const hers = told.find(({ person_id }) => person_id === person?.id)
  if (!hers) return []

  const items = await issue.once('items that were used', () => readItems(db, told))
  const item = items.find(({ id }) => id === hers.item_id)
  if (!item) return []
  const uses = await issue.once(`uses of ${item.id}, in ${currentLanguage()}`, () => listUses(db, item))
  const use = uses.find(({ person_id, line, used }) => person_id === hers.by_id && line && used !== 'no')
  return use ? [partOf(item, use)] : []
}

/** The newest of each reader's time, of what she may read; not her own word. */
async function listTold(db: Db, issue: DigestIssue): Promise<Used[]> {
  const { rows } = await sql<Used>`
    with reader as (${readersOf(issue)}),
    told as materialized (
      select distinct item.id as item_id, item.community_id, item.room_id, item.reach, item.staff_only,
        item_use.person_id as by_id, item_use.answered_at as at
      from (select distinct community_id from membership join reader using (person_id)) near join activity using (community_id)
      join item on item.id = activity.subject_id join item_use on item_use.item_id = item.id
      where verb = 'item.used' and activity.at > (select min(since) from reader) and activity.at <= (select max(until) from reader)
        and item.withdrawn_at is null and used in ('partly', 'yes') and line <> ''),
    allowed as materialized (
      select person_id, room_id, reach, staff_only
      from (select distinct community_id, room_id, reach, staff_only from told) audience
      join membership using (community_id) join reader using (person_id)
      where membership.state = 'member' and delivery in ('digest', 'my_topics')
        and (paused_until is null or paused_until <= app_now()) and may_read(person_id, room_id, reach, staff_only))
    select distinct on (person_id) person_id, item_id, by_id
    from told join allowed using (room_id, reach, staff_only) join reader using (person_id)
    where at > since and at <= until and by_id <> person_id
    order by person_id, at desc, item_id`.execute(db)
  return rows
}

async function readItems(db: Db, told: Used[]): Promise<Shelved[]> {
  const ids = [...new Set(told.map(({ item_id }) => item_id))]
  return db
    .selectFrom('item')
    .innerJoin('slug', (join) => join.onRef('slug.community_id', '=', 'item.community_id').on('slug.until', 'is', null))
    .selectAll('item')
    .select('slug.slug')
    .where(sql<boolean>`item.id = any(${ids}::bigint[])`)
    .execute()
}

function partOf(item: Shelved, { line, place }: Use): DigestPart {
  return {
    about: { kind: 'use', id: item.id },
    heading: t('Used: {title}', { title: item.title }),
    community_id: item.community_id,
    ...{ reach: item.reach, staff_only: item.staff_only, isAside: true },
    blocks: [
      place ? t('{place}: {line}', { place, line }) : line,
      { link: t('Read it in the library'), href: config().BASE_URL + itemPath(item) },
    ],
    counts: [],
  }
}
