import { type Db, sql } from '../../../platform/db.ts'

/** The roles that hold now, with who has them; one who left the community has none. */
export function heldRoles(db: Db) {
  return db
    .selectFrom('role')
    .innerJoin('person', 'person.id', 'role.person_id')
    .innerJoin('membership', (join) =>
      join
        .onRef('membership.person_id', '=', 'role.person_id')
        .onRef('membership.community_id', '=', 'role.community_id')
        .on('membership.state', '=', 'member'),
    )
    .where('role.until', 'is', null)
}

/** The same of one row of `role`, in SQL: her membership is looked up, since a community has few roles and many members. */
export const holds = sql<boolean>`role.until is null and exists (select from membership
  where membership.person_id = role.person_id and membership.community_id = role.community_id
    and membership.state = 'member' offset 0)`

/** In which order those who look after a community are named. */
export const inOrderOfRoles = sql`array_position(
  array['coordinator','facilitator','convenor','contact','researcher','moderator','core','administrator'], role.role)`
