import { type Db, type Id, sql } from '../../platform/db.ts'
import { areaOf } from './areas.ts'

export type PlantedPerson = {
  name: string
  language: string
  designation?: string | null
  organisation?: string | null
  about?: string | null
  area?: string | null
  /** The first is where mail goes; the second the one beside it. */
  addresses: string[]
  topics: string[]
  state: 'active' | 'invited'
  /** Keys of the network's lists. */
  service?: string | null
  cadre?: string | null
  sector?: string | null
  cohorts?: string[]
  languages?: string[]
  /** The day her posting began. */
  since?: string | null
}

/** An invented person of a demonstration, known again by her address. */
export async function plantPerson(db: Db, planted: PlantedPerson): Promise<Id> {
  const [first = ''] = planted.addresses
  const known = await db.selectFrom('address').select('person_id').where('address', '=', first).executeTakeFirst()
  if (known) return known.person_id

  const id = await insertPerson(db, planted)
  await insertAddresses(db, id, planted)
  await insertPosting(db, id, planted)
  await sql`insert into declared_topic (person_id, topic_id)
    select ${id}::bigint, id from topic where key = any(${planted.topics})`.execute(db)
  await sql`insert into cohort_person (cohort_id, person_id)
    select id, ${id}::bigint from cohort where key = any(${planted.cohorts ?? []}::text[])`.execute(db)
  return id
}

async function insertPerson(db: Db, { name, language, state, ...rest }: PlantedPerson): Promise<Id> {
  const { id } = await db
    .insertInto('person')
    .values({
      ...{ name, language, state, invented: true, languages: rest.languages ?? [] },
      ...{ designation: rest.designation ?? null, organisation: rest.organisation ?? null, about: rest.about ?? null },
      area_id: areaOf(rest.area),
      service_id: termOf('service', rest.service),
      cadre_id: termOf('cadre', rest.cadre),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

function termOf(kind: string, key: string | null | undefined) {
  return sql<Id | null>`(select id from term where kind = ${kind}::term_kind and key = ${key ?? null})`
}

async function insertAddresses(db: Db, person_id: Id, { addresses, state }: PlantedPerson) {
  const verified_at = state === 'active' ? sql<Date>`app_now()` : null
  await db
    .insertInto('address')
    .values(addresses.map((address, at) => ({ person_id, address, is_primary: at === 0, verified_at })))
    .execute()
}

async function insertPosting(db: Db, person_id: Id, { designation, organisation, area, sector, since }: PlantedPerson) {
  if (!designation && !organisation && !area && !sector) return
  await db
    .insertInto('posting')
    .values({
      ...{ person_id, designation, organisation, since, source: 'blueprint' },
      area_id: areaOf(area),
      sector_id: termOf('sector', sector),
    })
    .execute()
}
