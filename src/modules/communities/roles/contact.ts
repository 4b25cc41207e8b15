import { type Db, type Id, sql } from '../../../platform/db.ts'

/** Whoever was made its contact last is the one a community shows. */
export async function showContact(tx: Db, community_id: Id, person_id: Id) {
  await tx.updateTable('community').set({ contact_id: person_id }).where('id', '=', community_id).execute()
}

/** When this role has ended, the contact before comes back; without one, whoever coordinates is named. */
export async function showNextContact(tx: Db, role_id: Id) {
  await sql`
    update community set contact_id = (select person_id from role other where other.community_id = community.id
      and other.role = 'contact' and other.until is null order by other.id desc limit 1)
    from role where role.id = ${role_id} and role.role = 'contact'
      and community.id = role.community_id and community.contact_id = role.person_id`.execute(tx)
}
