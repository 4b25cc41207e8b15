import { type Db, type Id, type Selectable, sql, type Tables } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { pick, t } from '../../platform/i18n.ts'
import type { Viewer } from '../../platform/viewer.ts'

export type Person = Selectable<Tables['person']>

/** How a person is shown: name, and the organisation and place she works at. */
export type Name = {
  id: Id
  key: string
  name: string
  designation: string | null
  organisation: string | null
  place: string | null
  /** Her page; null for who is invited, known from an archive only, or gone: there is none. */
  href: string | null
}

/** The one way to a person: herself, and whoever shares a community with her; what is for herself only stays away. */
export async function findPerson(db: Db, viewer: Viewer, key: string): Promise<Person> {
  const person = await db
    .selectFrom('person')
    .selectAll()
    .where('key', '=', key)
    .where('state', '=', 'active')
    .where(sql<boolean>`may_know(${viewer.person?.id ?? null}::bigint, person.id)`)
    .executeTakeFirst()

  if (!person) throw new NotFound()
  return person.id === viewer.person?.id ? person : { ...person, motives: [], on_my_desk: null }
}

/** The viewer herself; locked where what she says of herself is changed. */
export async function findMe(db: Db, viewer: Viewer, { lock = false } = {}): Promise<Person> {
  const me = await db
    .selectFrom('person')
    .selectAll()
    .where('id', '=', viewer.person?.id ?? 0)
    .where('state', '=', 'active')
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
  if (!me) throw new NotFound()
  return me
}

/** Names for ids already known to be allowed to stand there (see `shownAuthor` in conversations). */
export async function listNames(db: Db, ids: Id[]): Promise<Map<Id, Name>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .leftJoin('area', 'area.id', 'person.area_id')
    .select([
      'person.id',
      'person.key',
      'person.name',
      'person.state',
      'designation',
      'show_designation',
      'organisation',
      'area.name as area_name',
    ])
    .where(sql<boolean>`person.id = any(${ids})`)
    .execute()
  return new Map(rows.map((row) => [row.id, nameOf(row)]))
}

type NameRow = Pick<Person, 'id' | 'key' | 'name' | 'state' | 'designation' | 'show_designation' | 'organisation'> & {
  area_name: unknown
}

function nameOf({ id, key, name, state, designation, show_designation, organisation, area_name }: NameRow): Name {
  return {
    ...{ id, key, organisation },
    name: state === 'erased' ? formerMember() : name,
    designation: show_designation ? designation : null,
    place: area_name ? pick(area_name) : null,
    href: state === 'active' ? `/people/${key}` : null,
  }
}

/** What stands in the place of a name that was erased. */
const formerMember = () => t('A former member')

/** The same as SQL, for lists that read a name themselves: `person`, or what the statement calls her. */
export function shownName<Shown extends string | null = string>(called = 'person') {
  return sql<Shown>`case when ${sql.ref(`${called}.state`)} = 'erased' then ${formerMember()}::text else ${sql.ref(`${called}.name`)} end`
}

/** Whose address this is: verified, or the one an invitation went to. */
export async function findSender(db: Db, address: string) {
  const row = await db
    .selectFrom('address')
    .innerJoin('person', 'person.id', 'address.person_id')
    .select(['person_id', 'address'])
    .where('address', '=', address.toLowerCase())
    .where('person.state', 'in', ['active', 'invited'])
    .where((eb) => eb.or([eb('verified_at', 'is not', null), eb('person.state', '=', 'invited')]))
    .executeTakeFirst()
  return row ?? null
}

/** Who is known by these addresses, proven or not; one question for a whole file. The keys are in small letters. */
export async function findPeopleByAddress(db: Db, addresses: string[]) {
  const wanted = addresses.map((address) => address.toLowerCase())
  const rows = await db
    .selectFrom('address')
    .innerJoin('person', 'person.id', 'address.person_id')
    .select(['address', 'person_id', 'person.name', 'person.state'])
    .where(sql<boolean>`address = any(${wanted}::text[])`)
    .execute()
  return new Map(rows.map(({ address, ...person }) => [address, person]))
}

export async function listTopics(db: Db) {
  const rows = await db.selectFrom('topic').select(['id', 'key', 'name']).orderBy('key').execute()
  return rows.map(({ id, key, name }) => ({ id, key, name: pick(name) }))
}

export function listDeclaredTopics(db: Db, person_id: Id) {
  return db
    .selectFrom('declared_topic')
    .innerJoin('topic', 'topic.id', 'topic_id')
    .select(['topic.id', 'topic.key', 'topic.name'])
    .where('person_id', '=', person_id)
    .orderBy('topic.key')
    .execute()
}

/** Exactly these; one that is not of the list is left out. */
export async function setTopics(tx: Db, person_id: Id, topics: Id[]) {
  await tx
    .deleteFrom('declared_topic')
    .where('person_id', '=', person_id)
    .where(sql<boolean>`topic_id <> all(${topics})`)
    .execute()
  await sql`insert into declared_topic (person_id, topic_id) select ${person_id}::bigint, id from topic where id = any(${topics})
    on conflict do nothing`.execute(tx)
}
