import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { shownName } from '../../people/index.ts'

export type Transfer = Selectable<Tables['transfer']>

/** Where a person works and belongs, as far as it decides where she is placed. */
export type Standing = {
  posting_id: Id | null
  area_id: Id | null
  designation: string | null
  organisation: string | null
  since: string | null
  /** The region of her posting; null where its area has none. */
  to_id: Id | null
  /** Her state there, if she ever belonged to it. */
  to_state: string | null
  /** The region she is placed in. */
  from_id: Id | null
  home_id: Id | null
  /** What she said last to the question whether she goes there, because of this posting. */
  answered: 'yes' | 'no' | null
}

/** Of a member, with or without a posting; undefined of anybody else. */
export async function findStanding(db: Db, person_id: Id): Promise<Standing | undefined> {
  const { rows } = await sql<Standing>`
    select posting.id as posting_id, posting.area_id, posting.designation, posting.organisation, posting.since, place.to_id,
      (select state from membership where person_id = person.id and community_id = place.to_id) as to_state,
      ${placedIn} as from_id, ${homeRegion} as home_id,
      (select answer from transfer where person_id = person.id and posting_id = posting.id and transfer.to_id = place.to_id and answer in ('yes', 'no')
        order by id desc limit 1) as answered
    from person left join posting on posting.person_id = person.id and posting.until is null
      cross join lateral (select region_of(posting.area_id, network_today()) as to_id) place
    where person.id = ${person_id} and person.state = 'active'
      and exists (select from membership where person_id = person.id and state = 'member')`.execute(db)
  return rows[0]
}

/** Where her posting placed her; or, before anybody asked, the region of her former posting that she belongs to. */
const placedIn = sql`coalesce(
  (select community_id from membership where person_id = person.id and state = 'member' and because = 'posting'
    order by since desc limit 1),
  (select community_id from membership join posting former on former.person_id = membership.person_id and former.until is not null
    where membership.person_id = person.id and state = 'member' and because = 'joined'
      and community_id = coalesce(region_of(former.area_id, former.until), region_of(former.area_id, network_today()))
    order by former.until desc, former.id desc limit 1))`

const homeRegion = sql`(select region_of(term.area_id, network_today()) from term where term.id = person.cadre_id)`

export async function findHomeRegion(db: Db, person_id: Id): Promise<Id | null> {
  const { rows } = await sql<{ id: Id | null }>`select ${homeRegion} as id from person where id = ${person_id}`.execute(
    db,
  )
  return rows[0]?.id ?? null
}

/** What waits for her own yes; undefined where nothing does. */
export function findOpenTransfer(db: Db, { person }: Viewer): Promise<Transfer | undefined> {
  return db
    .selectFrom('transfer')
    .selectAll()
    .where('person_id', '=', person?.id ?? null)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
}

/** Her own question, answered by now or not. */
export async function findTransfer(db: Db, { person }: Viewer, key: string): Promise<Transfer> {
  const found = await db
    .selectFrom('transfer')
    .selectAll()
    .where('key', '=', key)
    .where('person_id', '=', person?.id ?? null)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

/** What a question of a move says, in the language of its reader. */
export type Move = {
  area: string | null
  from: string | null
  to: string | null
  home: string | null
  designation: string | null
  organisation: string | null
  since: string | null
  isNew: boolean
  keepsHome: boolean
  homeIsFrom: boolean
  by: string | null
  duties: string[]
}

export async function describeMove(db: Db, transfer: Transfer): Promise<Move> {
  const home_id = await findHomeRegion(db, transfer.person_id)
  const { rows } = await sql<{ area: unknown; from: unknown; to: unknown; home: unknown; by: string | null }>`
    select (select name from area where id = ${transfer.area_id}) as area,
      (select name from community where id = ${transfer.from_id}) as "from",
      (select name from community where id = ${transfer.to_id}) as "to",
      (select name from community where id = ${home_id}) as home,
      (select ${shownName()} from person where id = ${transfer.by_id}) as by`.execute(db)
  const named = rows[0]
  const { designation, organisation, since } = transfer
  return {
    ...{ designation, organisation, since, isNew: transfer.is_new_posting, keepsHome: transfer.keeps_home },
    area: orNull(named?.area),
    from: orNull(named?.from),
    to: orNull(named?.to),
    home: orNull(named?.home),
    homeIsFrom: home_id !== null && home_id === transfer.from_id,
    by: named?.by ?? null,
    duties: transfer.from_id === transfer.to_id ? [] : await listDuties(db, transfer),
  }
}

function orNull(name: unknown): string | null {
  return name ? pick(name) : null
}

/** Her roles in the region that she would leave. */
async function listDuties(db: Db, { person_id, from_id }: Transfer): Promise<string[]> {
  const rows = await db
    .selectFrom('role')
    .select('role')
    .where('person_id', '=', person_id)
    .where('community_id', '=', from_id)
    .where('until', 'is', null)
    .orderBy('id')
    .execute()
  return rows.map(({ role }) => role)
}
