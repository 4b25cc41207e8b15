import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Filters } from './filters.ts'
import { isKnownTo, listFewKnown, ONE_BY_ONE, type Sql, wishesOf } from './wishes.ts'

const PAGE = 25
/** Of so many known all are looked at. */
const FEW = 1000
/** So many who fit are put in order at once. */
const GATHERED = 2000
/** So many names are looked at in the first step where they are walked through in order; each next step is longer. */
const STEP = 400
const LONGER = 3
const LONGEST = 2700
/** What is common shows within the first step; it is walked for on, and what is rarer is gathered. */
const COMMON = 3
/** Of a name that is near enough to be meant. */
const NEAR = 0.45

export type Found = {
  key: string
  name: string
  organisation: string | null
  designation: string | null
  place: string | null
  topics: string[]
}
/** `near`: nobody has this name, and these have one that is close to it. `count`: null where it was not needed. */
export type Listing = { people: Found[]; count: number | null; near: boolean; after?: string; before?: string }
type Named = { id: Id; key: string; name: string }
/** Those of a page in its order, one more where it goes on, and how many there are where that came to be known. */
type Stretch = { people: Named[]; count: number | null }

/** The people the viewer may know who fit, in the order of their names, a page at a time. */
export async function listPeople(db: Db, viewer: Viewer, asked: Filters): Promise<Listing> {
  const { before, after } = asked
  const from = await findNamed(db, before ?? after)
  const way = { from, backwards: Boolean(before && from) }
  const { people, count } = await listStretch(db, viewer, asked, way)
  if (people.length === 0 && !from && asked.name) return listNear(db, viewer, { ...asked, name: asked.name })

  const page = people.slice(0, PAGE)
  if (way.backwards) page.reverse()
  const isLonger = people.length > PAGE
  return {
    ...{ people: await describe(db, page), count, near: false },
    ...((way.backwards || isLonger) && { after: page.at(-1)?.key }),
    ...((way.backwards ? isLonger : Boolean(from)) && { before: page[0]?.key }),
  }
}

/** Where a page begins or ends is said by the key of a person, whose name it follows or precedes. */
async function findNamed(db: Db, key: string | undefined): Promise<Named | undefined> {
  if (!key) return undefined
  return db.selectFrom('person').select(['id', 'key', 'name']).where('key', '=', key).executeTakeFirst()
}

type Way = { from: Named | undefined; backwards: boolean }

/**
 * Among few known, all are looked at. Among many, what many fit shows within the first names in order, and what few fit
 * is gathered first and put in order then: no question goes over the whole table.
 */
async function listStretch(db: Db, viewer: Viewer, asked: Filters, way: Way): Promise<Stretch> {
  const known = await listFewKnown(db, viewer, FEW)
  if (known) return listOrdered(db, sql`person.id = any(${known}::bigint[]) and ${wishesOf(asked)}`, way)

  const fits = { wishes: wishesOf(asked, ONE_BY_ONE), known: isKnownTo(viewer) }
  const first = await walk(db, fits, way, 1)
  if (first.length > PAGE) return { people: first, count: null }

  const few = first.length < COMMON ? await gather(db, wishesOf(asked)) : null
  if (few) return listOrdered(db, sql`person.id = any(${few}::bigint[]) and ${fits.known}`, way)
  return { people: await walk(db, fits, way, Number.POSITIVE_INFINITY), count: null }
}

const order = sql`person.name collate "und-x-icu"`

async function listOrdered(db: Db, among: Sql, way: Way): Promise<Stretch> {
  const { rows } = await sql<Named & { count: number }>`
    with fitting as materialized (select id, key, name from person where ${among})
    select id, key, name, (select count(*) from fitting) as count from fitting person
    where ${isBeyond(way)} order by ${inOrder(way)} limit ${sql.lit(PAGE + 1)}`.execute(db)
  return { people: rows, count: rows[0]?.count ?? 0 }
}

