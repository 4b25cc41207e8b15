import { type Db, type Id, sql } from '../../../platform/db.ts'

/** Whether a member began it herself and so coordinates it by nobody's word but her own. */
export function begunByMember(community_id: Id | ReturnType<typeof sql>) {
  return sql<boolean>`exists (select from role founder where founder.community_id = ${community_id}
    and founder.role = 'coordinator' and founder.by_id = founder.person_id)`
}

export async function isBegunByMember(db: Db, community_id: Id): Promise<boolean> {
  const { rows } = await sql<{ begun: boolean }>`select ${begunByMember(community_id)} as begun`.execute(db)
  return rows[0]?.begun ?? false
}
