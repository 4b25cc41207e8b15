import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound, Unproven } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { shownName } from '../../people/index.ts'
import { isAdministrator } from '../viewer.ts'
import { secondsFor } from './seconds.ts'
import type { Ending, Hours, State } from './states.ts'

export type BreakGlass = {
  id: Id
  key: string
  community_id: Id
  room_id: Id
  reader_id: Id
  second_id: Id | null
  reason: string
  language: string
  hours: Hours
  asked_at: Date
  lapses_at: Date
  opened_at: Date | null
  until: Date | null
  ended_at: Date | null
  ending: Ending | null
  state: State
  slug: string
  /** The community's name in the reader's language. */
  community: string
  reader: string
  second: string | null
  /** How many pages she read. */
  pages: number
  /** The viewer may answer it. */
  waits_for_me: boolean
}

type Sql = ReturnType<typeof sql>

/**
 * The one way to it: for the administrators, for who asked and who is asked, and for the members of the room once it was
 * opened. For anybody else it is not there.
 */
export async function findBreakGlass(db: Db, viewer: Viewer, key: string): Promise<BreakGlass> {
  const [found] = await select(db, viewer, sql`where glass.key = ${key} and ${mayKnowOf(viewer)}`)
  if (found) return found
  throw viewer.unproven ? new Unproven() : new NotFound()
}

export async function findBreakGlassById(db: Db, viewer: Viewer, id: Id): Promise<BreakGlass | null> {
  const [found] = await select(db, viewer, sql`where glass.id = ${id}::bigint and ${mayKnowOf(viewer)}`)
  return found ?? null
}

type Page = { page: number; size: number }

/** What there was of it in one room, newest first; only what was opened concerns its members. One more says that it goes on. */
export function listOfCommunity(db: Db, viewer: Viewer, { id }: { id: Id }, page: Page) {
  const mine = sql`reader_id = ${viewer.person?.id ?? null}::bigint`
  return select(
    db,
    viewer,
    sql`where glass.community_id = ${id}::bigint and (opened_at is not null or ${mine}) ${newestFirst(page)}`,
  )
}

/** All of the network, for its administrators. */
export function listAll(db: Db, viewer: Viewer, page: Page) {
  return select(db, viewer, newestFirst(page))
}

/** What the members of a room should see on its page: what is open, and what ended within the last two weeks. */
export function listRecent(db: Db, viewer: Viewer, community_id: Id) {
  return select(
    db,
    viewer,
    sql`where glass.community_id = ${community_id}::bigint and opened_at is not null
      and (ended_at is null or ended_at > app_now() - interval '14 days') order by glass.id desc limit 3`,
  )
}

/** What waits for this person to answer. */
export function listWaitingFor(db: Db, viewer: Viewer) {
  const { seconds, lapsed } = wordsOf(viewer)
  return select(
    db,
    viewer,
    sql`where opened_at is null and ended_at is null and not ${lapsed} and ${seconds} order by glass.id limit 5`,
  )
}

function newestFirst({ page, size }: Page) {
  return sql`order by glass.id desc limit ${sql.lit(size + 1)} offset ${(page - 1) * size}`
}

function mayKnowOf(viewer: Viewer) {
  const me = sql`${viewer.person?.id ?? null}::bigint`
  return sql`(${isAdministrator(viewer)} or reader_id = ${me} or (${viewer.door === 'mail' || !viewer.unproven} and ${wordsOf(viewer).seconds})
    or (opened_at is not null and exists (select from membership
      where membership.person_id = ${me} and membership.community_id = glass.community_id and state = 'member')))`
}

function wordsOf({ person }: Viewer): { seconds: Sql; lapsed: Sql } {
  const me = sql`${person?.id ?? null}::bigint`
  return {
    seconds: sql`${me} in (${secondsFor(sql`glass.reader_id`, sql`glass.asked_at`)})`,
    lapsed: sql`lapses_at <= app_now()`,
  }
}

/** The state as it is at this moment, whether or not a clock has struck yet. */
async function select(db: Db, viewer: Viewer, rest: Sql): Promise<BreakGlass[]> {
  const { seconds, lapsed } = wordsOf(viewer)
  const { rows } = await sql<Omit<BreakGlass, 'community'> & { community: unknown }>`
    select glass.*, slug.slug, community.name as community, ${shownName('reader')} as reader, ${shownName('second')} as second,
      (select count(*)::int from break_glass_page where break_glass_id = glass.id) as pages,
      ended_at is null and opened_at is null and not ${lapsed} and ${seconds} as waits_for_me,
      case when ended_at is not null then ending
        when not keeps_network(reader_id, coalesce(opened_at, asked_at)) then 'role'
        when opened_at is not null and glass.until <= app_now() then 'time'
        when opened_at is not null then 'open'
        when ${lapsed} then 'lapsed' else 'asked' end as state
    from break_glass glass join community on community.id = glass.community_id
    join slug on slug.community_id = community.id and slug.until is null
    join person reader on reader.id = reader_id left join person second on second.id = second_id ${rest}`.execute(db)
  return rows.map((row) => ({ ...row, community: pick(row.community) }))
}

const MOST_PAGES = 500

/** What she read, the first page first. */
export function listPages(db: Db, { id }: Pick<BreakGlass, 'id'>) {
  return db
    .selectFrom('break_glass_page')
    .select(['page', 'at'])
    .where('break_glass_id', '=', id)
    .orderBy('id')
    .limit(MOST_PAGES)
    .execute()
}
