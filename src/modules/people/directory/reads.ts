import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Filters } from './filters.ts'

const PAGE = 25
/** So many are put in order at once; where more fit, they are met by walking through all names in order. */
const FEW = 1000

type Sql = ReturnType<typeof sql>
export type Found = {
  key: string
  name: string
  organisation: string | null
  designation: string | null
  place: string | null
  topics: string[]
}
/** `near`: nobody has this name, and these have one that is close to it. `count`: null where there are very many. */
export type Listing = { people: Found[]; count: number | null; near: boolean; after?: string; before?: string }

/** The people the viewer may know who fit, in the order of their names, a page at a time. */
export async function listPeople(db: Db, viewer: Viewer, asked: Filters): Promise<Listing> {
  const fitting = await listFew(db, viewer, asked)
  if (fitting?.length === 0 && asked.name) return listNear(db, viewer, { ...asked, name: asked.name })
  const among = fitting ? sql`person.id = any(${fitting}::bigint[])` : conditionsOf(viewer, asked)
  return { ...(await listPage(db, asked, among)), count: fitting?.length ?? null, near: false }
}

/** Those who fit, or null when they are many. */
async function listFew(db: Db, viewer: Viewer, asked: Filters): Promise<Id[] | null> {
  const { rows } = await sql<{ id: Id }>`
    select person.id from person where ${conditionsOf(viewer, asked)} limit ${FEW + 1}`.execute(db)
  return rows.length > FEW ? null : rows.map(({ id }) => id)
}

/** Only whom the viewer may know, whatever else is asked. */
function conditionsOf(viewer: Viewer, { name, ...rest }: Filters): Sql {
  return sql.join([...rulesOf(viewer), ...(name ? [namesHold(name)] : []), ...wishesOf(rest)], sql` and `)
}

function rulesOf(viewer: Viewer): Sql[] {
  const reader = sql`${viewer.person?.id ?? null}::bigint`
  return [
    sql`person.state = 'active'`,
    sql`exists (select from known_to(${reader}) known (person_id) where known.person_id = person.id)`,
  ]
}

function namesHold(text: string): Sql {
  const words = text.split(/\s+/).map((word) => sql`folded(person.name) like '%' || ${likeWord(word)} || '%'`)
  return sql.join(words, sql` and `)
}

/** What stands for any letters in a pattern stands for itself in a name. */
function likeWord(word: string): Sql {
  return sql`folded(${word.replace(/[\\%_]/g, '\\$&')}::text)`
}

function wishesOf({
  organisation,
  topic,
  service,
  cadre,
  sector,
  place,
  cohort,
  language,
}: Omit<Filters, 'name'>): Sql[] {
  return [
    organisation && sql`folded(person.organisation) like '%' || ${likeWord(organisation)} || '%'`,
    topic && sql`exists (select from declared_topic where person_id = person.id and topic_id = ${topic})`,
    service && sql`person.service_id = ${service}`,
    cadre && sql`person.cadre_id = ${cadre}`,
    sector && sql`exists (select from posting where person_id = person.id and until is null and sector_id = ${sector})`,
    place && sql`person.area_id in (select id from area where id = ${place} or parent_id = ${place})`,
    cohort && sql`exists (select from cohort_person where person_id = person.id and cohort_id = ${cohort})`,
    language && sql`person.languages @> array[${language}::text]`,
  ].filter((wish): wish is Sql => Boolean(wish))
}

const order = sql`person.name collate "und-x-icu"`

async function listPage(db: Db, { after, before }: Filters, among: Sql) {
  const backwards = Boolean(before)
  const from = await findNamed(db, before ?? after)
  const beyond = from
    ? sql`and (${order}, person.id) ${sql.raw(backwards ? '<' : '>')} (${from.name} collate "und-x-icu", ${from.id})`
    : sql``
  const way = sql.raw(backwards ? 'desc' : 'asc')
  const rows = await listFound(
    db,
    sql`select person.id from person where ${among} ${beyond}
    order by ${order} ${way}, person.id ${way} limit ${PAGE + 1}`,
  )
  const isLonger = rows.length > PAGE
  const people = rows.slice(0, PAGE)
  if (backwards) people.reverse()
  return {
    people,
    ...neighboursOf(people, { hasLater: backwards || isLonger, hasEarlier: backwards ? isLonger : Boolean(after) }),
  }
}

/** Where a page begins or ends is said by the key of a person, whose name it follows or precedes. */
async function findNamed(db: Db, key: string | undefined) {
  if (!key) return undefined
  return db.selectFrom('person').select(['id', 'name']).where('key', '=', key).executeTakeFirst()
}

function neighboursOf(people: Found[], { hasLater, hasEarlier }: { hasLater: boolean; hasEarlier: boolean }) {
  return {
    ...(hasLater && { after: people.at(-1)?.key }),
    ...(hasEarlier && { before: people[0]?.key }),
  }
}

/** Spelled otherwise: the nearest names first. */
async function listNear(db: Db, viewer: Viewer, { name, ...rest }: Filters & { name: string }): Promise<Listing> {
  const among = sql.join([...rulesOf(viewer), ...wishesOf(rest)], sql` and `)
  const people = await listFound(
    db,
    sql`select person.id from people_called(${name}) called join person on person.id = called.person_id
    where ${among} order by called.nearness desc, ${order}, person.id limit ${PAGE}`,
  )
  return { people, count: people.length, near: true }
}

/** What is shown of those whom a query gives in order. */
async function listFound(db: Db, ids: Sql): Promise<Found[]> {
  const { rows } = await sql<Omit<Found, 'place' | 'topics'> & { area: unknown; topics: unknown[] | null }>`
    select person.key, person.name, person.organisation, case when show_designation then person.designation end as designation,
      area.name as area, (select json_agg(topic.name order by topic.key) from declared_topic join topic on topic.id = topic_id
        where declared_topic.person_id = person.id) as topics
    from (select id, row_number() over () as nth from (${ids}) ordered) listed
      join person on person.id = listed.id left join area on area.id = person.area_id
    order by listed.nth`.execute(db)
  return rows.map(({ area, topics, ...row }) => ({
    ...row,
    place: area ? pick(area) : null,
    topics: (topics ?? []).map((name) => pick(name)),
  }))
}
