import { randomBytes } from 'node:crypto'
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client'
import { type Db, type Id, now } from '../../../platform/db.ts'
import { hash, seal } from '../../../platform/secret.ts'
import { answerAddress, findProvider } from './provider.ts'

export type Try = { id: Id; next: string | null; state: string; browser: string }

export const newBrowserToken = () => randomBytes(32).toString('base64url')

/** Where the browser is sent. What only this try and this browser know is made from both, and stored nowhere. */
export async function startTry(db: Db, { browser, next }: { browser: string; next: string | null }): Promise<URL> {
  const provider = await findProvider()
  const state = randomBytes(32).toString('base64url')
  await db.deleteFrom('provider_try').where('expires_at', '<', now).execute()
  await db
    .insertInto('provider_try')
    .values({ state_hash: hash(state), browser_hash: hash(browser), next })
    .execute()
  return buildAuthorizationUrl(provider, {
    redirect_uri: answerAddress(),
    scope: 'openid email',
    state,
    nonce: nonceOf(state, browser),
    code_challenge: await calculatePKCECodeChallenge(verifierOf(state, browser)),
    code_challenge_method: 'S256',
  })
}

/** Taken by one statement, so that an answer counts once, and in the browser that asked. */
export async function takeTry(db: Db, { state, browser }: { state: string; browser: string }): Promise<Try | null> {
  const taken = await db
    .updateTable('provider_try')
    .set({ answered_at: now })
    .where('state_hash', '=', hash(state))
    .where('browser_hash', '=', hash(browser))
    .where('answered_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['id', 'next'])
    .executeTakeFirst()
  return taken ? { ...taken, state, browser } : null
}

export function nonceOf(state: string, browser: string): string {
  return seal('provider nonce', state, browser).toString('base64url')
}

export function verifierOf(state: string, browser: string): string {
  return seal('provider verifier', state, browser).toString('base64url')
}
