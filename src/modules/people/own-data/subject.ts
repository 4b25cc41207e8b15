import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Subjects } from '../../../platform/erasing/index.ts'

/** Who is to be erased, for the platform, which knows no people. */
export const erasureSubjects: Subjects = {
  async lock(tx, person_id) {
    const { rows } = await sql<{ key: string; is_erased: boolean }>`
      select key, state = 'erased' as is_erased from person where id = ${person_id} for update`.execute(tx)
    const [person] = rows
    return person && !person.is_erased ? { key: person.key, addresses: await listHers(tx, person_id) } : null
  },
  async listUnerased(db, keys) {
    const { rows } = await sql<{ id: Id }>`
      select id from person where key = any(${keys}::text[]) and state <> 'erased' order by id`.execute(db)
    return rows.map(({ id }) => id)
  },
}

async function listHers(tx: Db, person_id: Id): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select lower(address) as address from address where person_id = ${person_id}
    union select lower(address) from archive_address where person_id = ${person_id}`.execute(tx)
  return rows.map(({ address }) => address)
}
