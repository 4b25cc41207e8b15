import { randomBytes } from 'node:crypto'
import { type Db, type Id, now } from '../../../platform/db.ts'
import { hash } from '../../../platform/secret.ts'

/** Adding a passkey, signing in with one, or proving with one that it is still she who sits there. */
export type Purpose = 'add' | 'sign_in' | 'prove'

/** What a device is to sign within five minutes; whoever signs in is not known before. */
export async function startChallenge(db: Db, purpose: Purpose, person_id: Id | null): Promise<Uint8Array<ArrayBuffer>> {
  await db.deleteFrom('passkey_challenge').where('expires_at', '<', now).execute()
  const challenge = new Uint8Array(randomBytes(32))
  const text = Buffer.from(challenge).toString('base64url')
  await db
    .insertInto('passkey_challenge')
    .values({ hash: hash(text), purpose, person_id })
    .execute()
  return challenge
}

/** Taken by one statement, so that it counts once, for this purpose and this person alone. */
export async function takeChallenge(db: Db, challenge: string, purpose: Purpose, person_id: Id | null) {
  const taken = await db
    .deleteFrom('passkey_challenge')
    .where('hash', '=', hash(challenge))
    .where('purpose', '=', purpose)
    .where('person_id', person_id === null ? 'is' : '=', person_id)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return taken.numDeletedRows > 0n
}

/** A try that failed has used its challenge up, too. */
export async function dropChallenge(db: Db, clientDataJSON: string) {
  const [, challenge] = /"challenge":"([\w-]+)"/.exec(Buffer.from(clientDataJSON, 'base64url').toString()) ?? []
  if (challenge) await db.deleteFrom('passkey_challenge').where('hash', '=', hash(challenge)).execute()
}
