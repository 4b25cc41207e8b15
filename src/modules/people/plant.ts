import { z } from 'zod'
import { type Db, sql } from '../../platform/db.ts'
import type { Planting } from '../../platform/module.ts'

const words = z.record(z.string(), z.string())

/** What people takes of a blueprint; all else is for others. */
const section = z.object({
  areas: z.array(z.object({ code: z.string(), name: words, kind: z.string().optional() })).default([]),
  topics: z.array(z.object({ key: z.string(), name: words })).default([]),
})

/** The network's places and topics. */
export async function plantPeople(db: Db, { document }: Planting) {
  const { areas, topics } = section.parse(document)
  await plantAreas(db, areas)
  if (topics.length === 0) return
  await db
    .insertInto('topic')
    .values(topics.map(({ key, name }) => ({ key, name: JSON.stringify(name) })))
    .onConflict((oc) => oc.column('key').doNothing())
    .execute()
}

/** The country is the parent of all its parts. */
async function plantAreas(db: Db, areas: z.output<typeof section>['areas']) {
  if (areas.length === 0) return
  await db
    .insertInto('area')
    .values(areas.map(({ code, name }) => ({ code, name: JSON.stringify(name) })))
    .onConflict((oc) => oc.column('code').doNothing())
    .execute()
  await sql`update area set parent_id = country.id from area country
    where area.parent_id is null and country.code = split_part(area.code, '-', 1) and area.code <> country.code`.execute(
    db,
  )
}

export type PlantedPerson = {
  name: string
  language: string
  designation?: string | null
  organisation?: string | null
  about?: string | null
  area?: string | null
  addresses: string[]
  topics: string[]
  state: 'active' | 'invited'
}

/** An invented person of a demonstration, known again by her address. */
export async function plantPerson(db: Db, { name, language, addresses, topics, area, state, ...rest }: PlantedPerson) {
  const [first = ''] = addresses
  const known = await db.selectFrom('address').select('person_id').where('address', '=', first).executeTakeFirst()
  if (known) return known.person_id

  const { id } = await db
    .insertInto('person')
    .values({
      ...{ name, language, state, invented: true },
      ...{ designation: rest.designation ?? null, organisation: rest.organisation ?? null, about: rest.about ?? null },
      area_id: sql<number | null>`(select id from area where code = ${area ?? null})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const verified_at = state === 'active' ? sql<Date>`app_now()` : null
  await db
    .insertInto('address')
    .values(addresses.map((address, at) => ({ person_id: id, address, is_primary: at === 0, verified_at })))
    .execute()
  await sql`insert into declared_topic (person_id, topic_id) select ${id}::bigint, id from topic where key = any(${topics})`.execute(
    db,
  )
  return id
}
