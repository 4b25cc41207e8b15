import { type Db, type Id, sql } from '../../../platform/db.ts'

/** What people holds of her goes; the row that others' rows point at stays, without anything of her. */
export async function forgetPerson(tx: Db, person_id: Id): Promise<string[]> {
  await sql`
    delete from provider_try using sign_in where sign_in_id = sign_in.id and (sign_in.person_id = ${person_id}
      or lower(sign_in.address) in (select lower(address) from address where person_id = ${person_id}))`.execute(tx)
  await sql`
    delete from sign_in where person_id = ${person_id}
      or lower(address) in (select lower(address) from address where person_id = ${person_id})`.execute(tx)
  for (const table of hers) await sql`delete from ${sql.table(table)} where person_id = ${person_id}`.execute(tx)
  await sql`delete from connection where ${person_id} in (asker_id, asked_id)`.execute(tx)
  await sql`update erasure set ended_at = app_now() where person_id = ${person_id} and ended_at is null`.execute(tx)
  await makeNameless(tx, person_id)
  return []
}

const hers = [
  ...[
    'fresh_proof',
    'session',
    'passkey',
    'passkey_challenge',
    'time_code',
    'recovery_code',
    'factor_reset',
    'identity',
  ],
  ...['address', 'address_proof', 'archive_address', 'declared_topic', 'cohort_person', 'posting'],
]

/** With another epoch her reply addresses are void. */
async function makeNameless(tx: Db, person_id: Id) {
  await sql`
    update person set state = 'erased', name = '', designation = null, show_designation = false, organisation = null,
      area_id = null, about = null, on_my_desk = null, motives = '{}', languages = '{}', service_id = null, cadre_id = null,
      shows_address = false, shows_ties = false, digest_rhythm = 'never', language = 'en', time_zone = 'UTC', epoch = epoch + 1
    where id = ${person_id}`.execute(tx)
}
