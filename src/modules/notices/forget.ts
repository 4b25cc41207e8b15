import { type Db, type Id, sql } from '../../platform/db.ts'

/** No digest is planned for her, and what she stopped is of no use to anybody. */
export async function forgetReader(tx: Db, person_id: Id): Promise<string[]> {
  for (const table of ['letter_stop', 'digest_plan', 'digest'])
    await sql`delete from ${sql.table(table)} where person_id = ${person_id}`.execute(tx)
  return []
}
