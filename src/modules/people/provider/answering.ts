import { authorizationCodeGrant, type Configuration, fetchUserInfo } from 'openid-client'
import { config } from '../../../platform/config.ts'
import { type Db, type Id, now } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { logFault } from '../../../platform/log.ts'
import { parseAddress } from '../../../platform/mail/address.ts'
import { outOfTurn } from '../../../platform/turns.ts'
import { startSignIn } from '../sign-in/sign-in.ts'
import { answerAddress, findProvider, providerAway } from './provider.ts'
import { nonceOf, type Try, verifierOf } from './tries.ts'

type Identity = { issuer: string; subject: string; address: string | null }

/** Somebody is known by what the provider calls her; else a mailed code shows that the address it names is hers. */
export async function answerTry(
  db: Db,
  taken: Try,
  { search, ip }: { search: string; ip: string },
): Promise<{ person_id: Id } | { code: string }> {
  const identity = await outOfTurn(() => askProvider(taken, search))
  const person_id = await findPersonOf(db, identity)
  if (person_id !== null) return { person_id }
  const { address, issuer, subject } = identity
  if (!address) throw unconfirmed()
  await db.updateTable('provider_try').set({ issuer, subject }).where('id', '=', taken.id).execute()
  return { code: await startSignIn(db, { address, next: taken.next, ip, try_id: taken.id }) }
}

function unconfirmed() {
  const { OIDC_NAME: name } = config()
  return new Refused(
    t('{name} does not vouch for a mail address of yours. Have a code mailed to you instead.', { name }),
  )
}

/** The code for tokens: state, nonce, issuer, audience, time and signature are looked at by the library. */
async function askProvider({ state, browser }: Try, search: string): Promise<Identity> {
  const provider = await findProvider()
  try {
    const tokens = await authorizationCodeGrant(provider, new URL(`${answerAddress()}${search}`), {
      expectedState: state,
      expectedNonce: nonceOf(state, browser),
      pkceCodeVerifier: verifierOf(state, browser),
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('No ID token')
    const said = claims.email === undefined ? await askMore(provider, tokens.access_token, claims.sub) : claims
    return { issuer: claims.iss, subject: claims.sub, address: vouchedFor(said) }
  } catch (error) {
    logFault(reasonOf(error), { round: 'provider' })
    throw isAway(error) ? providerAway() : refused()
  }
}

function askMore(provider: Configuration, access_token: string, subject: string) {
  return provider.serverMetadata().userinfo_endpoint ? fetchUserInfo(provider, access_token, subject) : {}
}

/** An address counts only if the provider itself says that it is hers. */
function vouchedFor({ email, email_verified }: { email?: unknown; email_verified?: unknown }): string | null {
  return email_verified === true && typeof email === 'string' ? parseAddress(email) : null
}

function refused() {
  return new Refused(t('That did not sign you in. Begin again, or have a code mailed to you.'))
}

/** Only the kind of error is kept: its message may hold what the provider said of somebody. */
function reasonOf(error: unknown): Error {
  const { code, name } = error as { code?: string; name?: string }
  return new Error(`The provider's answer was not taken: ${code ?? name ?? 'unknown'}`)
}

function isAway(error: unknown): boolean {
  const { code = '', name = '' } = error as { code?: string; name?: string }
  return name === 'TypeError' || /TIMEOUT|ECONN|ENOTFOUND/.test(code)
}

async function findPersonOf(db: Db, { issuer, subject }: Identity): Promise<Id | null> {
  const found = await db
    .updateTable('identity')
    .from('person')
    .set({ used_at: now })
    .whereRef('person.id', '=', 'identity.person_id')
    .where('person.state', '=', 'active')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .returning('person_id')
    .executeTakeFirst()
  return found?.person_id ?? null
}
