import { type Db, type Id, sql } from '../../../platform/db.ts'

/** How these people stand to a community: member, invited and silent, or she said no. Others are not in it. */
export type Stands = 'member' | 'invited' | 'said-no'

export async function listStandings(db: Db, community_id: Id, person_ids: Id[]): Promise<Map<Id, Stands>> {
  const { rows } = await sql<{ id: Id; stands: Stands | null }>`
    select given.id, case when membership.state = 'member' then 'member' when membership.state = 'removed' then 'said-no'
        when invitation.answer = 'no' then 'said-no' when invitation.id is not null and invitation.answer is null then 'invited' end as stands
    from unnest(${person_ids}::bigint[]) given (id)
      left join membership on membership.person_id = given.id and membership.community_id = ${community_id}
      left join invitation on invitation.person_id = given.id and invitation.community_id = ${community_id}`.execute(db)
  return new Map(rows.flatMap(({ id, stands }) => (stands ? [[id, stands]] : [])))
}
