import type { Db } from '../../../platform/db.ts'
import { listAreas } from '../areas.ts'
import { listCohorts } from '../learning/cohorts.ts'
import { listTopics } from '../reads.ts'
import { listTerms } from '../terms.ts'

export type Lists = Awaited<ReturnType<typeof listLists>>

/** All that the directory can be narrowed by. */
export async function listLists(db: Db) {
  return {
    topics: await listTopics(db),
    areas: await listAreas(db),
    services: await listTerms(db, 'service'),
    cadres: await listTerms(db, 'cadre'),
    sectors: await listTerms(db, 'sector'),
    cohorts: (await listCohorts(db)).map(({ id, title }) => ({ id, name: title })),
  }
}
