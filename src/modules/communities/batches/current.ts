import { type Db, type Id, sql } from '../../../platform/db.ts'

export type Current = { area_id: Id | null; organisation: string | null; designation: string | null }

/** Where those of these people work who are members of any community. */
export async function listCurrent(db: Db, person_ids: Id[]): Promise<Map<Id, Current>> {
  const rows = await db
    .selectFrom('person')
    .select(['id', 'area_id', 'organisation', 'designation'])
    .where(sql<boolean>`id = any(${person_ids}::bigint[])`)
    .where('state', '=', 'active')
    .where(sql<boolean>`exists (select from membership where person_id = person.id and state = 'member')`)
    .execute()
  return new Map(rows.map(({ id, ...current }) => [id, current]))
}
