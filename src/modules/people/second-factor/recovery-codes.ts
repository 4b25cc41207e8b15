import { randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { seal } from '../../../platform/secret.ts'

const HOW_MANY = 10
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
const stretch = promisify<Buffer, string, number, Buffer>(scrypt)

type NewCodes = { codes: string[]; salt: string; hashes: string[] }

/** Ten codes of sixty random bits each, and what is kept of them. */
export async function newRecoveryCodes(): Promise<NewCodes> {
  const salt = randomBytes(16).toString('base64url')
  const codes = Array.from({ length: HOW_MANY }, newCode)
  return { codes, salt, hashes: await Promise.all(codes.map((code) => hashOf(code, salt))) }
}

/** They take the place of all that were made before. */
export async function keepRecoveryCodes(tx: Db, person_id: Id, { salt, hashes }: NewCodes) {
  await tx.deleteFrom('recovery_code').where('person_id', '=', person_id).execute()
  await tx
    .insertInto('recovery_code')
    .values(hashes.map((hash) => ({ person_id, salt, hash })))
    .execute()
}

export async function countRecoveryCodes(db: Db, person_id: Id): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from recovery_code where person_id = ${person_id} and used_at is null`.execute(db)
  return rows[0]?.count ?? 0
}

/** Gives the id of the code that was used up by this. */
export async function takeRecoveryCode(db: Db, person_id: Id, code: string): Promise<Id | undefined> {
  const made = db.selectFrom('recovery_code').select('salt').where('person_id', '=', person_id).limit(1)
  // Somebody without codes waits as long.
  const { salt } = (await made.executeTakeFirst()) ?? { salt: 'none' }
  const hash = await hashOf(code, salt)
  const taken = await db
    .updateTable('recovery_code')
    .set({ used_at: now })
    .where('person_id', '=', person_id)
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return taken?.id
}

function newCode(): string {
  const letters = [...randomBytes(12)].map((byte) => LETTERS[byte & 31])
  return [0, 4, 8].map((from) => letters.slice(from, from + 4).join('')).join('-')
}

/** As it is written down by hand: letters that look alike are the same, and the dashes do not matter. */
function hashOf(code: string, salt: string): Promise<string> {
  const plain = code
    .toLowerCase()
    .replace(/o/g, '0')
    .replace(/[il]/g, '1')
    .replace(/[^0-9a-z]/g, '')
  return stretch(seal('recovery code', plain), salt, 32).then((bytes) => bytes.toString('base64url'))
}
