import { type Db, type Id, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import { shownName } from '../../people/index.ts'
import { heldRoles, inOrderOfRoles } from './held.ts'

/** Who has which role now, with its term; only of those who are members. */
export function listRoles(db: Db, community_id: Id) {
  return select(db).where('role.community_id', '=', community_id).orderBy(inOrderOfRoles).orderBy('role.id').execute()
}

export type HeldRole = Awaited<ReturnType<typeof listRoles>>[number]

/** A role of this community that is held now; that of another one is not there. */
export async function findRole(db: Db, community_id: Id, key: string): Promise<HeldRole> {
  const found = await select(db)
    .where('role.community_id', '=', community_id)
    .where('role.key', '=', key)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

export async function findRoleById(db: Db, id: Id): Promise<HeldRole | null> {
  return (await select(db).where('role.id', '=', id).executeTakeFirst()) ?? null
}

function select(db: Db) {
  return heldRoles(db)
    .leftJoin('person as absent', 'absent.id', 'role.stands_in_for')
    .select([
      'role.id',
      'role.key',
      'role.role',
      'role.person_id',
      'role.community_id',
      'role.since',
      'ends_on',
      'duties',
    ])
    .select(['handover', 'handover_due', 'role.by_id', 'person.key as person_key', 'person.organisation'])
    .select([shownName().as('name'), shownName<string | null>('absent').as('stands_in_for')])
}

/** Members whom these words may mean: an address, or a name or a part of one. */
export async function findMembersCalled(db: Db, community_id: Id, words: string) {
  const { rows } = await sql<{ id: Id; name: string }>`
    select person.id, person.name from membership join person on person.id = person_id
    where community_id = ${community_id}::bigint and membership.state = 'member' and person.state = 'active'
      and (lower(person.name) = lower(${words}) or exists (select from address
        where address.person_id = person.id and address = lower(${words}) and verified_at is not null))
    order by person.id limit 3`.execute(db)
  return rows
}
