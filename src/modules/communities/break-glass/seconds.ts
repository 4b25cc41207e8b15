import { type Db, type Id, sql } from '../../../platform/db.ts'

type Sql = ReturnType<typeof sql>

/**
 * Who may be the second person for what this reader asked at this moment, as SQL that selects `person_id`: the two whom the
 * network had named by then, or else who kept the network by then. Never the reader, and nobody who came to it afterwards.
 */
export function secondsFor(reader_id: Sql, asked_at: Sql) {
  return sql`select person.id as person_id from (select) once
    left join lateral (select first_id, second_id from break_glass_pair where holds_from <= ${asked_at}
      order by holds_from desc, id desc limit 1) pair on true
    cross join lateral (select role.person_id as id from role
        where pair.first_id is null and role.role = 'administrator' and role.until is null
      union select unnest(array[pair.first_id, pair.second_id])) candidate
    join person on person.id = candidate.id
    where person.state = 'active' and person.id <> ${reader_id}
      and case when pair.first_id is null then keeps_network(person.id, ${asked_at})
        else exists (select from membership where membership.person_id = person.id and membership.state = 'member') end`
}

/** Whether anybody could be the second person just now. */
export async function hasSecond(db: Db, reader_id: Id): Promise<boolean> {
  const { rows } = await sql`${secondsFor(sql`${reader_id}::bigint`, sql`app_now()`)} limit 1`.execute(db)
  return rows.length > 0
}
