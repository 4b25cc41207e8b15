import { type Db, type Id, now, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { sameBytes } from '../../../platform/secret.ts'
import { CODE_MINUTES, countTry, isCode, wrongCode } from '../mailed-code.ts'
import { linkByCode, waitForCode } from '../provider/linking.ts'
import { findSender } from '../reads.ts'
import { openSession } from '../sessions/sessions.ts'
import { codeOf, LINK_MINUTES, linkOf, tokenOf } from './codes.ts'
import { signInLetter } from './mails.ts'
import { ensureWithinRate } from './rate.ts'

export type SignIn = Selectable<Tables['sign_in']>

/** Begins signing in. What happens looks the same for an address nobody has; only the mail is missing. */
export async function startSignIn(
  db: Db,
  { address, next, ip, try_id }: { address: string; next: string | null; ip: string; try_id?: Id },
): Promise<string> {
  await ensureWithinRate(db, `sign-in:${address}`, ip)
  const sender = await findSender(db, address)
  return db.transaction().execute(async (tx) => {
    const { id, key } = await tx
      .insertInto('sign_in')
      .values({ address, next, person_id: sender?.person_id ?? null })
      .returning(['id', 'key'])
      .executeTakeFirstOrThrow()
    if (try_id) await waitForCode(tx, try_id, id)
    if (sender) await post(tx, signInLetter, { to: sender.person_id, about: id })
    return key
  })
}

export async function findSignIn(db: Db, key: string): Promise<SignIn> {
  const found = await db.selectFrom('sign_in').selectAll().where('key', '=', key).executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

export type Proof = { code: string } | { token: string }

/** Ends signing in with the mailed code or link, once; gives the token of the new session. */
export async function finishSignIn(
  db: Db,
  key: string,
  proof: Proof,
  { ip, user_agent, browser }: { ip: string; user_agent: string | null; browser?: string },
) {
  const found = await findSignIn(db, key)
  await ensureWithinRate(db, `sign-in-try:${found.address}`, ip)
  await countTry(db, 'sign_in', found.id)
  if (!proves(found.key, proof)) throw wrongCode()
  return db.transaction().execute(async (tx) => {
    const { person_id, next } = await takeSignIn(tx, key, 'code' in proof ? CODE_MINUTES : LINK_MINUTES)
    await linkByCode(tx, found.id, person_id, browser)
    return { token: await openSession(tx, person_id, user_agent, { ip }), next }
  })
}

function proves(key: string, proof: Proof): boolean {
  if ('token' in proof) return sameBytes(Buffer.from(proof.token), Buffer.from(tokenOf(key)))
  return isCode(proof.code, codeOf(key))
}

/** Taken by one statement, so that a code opens one session however often it is sent. */
async function takeSignIn(tx: Db, key: string, minutes: number) {
  const taken = await tx
    .updateTable('sign_in')
    .set({ used_at: now })
    .where('key', '=', key)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .where(sql<boolean>`created_at > app_now() - ${minutes}::int * interval '1 minute'`)
    .where('person_id', 'is not', null)
    .returning(['person_id', 'next', 'address'])
    .executeTakeFirst()
  if (!taken?.person_id) throw usedUp()
  await proveStillHers(tx, taken.person_id, taken.address)
  return { person_id: taken.person_id, next: taken.next }
}

/** An address that she has removed since opens nothing; one that another has proven since opens nothing of hers. */
async function proveStillHers(tx: Db, person_id: Id, address: string) {
  const { numUpdatedRows } = await tx
    .updateTable('address')
    .set({ verified_at: now, bounced_at: null })
    .where('address', '=', address)
    .where('person_id', '=', person_id)
    .executeTakeFirstOrThrow()
  if (!numUpdatedRows) throw usedUp()
}

function usedUp() {
  return new Refused(t('This code or link has been used, or is too old. Ask for a new one.'))
}

/** A link that signs this address in, for the terminal: first start, and a coordinator who lost her mail. */
export async function makeSignInLink(db: Db, address: string, next: string | null = null): Promise<string> {
  const sender = await findSender(db, address)
  if (!sender) throw new NotFound()
  const { key } = await db
    .insertInto('sign_in')
    .values({ address: sender.address, person_id: sender.person_id, next })
    .returning('key')
    .executeTakeFirstOrThrow()
  return linkOf(key)
}
