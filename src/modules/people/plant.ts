import { z } from 'zod'
import { type Db, sql } from '../../platform/db.ts'
import type { Planting } from '../../platform/module.ts'
import { areaOf } from './areas.ts'
import { learning, plantLearning } from './learning/plant-learning.ts'
import type { TermKind } from './terms.ts'

const words = z.record(z.string(), z.string())
const term = z.object({ key: z.string(), name: words, area: z.string().nullish() })

/** What people takes of a blueprint; all else is for others. */
const section = learning.extend({
  areas: z.array(z.object({ code: z.string(), name: words, kind: z.string().optional() })).default([]),
  topics: z.array(z.object({ key: z.string(), name: words })).default([]),
  services: z.array(term).default([]),
  cadres: z.array(term).default([]),
  sectors: z.array(term).default([]),
})

/** The network's places, lists, topics, and where its people learned. Planting again changes nothing. */
export async function plantPeople(db: Db, { document }: Planting) {
  const { areas, topics, services, cadres, sectors, ...learned } = section.parse(document)
  await plantAreas(db, areas)
  await plantTerms(db, 'service', services)
  await plantTerms(db, 'cadre', cadres)
  await plantTerms(db, 'sector', sectors)
  await plantLearning(db, learned)
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

async function plantTerms(db: Db, kind: TermKind, terms: z.output<typeof term>[]) {
  if (terms.length === 0) return
  await db
    .insertInto('term')
    .values(terms.map(({ key, name, area }) => ({ kind, key, name: JSON.stringify(name), area_id: areaOf(area) })))
    .onConflict((oc) => oc.columns(['kind', 'key']).doNothing())
    .execute()
}
