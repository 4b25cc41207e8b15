import { randomBytes } from 'node:crypto'
import type { Db } from '../../platform/db.ts'
import { NotFound } from '../../platform/errors.ts'
import { hash, sameBytes, seal } from '../../platform/secret.ts'
import { findSetting, keepSetting, takeSetting } from '../../platform/settings.ts'

const SETTING = 'first_run'

/** A new one-time token for the two doors; the link is printed in the terminal and works until it is used. */
export async function makeFirstRunToken(db: Db): Promise<string> {
  const token = randomBytes(18).toString('base64url')
  await keepSetting(db, SETTING, hash(token))
  return token
}

/** Whoever holds the link from the terminal may open the doors; for anybody else they are not there. */
export async function ensureFirstRun(db: Db, token: string) {
  const kept = await findSetting(db, SETTING)
  if (!kept || !sameBytes(Buffer.from(kept), Buffer.from(hash(token)))) throw new NotFound()
}

/** Used up, so that two browsers cannot both pass. */
export async function useFirstRun(db: Db, token: string) {
  if (!(await takeSetting(db, SETTING, hash(token)))) throw new NotFound()
}

/** The way into a demonstration for whoever has seen this terminal; the same at every start. */
export function lookAroundToken(): string {
  return seal('look around').toString('base64url').slice(0, 24)
}

export function ensureLookAround(token: string) {
  if (!sameBytes(Buffer.from(token), Buffer.from(lookAroundToken()))) throw new NotFound()
}
