import type { VerifyRegistrationResponseOpts } from '@simplewebauthn/server'
import { inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureMayChangeFactors } from '../fresh-proof/fresh.ts'
import { findMe } from '../reads.ts'
import type { Made } from './answers.ts'
import { dropChallenge, startChallenge, takeChallenge } from './challenges.ts'
import { passkeyAddedLetter } from './mails.ts'
import { listPasskeys, type Passkey } from './reads.ts'
import { passkeysWork, relyingParty, webauthn } from './relying-party.ts'

const MOST = 20

/** What her browser asks her device for: a key that knows her by itself and asks for finger, face or PIN. */
export async function startAdding(db: Db, viewer: Viewer, network: string) {
  if (!passkeysWork()) throw new NotFound()
  const me = await findMe(db, viewer)
  await ensureMayChangeFactors(db, viewer)
  const known = await listPasskeys(db, me.id)
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: network,
    rpID: relyingParty().id,
    userName: me.name,
    userDisplayName: me.name,
    userID: new TextEncoder().encode(me.key),
    challenge: await startChallenge(db, 'add', me.id),
    timeout: 240_000,
    excludeCredentials: known.map(({ credential_id }) => ({ id: credential_id })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  })
}

type Adding = { name: string; answer: Made; once: Once }

/**
 * Keeps the key that her device has made. Whatever comes of it, the challenge counts once. Says whether it was kept just
 * now: a form sent again, or one with the key of another form, shows nothing of who sits there.
 */
export async function addPasskey(db: Db, viewer: Viewer, { name, answer, once }: Adding): Promise<{ isNew: boolean }> {
  let isNew = false
  try {
    await inTransaction(db, once, async (tx) => {
      await add(tx, viewer, name, answer)
      isNew = true
    })
    return { isNew }
  } catch (error) {
    await dropChallenge(db, answer.response.clientDataJSON)
    throw error
  }
}

async function add(tx: Db, viewer: Viewer, name: string, answer: Made) {
  const me = await findMe(tx, viewer, { lock: true })
  await ensureMayChangeFactors(tx, viewer)
  if ((await listPasskeys(tx, me.id)).length >= MOST)
    throw new Refused(t('Twenty passkeys are the most. Remove one you do not use any more.'))
  const id = await keep(tx, me.id, name, await verifyMade(tx, me.id, answer))
  await record(tx, viewer, 'passkey.added', { kind: 'person', id: me.id })
  await post(tx, passkeyAddedLetter, { to: me.id, about: id })
}

type Credential = Pick<Passkey, 'credential_id' | 'public_key' | 'counter' | 'transports'>

async function verifyMade(tx: Db, person_id: Id, answer: Made): Promise<Credential> {
  const { id, origin } = relyingParty()
  const { verifyRegistrationResponse } = await webauthn()
  const verified = await verifyRegistrationResponse({
    response: answer as VerifyRegistrationResponseOpts['response'],
    expectedChallenge: (challenge) => takeChallenge(tx, challenge, 'add', person_id),
    expectedOrigin: origin,
    expectedRPID: id,
    requireUserVerification: true,
  }).catch(() => null)
  if (!verified?.verified) throw new Refused(t('This passkey was not taken. Try again.'))
  const { credential } = verified.registrationInfo
  return {
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: answer.response.transports,
  }
}

/** A key is one person's; where it is somebody's already, no more is said. */
async function keep(tx: Db, person_id: Id, name: string, credential: Credential): Promise<Id> {
  const kept = await tx
    .insertInto('passkey')
    .values({ person_id, name, ...credential })
    .onConflict((oc) => oc.column('credential_id').where('removed_at', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!kept) throw new Refused(t('This passkey was not taken. Try again.'))
  return kept.id
}
