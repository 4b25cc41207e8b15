import { type Db, type Id, sql } from '../../../platform/db.ts'
import type { Community } from '../reads.ts'

/** The named person of a community: its contact, or else who has coordinated it longest; a member, or nobody. */
export async function findContact(db: Db, { id, contact_id }: Pick<Community, 'id' | 'contact_id'>) {
  const { rows } = await sql<{ id: Id; key: string; name: string }>`
    select person.id, person.key, person.name from person
    join membership on person_id = person.id and community_id = ${id}::bigint and membership.state = 'member'
    left join lateral (select min(role.id) as first from role where role.person_id = person.id and role.until is null
      and role.community_id = ${id}::bigint and role.role in ('contact', 'coordinator', 'facilitator')) role on true
    where person.state = 'active' and (person.id = ${contact_id}::bigint or role.first is not null)
    order by person.id = ${contact_id}::bigint desc nulls last, role.first limit 1`.execute(db)
  return rows[0] ?? null
}
