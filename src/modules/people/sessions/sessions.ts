import { randomBytes } from 'node:crypto'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { hash } from '../../../platform/secret.ts'

/** Unused for this long, a session ends; and after the second figure however much it is used. */
export const REST_DAYS = 60
export const MOST_DAYS = 180
/** How long the second factor of somebody who keeps the network counts. */
export const PROOF_HOURS = 12

type Opening = { ip?: string | null; proven?: boolean }

/** A new one with a token of its own, which is stored nowhere; `proven` where the way in was two factors at once. */
export async function openSession(
  tx: Db,
  person_id: Id,
  user_agent: string | null,
  { ip = null, proven = false }: Opening = {},
): Promise<string> {
  const token = newToken()
  await tx
    .insertInto('session')
    .values({
      ...{ token_hash: hash(token), person_id, ip, user_agent: user_agent?.slice(0, 200) ?? null },
      proven_at: proven ? now : null,
    })
    .execute()
  return token
}

/** `stale`: nothing has been seen of it for a day. `proven`: by a second factor, and not long ago. */
export type Session = { id: Id; person_id: Id; stale: boolean; proven: boolean }

/** The open session this cookie stands for; ended, rested and old ones are none. */
export async function findSession(db: Db, token: string): Promise<Session | null> {
  const row = await db
    .selectFrom('session')
    .select([
      'id',
      'person_id',
      sql<boolean>`seen_at < app_now() - interval '1 day'`.as('stale'),
      sql<boolean>`coalesce(proven_at > app_now() - ${PROOF_HOURS}::int * interval '1 hour', false)`.as('proven'),
    ])
    .where('token_hash', '=', hash(token))
    .where(isOpen)
    .executeTakeFirst()
  return row ?? null
}

/** Asked again by whatever outlives a request, such as a stream, before each thing it says. */
export async function isSessionOpen(db: Db, id: Id): Promise<boolean> {
  const row = await db.selectFrom('session').select('id').where('id', '=', id).where(isOpen).executeTakeFirst()
  return row !== undefined
}

/** As SQL, for one session and for a list of them. */
export const isOpen = sql<boolean>`session.ended_at is null
  and session.seen_at > app_now() - ${REST_DAYS}::int * interval '1 day'
  and session.created_at > app_now() - ${MOST_DAYS}::int * interval '1 day'`

/** Kept to the day, so that a page costs no write. */
export async function touchSession(db: Db, id: Id) {
  await db
    .updateTable('session')
    .set({ seen_at: now })
    .where('id', '=', id)
    .where('seen_at', '<', sql<Date>`app_now() - interval '1 day'`)
    .execute()
}

/** A second factor was proven, or by a mailed code that it is she: the session goes on under a new token; the old opens nothing. */
export async function renewSession(tx: Db, id: Id, by: 'proven_at' | 'confirmed_at' = 'proven_at'): Promise<string> {
  const token = newToken()
  await tx
    .updateTable('session')
    .set({ token_hash: hash(token), [by]: now })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .execute()
  return token
}

export async function endSession(db: Db, id: Id) {
  await db.updateTable('session').set({ ended_at: now }).where('id', '=', id).where('ended_at', 'is', null).execute()
}

function newToken(): string {
  return randomBytes(32).toString('base64url')
}