/** All who fit, known or not, in no order; null when they are many. */
async function gather(db: Db, wishes: Sql): Promise<Id[] | null> {
  const { rows } = await sql<{ id: Id }>`
    select person.id from person where ${wishes} limit ${sql.lit(GATHERED + 1)}`.execute(db)
  return rows.length > GATHERED ? null : rows.map(({ id }) => id)
}

/** Whether somebody may be known is looked up for those who fit. */
type Fits = { wishes: Sql; known: Sql }

/** Looks at the names in order, a step at a time, until a page is full, all steps are done or the names are at an end. */
async function walk(db: Db, fits: Fits, way: Way, steps: number): Promise<Named[]> {
  const found: Named[] = []
  let from = way.from
  for (let step = 0; step < steps && found.length <= PAGE; step++) {
    const rows = await goAlong(db, fits, { ...way, from }, Math.min(STEP * LONGER ** step, LONGEST))
    found.push(...rows.filter(({ fits }) => fits))
    from = rows.find(({ fits }) => !fits)
    if (!from) break
  }
  return found.slice(0, PAGE + 1)
}

/** A name is looked at when its turn comes, and none after the page is full; where it is not, the last one follows for the next step. */
async function goAlong(
  db: Db,
  { wishes, known }: Fits,
  way: Way,
  most: number,
): Promise<(Named & { fits: boolean })[]> {
  const listed = sql`listed ${directionOf(way)}, person.id ${directionOf(way)}`
  const stretch = sql`(select *, ${order} as listed from person where state = 'active' and ${isBeyond(way)}
    order by ${listed} limit ${sql.lit(most)})`
  const { rows } = await sql<Named & { fits: boolean }>`
    (select id, key, name, true as fits from (
      select * from ${stretch} person where ${wishes} order by ${listed} offset 0) person
      where ${known} order by ${listed} limit ${sql.lit(PAGE + 1)})
    union all (select id, key, name, false from ${stretch} person order by ${listed} offset ${sql.lit(most - 1)})
    limit ${sql.lit(PAGE + 1)}`.execute(db)
  return rows
}

function isBeyond({ from, backwards }: Way): Sql {
  if (!from) return sql`true`
  return sql`(${order}, person.id) ${sql.raw(backwards ? '<' : '>')} (${from.name}::text collate "und-x-icu", ${from.id}::bigint)`
}

function inOrder(way: Way): Sql {
  return sql`${order} ${directionOf(way)}, person.id ${directionOf(way)}`
}

const directionOf = ({ backwards }: Way) => sql.raw(backwards ? 'desc' : 'asc')

/** Spelled otherwise: the nearest names first. */
async function listNear(db: Db, viewer: Viewer, { name, ...rest }: Filters & { name: string }): Promise<Listing> {
  const { rows } = await sql<Named>`
    select person.id, person.key, person.name from people_called(${name}) called join person on person.id = called.person_id
    where called.nearness >= ${NEAR} and ${wishesOf(rest)} and ${isKnownTo(viewer)}
    order by called.nearness desc, ${order}, person.id limit ${sql.lit(PAGE)}`.execute(db)
  return { people: await describe(db, rows), count: rows.length, near: true }
}

/** What is shown of those of a page. */
async function describe(db: Db, people: Named[]): Promise<Found[]> {
  const ids = people.map(({ id }) => id)
  const { rows } = await sql<Omit<Found, 'place' | 'topics'> & { area: unknown; topics: unknown[] | null }>`
    select person.key, person.name, organisation, case when show_designation then designation end as designation,
      area.name as area, (select json_agg(topic.name order by topic.key) from declared_topic join topic on topic.id = topic_id
        where declared_topic.person_id = person.id) as topics
    from unnest(${ids}::bigint[]) with ordinality listed (id, nth) join person on person.id = listed.id
      left join area on area.id = person.area_id
    order by listed.nth`.execute(db)
  return rows.map(({ area, topics, ...row }) => ({
    ...row,
    place: area ? pick(area) : null,
    topics: (topics ?? []).map((name) => pick(name)),
  }))
}
