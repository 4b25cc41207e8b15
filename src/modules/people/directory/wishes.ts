import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Filters } from './filters.ts'

export type Sql = ReturnType<typeof sql>

/** Whom the directory shows the viewer, where they are few; null where they are many. */
export async function listFewKnown(db: Db, viewer: Viewer, few: number): Promise<Id[] | null> {
  const { rows } = await sql<{ ids: Id[] | null }>`
    select case when count(*) <= ${few} then coalesce(array_agg(distinct known.id), '{}') end as ids
    from (select id from listed_to(${readerOf(viewer)}) listed (id) limit ${sql.lit(few + 1)}) known`.execute(db)
  return rows[0]?.ids ?? null
}

/** The same rule, looked up for one person of a query after the other: `offset 0` keeps it from being asked for all at once. */
export function isKnownTo(viewer: Viewer): Sql {
  return sql`exists (select from listed_to(${readerOf(viewer)}) known (person_id) where known.person_id = person.id offset 0)`
}

function readerOf(viewer: Viewer): Sql {
  return sql`${viewer.person?.id ?? null}::bigint`
}

/** Of one person after the other, and never of all whom a topic or a cohort has. */
export const ONE_BY_ONE = sql`offset 0`

/** What is asked of a person, and that she is there at all. */
export function wishesOf(asked: Filters, fence = sql``): Sql {
  const { name, organisation } = asked
  const said = [
    ...wordsOf(name).map((word) => holds(sql`person.name`, word)),
    ...wordsOf(organisation).map((word) => holds(sql`person.organisation`, word)),
  ]
  return sql.join([sql`person.state = 'active'`, ...said, ...choicesOf(asked, fence)], sql` and `)
}

function choicesOf({ topic, service, cadre, sector, place, cohort, language }: Filters, fence: Sql): Sql[] {
  return [
    topic && sql`exists (select from declared_topic where person_id = person.id and topic_id = ${topic} ${fence})`,
    service && sql`person.service_id = ${service}`,
    cadre && sql`person.cadre_id = ${cadre}`,
    sector &&
      sql`exists (select from posting where person_id = person.id and until is null and sector_id = ${sector} ${fence})`,
    place && sql`person.area_id in (select id from area where id = ${place} or parent_id = ${place})`,
    cohort && sql`exists (select from cohort_person where person_id = person.id and cohort_id = ${cohort} ${fence})`,
    language && sql`person.languages @> array[${language}::text]`,
  ].filter((wish): wish is Sql => Boolean(wish))
}

function wordsOf(text: string | undefined): string[] {
  return text?.split(/\s+/).filter(Boolean) ?? []
}

/** The index knows parts of three letters; what is shorter is looked for without it, or it would be read whole. */
function holds(column: Sql, word: string): Sql {
  const text = word.length < INDEXED ? sql`${column} || ''` : column
  return sql`folded(${text}) like ${patternOf(word)}`
}

const INDEXED = 3

/** What stands for any letters in a pattern stands for itself in a name. */
function patternOf(word: string): Sql {
  return sql`'%' || folded(${word.replace(/[\\%_]/g, '\\$&')}::text) || '%'`
}
