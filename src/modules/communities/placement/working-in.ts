import { type Db, type Id, sql } from '../../../platform/db.ts'

/** Active people whose posting lies in this area, or in a part of it, and to whom no other posting is proposed. */
export async function listWorkingIn(db: Db, area_id: Id): Promise<{ id: Id }[]> {
  const { rows } = await sql<{ id: Id }>`
    with recursive parts as (
      select id from area where id = ${area_id}
      union all select area.id from area join parts on area.parent_id = parts.id
    )
    select person.id from person join parts on parts.id = person.area_id where person.state = 'active'
      and not exists (select from transfer where person_id = person.id and answered_at is null and is_new_posting) order by person.id`.execute(
    db,
  )
  return rows
}
