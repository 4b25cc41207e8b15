import { randomBytes } from 'node:crypto'
import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import type { Cast } from './cast.ts'
import { say } from './words.ts'

const secret = () => randomBytes(24).toString('hex')

/** By what people sign in and prove themselves: a passkey, an account of their organisation, codes, and tries that are open. */
export async function layWaysIn({ db }: World, { dee, ned }: Cast) {
  await sql`insert into passkey (person_id, credential_id, public_key, name, transports)
    values (${dee.id}, ${secret()}, ${randomBytes(32)}, ${say('Phone')}, array['internal'])`.execute(db)
  await sql`insert into passkey_challenge (hash, purpose, person_id, expires_at)
    values (${secret()}, 'add', ${dee.id}, app_now() + interval '1 year')`.execute(db)
  await sql`insert into time_code (person_id, sealed, confirmed_at) values (${ned.id}, ${secret()}, app_now())`.execute(
    db,
  )
  await sql`insert into recovery_code (person_id, salt, hash) values (${ned.id}, ${secret()}, ${secret()})`.execute(db)
  await sql`insert into identity (issuer, subject, person_id) values ('https://id.example.org', ${secret()}, ${dee.id})`.execute(
    db,
  )
  await sql`insert into fresh_proof (session_id, person_id, path, fields, back)
    select max(id), ${dee.id}, '/me/addresses', '{"address":"dee.other@example.org"}', '/me/addresses' from session
      where person_id = ${dee.id}`.execute(db)
  await sql`insert into erasure (person_id) values (${dee.id})`.execute(db)
  await sql`insert into provider_try (state_hash, browser_hash, next, issuer, subject, expires_at)
    values (${secret()}, ${secret()}, '/today', 'https://id.example.org', ${secret()}, app_now() + interval '1 year')`.execute(
    db,
  )
}
