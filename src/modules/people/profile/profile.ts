import { type Db, type Id, sql } from '../../../platform/db.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { findOpenAddress } from '../addresses/reads.ts'
import { listCohortsOf } from '../learning/cohorts.ts'
import { findPerson, listDeclaredTopics, type Person } from '../reads.ts'

/** What the network's lists say of a person, in the reader's language. */
type Lists = { service: string | null; cadre: string | null; sector: string | null; place: string | null }
export type Stage = {
  designation: string | null
  organisation: string | null
  place: string | null
  since: string | null
  until: string | null
}
export type Profile = Lists & {
  person: Person
  topics: { id: Id; name: string }[]
  cohorts: { key: string; title: string }[]
  /** The current posting first. */
  postings: Stage[]
  /** Only where she shows it. */
  address: string | null
}

export async function findProfile(db: Db, viewer: Viewer, key: string): Promise<Profile> {
  const person = await findPerson(db, viewer, key)
  const topics = await listDeclaredTopics(db, person.id)
  return {
    person,
    ...(await findLists(db, person.id)),
    topics: topics.map(({ id, name }) => ({ id, name: pick(name) })),
    cohorts: await listCohortsOf(db, person.id),
    postings: await listPostings(db, person),
    address: person.shows_address ? await findOpenAddress(db, person.id) : null,
  }
}

async function findLists(db: Db, person_id: Id): Promise<Lists> {
  const row = await db
    .selectFrom('person')
    .leftJoin('posting', (join) => join.onRef('posting.person_id', '=', 'person.id').on('posting.until', 'is', null))
    .leftJoin('term as service', 'service.id', 'person.service_id')
    .leftJoin('term as cadre', 'cadre.id', 'person.cadre_id')
    .leftJoin('term as sector', 'sector.id', 'posting.sector_id')
    .leftJoin('area', 'area.id', 'person.area_id')
    .select(['service.name as service', 'cadre.name as cadre', 'sector.name as sector', 'area.name as place'])
    .where('person.id', '=', person_id)
    .executeTakeFirstOrThrow()
  const said = (name: unknown) => (name ? pick(name) : null)
  return { service: said(row.service), cadre: said(row.cadre), sector: said(row.sector), place: said(row.place) }
}

async function listPostings(db: Db, { id, show_designation }: Person): Promise<Stage[]> {
  const rows = await db
    .selectFrom('posting')
    .leftJoin('area', 'area.id', 'posting.area_id')
    .select(['designation', 'organisation', 'area.name as area', 'since', 'until'])
    .where('person_id', '=', id)
    .orderBy(sql`until desc nulls first`)
    .orderBy('posting.id', 'desc')
    .execute()
  return rows.map(({ area, designation, ...row }) => ({
    ...row,
    designation: show_designation ? designation : null,
    place: area ? pick(area) : null,
  }))
}
