import { randomBytes } from 'node:crypto'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { hash, sameBytes, seal } from '../../platform/secret.ts'

const SETTING = 'first_run'

/** A new one-time token for the two doors; the link is printed in the terminal and works until it is used. */
export async function makeFirstRunToken(db: Db): Promise<string> {
  const token = randomBytes(18).toString('base64url')
  await db
    .insertInto('setting')
    .values({ name: SETTING, value: hash(token) })
    .onConflict((oc) => oc.column('name').doUpdateSet({ value: hash(token) }))
    .execute()
  return token
}

/** Whoever holds the link from the terminal may open the doors; for anybody else they are not there. */
export async function ensureFirstRun(db: Db, token: string) {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst()
  if (!row || !sameBytes(Buffer.from(row.value), Buffer.from(hash(token)))) throw new NotFound()
}

/** Used up: taken by one statement, so that two browsers cannot both pass. */
export async function useFirstRun(db: Db, token: string) {
  const used = await db
    .deleteFrom('setting')
    .where('name', '=', SETTING)
    .where('value', '=', hash(token))
    .executeTakeFirst()
  if (!used.numDeletedRows) throw new NotFound()
}

/** The way into a demonstration for whoever has seen this terminal; the same at every start. */
export function lookAroundToken(): string {
  return seal('look around').toString('base64url').slice(0, 24)
}

export function ensureLookAround(token: string) {
  if (!sameBytes(Buffer.from(token), Buffer.from(lookAroundToken()))) throw new NotFound()
}
