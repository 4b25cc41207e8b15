import { type Db, type Id, sql } from '../../platform/db.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { sameBytes, seal } from '../../platform/secret.ts'

const MOST_TRIES = 5
/** So long a mailed code signs in, or shows that it is still she. */
export const CODE_MINUTES = 10

type Kind = 'sign_in' | 'address_proof' | 'erasure' | 'fresh_proof'

/** Six digits, made anew each time, and stored nowhere. */
export function mailedCode(purpose: string, key: string): string {
  return String(seal(purpose, key).readUInt32BE(0) % 1_000_000).padStart(6, '0')
}

/** However it is typed. */
export function isCode(typed: string, code: string): boolean {
  return sameBytes(Buffer.from(typed.replace(/\s/g, '')), Buffer.from(code))
}

/** Counted before it is looked at, so that of many at once no more than five are. */
export async function countTry(db: Db, kind: Kind, id: Id): Promise<void> {
  const { numAffectedRows } = await sql`
    update ${sql.table(kind)} set tries = tries + 1 where id = ${id} and tries < ${MOST_TRIES}::int`.execute(db)
  if (!numAffectedRows) throw codeUsedUp()
}

export function wrongCode() {
  return new Refused(t('That code is not right. Look at the newest mail from us, or ask for a new code.'))
}

export function codeUsedUp() {
  return new Refused(t('This code has been used, or is too old. Ask for a new one.'))
}
