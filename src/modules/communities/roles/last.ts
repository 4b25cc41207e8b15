import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'

/** Before somebody lays down what she is in a community: the last administrator stays. Two who go at once pass here one at a time. */
export async function ensureAdministered(tx: Db, person_id: Id, community_id: Id) {
  if (!(await isAdministrator(tx, person_id, community_id))) return
  await sql`select from community where id = ${community_id}::bigint for update`.execute(tx)
  const { rows } = await sql`select from role join membership using (person_id, community_id)
      join person on person.id = person_id
    where community_id = ${community_id}::bigint and person_id <> ${person_id}::bigint and role.role = 'administrator'
      and role.until is null and membership.state = 'member' and person.state = 'active'
      and not exists (select from erasure where erasure.person_id = role.person_id and ended_at is null and proven_at is not null) limit 1`.execute(
    tx,
  )
  if (rows.length === 0)
    throw new Refused(t('The network needs an administrator. Before the last one goes, there must be another.'))
}

async function isAdministrator(tx: Db, person_id: Id, community_id: Id): Promise<boolean> {
  const { rows } = await sql`select from role where person_id = ${person_id}::bigint
    and community_id = ${community_id}::bigint and role = 'administrator' and until is null`.execute(tx)
  return rows.length > 0
}
