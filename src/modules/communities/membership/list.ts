import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import { eachLanguage } from '../../../platform/words-by-language.ts'

export const MEMBERS_A_PAGE = 50

export type MemberFilter = {
  name: string
  place: string
  organisation: string
  class: '' | 'internal' | 'external'
  /** From 1. */
  page: number
}

export type ListedMember = {
  key: string
  name: string
  designation: string | null
  organisation: string | null
  area: string | null
  class: 'internal' | 'external'
}

/** Counted is no further than this. */
export const MOST_COUNTED = 500

/**
 * Those who let themselves be listed, by name; `more` says that the list goes on. `total` is how many fit, beyond this page
 * too, and null where they are more than are counted.
 */
export async function listMembers(db: Db, community_id: Id, filter: MemberFilter) {
  const fitting = select(db, community_id, filter)
  const [rows, { total }] = await Promise.all([
    named(fitting)
      .limit(MEMBERS_A_PAGE + 1)
      .offset((filter.page - 1) * MEMBERS_A_PAGE)
      .execute(),
    db
      .selectFrom(fitting.limit(MOST_COUNTED + 1).as('fitting'))
      .select(sql<number>`count(*)`.as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return {
    members: rows.slice(0, MEMBERS_A_PAGE).map(withPlace),
    more: rows.length > MEMBERS_A_PAGE,
    total: total > MOST_COUNTED ? null : total,
  }
}

/** All who are listed, for the file that a coordinator takes along. */
export async function listAllListed(db: Db, community_id: Id): Promise<ListedMember[]> {
  const rows = await named(select(db, community_id, { name: '', place: '', organisation: '', class: '' })).execute()
  return rows.map(withPlace)
}

function select(db: Db, community_id: Id, { name, place, organisation, ...rest }: Omit<MemberFilter, 'page'>) {
  return db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.person_id')
    .where('membership.community_id', '=', community_id)
    .where('membership.state', '=', 'member')
    .where('membership.listed', '=', true)
    .where('person.state', '=', 'active')
    .$if(name !== '', (query) => query.where('person.name', 'ilike', within(name)))
    .$if(organisation !== '', (query) => query.where('person.organisation', 'ilike', within(organisation)))
    .$if(rest.class !== '', (query) => query.where('membership.class', '=', rest.class))
    .$if(place !== '', (query) =>
      query.where(
        sql<boolean>`person.area_id in (select id from area where exists
          (select from ${eachLanguage('area.name')} word where word.value ilike ${within(place)}))`,
      ),
    )
}

function named(query: ReturnType<typeof select>) {
  return query
    .leftJoin('area', 'area.id', 'person.area_id')
    .select(['person.key', 'person.name', 'person.organisation', 'area.name as area', 'membership.class'])
    .select(sql<string | null>`case when person.show_designation then person.designation end`.as('designation'))
    .orderBy(sql`person.name collate "und-x-icu"`)
    .orderBy('person.id')
}

function withPlace({ area, ...row }: Omit<ListedMember, 'area' | 'class'> & { area: unknown; class: string }) {
  return { ...row, class: row.class as ListedMember['class'], area: area ? pick(area) : null }
}

/** Anywhere in the text, each letter meaning itself. */
export function within(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`
}
