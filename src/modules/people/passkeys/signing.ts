import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { hash } from '../../../platform/secret.ts'
import { ensureWithinRate } from '../sign-in/rate.ts'
import type { Signed } from './answers.ts'
import { type Purpose, startChallenge, takeChallenge } from './challenges.ts'
import { passkeyDoubtedLetter } from './mails.ts'
import { findCredential, listPasskeys } from './reads.ts'
import { passkeysWork, relyingParty, webauthn } from './relying-party.ts'

/** Who signs in is known by her device alone, so nothing of anybody is told before; who proves is asked for her own keys. */
export async function startSigning(db: Db, person_id: Id | null) {
  if (!passkeysWork()) throw new NotFound()
  const known = person_id === null ? [] : await listPasskeys(db, person_id)
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({
    rpID: relyingParty().id,
    challenge: await startChallenge(db, person_id === null ? 'sign_in' : 'prove', person_id),
    timeout: 240_000,
    userVerification: 'required',
    ...(known.length > 0 && { allowCredentials: known.map(({ credential_id: id }) => ({ id })) }),
  })
}

/** Whose device signed what it was asked to sign. With `person_id`: only if it is hers. */
export async function verifySigned(
  db: Db,
  answer: Signed,
  { ip, person_id = null }: { ip: string; person_id?: Id | null },
): Promise<Id> {
  await ensureWithinRate(db, `passkey:${hash(answer.id)}`, ip)
  const found = await findCredential(db, answer.id)
  const purpose = person_id === null ? 'sign_in' : 'prove'
  const counter = await counterOf(db, answer, found?.public_key ?? DECOY, { purpose, person_id })
  const isHers = found && (person_id === null || found.person_id === person_id)
  if (!isHers || counter === null || !namesOwner(answer, found.person_key)) throw refused()
  if (!(await countUse(db, found.id, counter))) throw await doubt(db, found)
  return found.person_id
}

function refused() {
  return new Refused(t('This passkey does not open anything here. Try again, or have a code mailed to you.'))
}

type Asked = { purpose: Purpose; person_id: Id | null }

/** What the device counts, or null where the signature does not hold. An unknown key is tried against one that nobody has. */
async function counterOf(db: Db, answer: Signed, publicKey: Buffer, { purpose, person_id }: Asked) {
  const { id, origin } = relyingParty()
  const { verifyAuthenticationResponse } = await webauthn()
  const verified = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: (challenge) => takeChallenge(db, challenge, purpose, person_id),
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
    // What the counter says is judged where it is kept, so that two answers at once are seen.
    credential: { id: answer.id, publicKey: new Uint8Array(publicKey), counter: 0 },
  }).catch(() => null)
  return verified?.verified ? verified.authenticationInfo.newCounter : null
}

/** A public key of the usual kind (ES256), whose other half was thrown away. */
const DECOY = Buffer.from(
  'pQECAyYgASFYIB2sMh6SGKAeLbk3qrSNFxARd_xHE38FVFmonJyR045tIlggPhGWMB6pEDlU9HREMhuhahBPooSsFMGdkPga1ZCbjoc',
  'base64url',
)

/** A device that names its owner must name the one whose key it is. */
function namesOwner({ response: { userHandle } }: Signed, key: string): boolean {
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString() === key
}

/** A device that counts counts upward; most count nothing, and say 0 each time. */
async function countUse(db: Db, id: Id, counter: number): Promise<boolean> {
  const used = await db
    .updateTable('passkey')
    .set({ counter, used_at: now })
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .where(sql<boolean>`(counter < ${counter} or (counter = 0 and ${counter} = 0))`)
    .executeTakeFirst()
  return used.numUpdatedRows > 0n
}

/** Somebody may hold a copy: it opens nothing this time, and she is told. */
async function doubt(db: Db, { id, person_id }: { id: Id; person_id: Id }): Promise<Refused> {
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('passkey').set({ doubted_at: now }).where('id', '=', id).execute()
    await post(tx, passkeyDoubtedLetter, { to: person_id, about: id })
  })
  return refused()
}
