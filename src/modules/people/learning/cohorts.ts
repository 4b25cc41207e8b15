import { type Db, type Id, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { pick } from '../../../platform/i18n.ts'
import type { Viewer } from '../../../platform/viewer.ts'

export type Cohort = Selectable<Tables['cohort']> & { title: string }

/** All cohorts, the newest first. */
export async function listCohorts(db: Db): Promise<Cohort[]> {
  const rows = await db
    .selectFrom('cohort')
    .selectAll()
    .orderBy(sql`starts_on desc nulls last`)
    .orderBy('key')
    .execute()
  return rows.map(withTitle)
}

/** Which cohorts there were is known to whoever is signed in; who was in one asks more. */
export async function findCohort(db: Db, viewer: Viewer, key: string): Promise<Cohort> {
  if (!viewer.person) throw new NotFound()
  const row = await db.selectFrom('cohort').selectAll().where('key', '=', key).executeTakeFirst()
  if (!row) throw new NotFound()
  return withTitle(row)
}

export function withTitle(row: Selectable<Tables['cohort']>): Cohort {
  return { ...row, title: pick(row.name) }
}

/** Once more changes nothing. */
export async function addToCohort(tx: Db, cohort_id: Id, person_id: Id) {
  await tx
    .insertInto('cohort_person')
    .values({ cohort_id, person_id })
    .onConflict((oc) => oc.doNothing())
    .execute()
}

export async function listCohortsOf(db: Db, person_id: Id): Promise<Cohort[]> {
  const rows = await db
    .selectFrom('cohort')
    .innerJoin('cohort_person', 'cohort_person.cohort_id', 'cohort.id')
    .selectAll('cohort')
    .where('person_id', '=', person_id)
    .orderBy(sql`starts_on nulls last`)
    .orderBy('key')
    .execute()
  return rows.map(withTitle)
}

/** Exactly these; one that there is not is left out. */
export async function setCohorts(tx: Db, person_id: Id, cohorts: Id[]) {
  await tx
    .deleteFrom('cohort_person')
    .where('person_id', '=', person_id)
    .where(sql<boolean>`cohort_id <> all(${cohorts})`)
    .execute()
  await sql`insert into cohort_person (cohort_id, person_id) select id, ${person_id}::bigint from cohort where id = any(${cohorts})
    on conflict do nothing`.execute(tx)
}

/** Of those who went through it, whom the viewer may know. */
export async function listKnownOfCohort(db: Db, { person }: Viewer, key: string): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select person.id from cohort join cohort_person on cohort_id = cohort.id
    join person on person.id = person_id and person.state = 'active'
    where cohort.key = ${key} and may_know(${person?.id ?? null}::bigint, person.id)`.execute(db)
  return rows.map(({ id }) => id)
}

/** The other active people who went through it with the viewer; none for whoever was not in it herself. */
export async function listFellows(db: Db, { person }: Viewer, cohort_id: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    select person.id from cohort_person mine join cohort_person theirs using (cohort_id)
    join person on person.id = theirs.person_id and person.state = 'active'
    where mine.cohort_id = ${cohort_id} and mine.person_id = ${person?.id ?? null}::bigint and person.id <> mine.person_id
    order by person.id`.execute(db)
  return rows.map(({ id }) => id)
}
