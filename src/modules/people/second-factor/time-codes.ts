import { Secret, TOTP } from 'otpauth'
import { type Db, type Id, now, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { conceal, reveal } from '../../../platform/secret.ts'

export type TimeCode = Selectable<Tables['time_code']>

const PURPOSE = 'time code'
const PERIOD = 30

/** One that is begun, or one that counts. */
export async function findTimeCode(db: Db, person_id: Id): Promise<TimeCode | null> {
  const row = await db
    .selectFrom('time_code')
    .selectAll()
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** A new secret for her app; one that was begun and not confirmed goes. */
export async function beginTimeCode(tx: Db, person_id: Id) {
  await tx.deleteFrom('time_code').where('person_id', '=', person_id).where('confirmed_at', 'is', null).execute()
  const sealed = conceal(PURPOSE, new Secret({ size: 20 }).base32)
  await tx
    .insertInto('time_code')
    .values({ person_id, sealed })
    .onConflict((oc) => oc.column('person_id').where('ended_at', 'is', null).doNothing())
    .execute()
}

/** What the app is told, as text and as an address that opens it; undefined when the instance has another secret now. */
export function secretOf({ sealed }: TimeCode, { issuer, label }: { issuer: string; label: string }) {
  const secret = reveal(PURPOSE, sealed)
  return secret && { secret, href: codes(secret, { issuer, label }).toString() }
}

/** Whether the app shows this code now, or half a minute to either side; each code is taken once. */
export async function takeTimeCode(db: Db, { id, sealed }: TimeCode, code: string): Promise<boolean> {
  const secret = reveal(PURPOSE, sealed)
  const timestamp = await readTime(db)
  const delta = secret ? codes(secret).validate({ token: code, window: 1, timestamp }) : null
  if (delta === null) return false
  const step = Math.floor(timestamp / 1000 / PERIOD) + delta
  const taken = await db
    .updateTable('time_code')
    .set({ step, confirmed_at: (eb) => eb.fn.coalesce('confirmed_at', now) })
    .where('id', '=', id)
    .where('step', '<', step)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return taken.numUpdatedRows > 0n
}

export async function endTimeCode(tx: Db, person_id: Id): Promise<Id | undefined> {
  const ended = await tx
    .updateTable('time_code')
    .set({ ended_at: now, sealed: '' })
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return ended?.id
}

function codes(secret: string, named: { issuer?: string; label?: string } = {}) {
  return new TOTP({ ...named, algorithm: 'SHA1', digits: 6, period: PERIOD, secret: Secret.fromBase32(secret) })
}

/** In milliseconds; the server's time, never that of whoever asks. */
async function readTime(db: Db): Promise<number> {
  const { rows } = await sql<{ at: Date }>`select app_now() as at`.execute(db)
  return (rows[0]?.at ?? new Date()).getTime()
}
