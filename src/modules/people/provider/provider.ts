import {
  allowInsecureRequests,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableNonRepudiationChecks,
  None,
} from 'openid-client'
import { config } from '../../../platform/config.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { logFault } from '../../../platform/log.ts'
import { outOfTurn } from '../../../platform/turns.ts'

const TIMEOUT_S = 10

/** What stands on the button; undefined where no provider is set up. */
export function providerName(): string | undefined {
  return config().OIDC_ISSUER ? config().OIDC_NAME : undefined
}

export function answerAddress(): string {
  return `${config().BASE_URL}/sign-in/provider/answer`
}

export function providerAway() {
  return new Refused(
    t('{name} does not answer just now. Have a code mailed to you instead.', { name: config().OIDC_NAME }),
  )
}

let known: { issuer: string; found: Promise<Configuration> } | undefined

/** What the provider says of itself, asked once; its name must be the one that the settings give. */
export async function findProvider(): Promise<Configuration> {
  const { OIDC_ISSUER: issuer } = config()
  if (!issuer) throw new NotFound()
  if (known?.issuer !== issuer) known = { issuer, found: discover(issuer) }
  const { found } = known
  try {
    return await outOfTurn(() => found)
  } catch (error) {
    known = undefined
    logFault(error, { round: 'provider' })
    throw providerAway()
  }
}

function discover(issuer: string): Promise<Configuration> {
  const { OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = config()
  const isOfThisMachine = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(issuer).hostname)
  return discovery(new URL(issuer), OIDC_CLIENT_ID, undefined, secretAs(OIDC_CLIENT_SECRET), {
    timeout: TIMEOUT_S,
    execute: [enableNonRepudiationChecks, ...(isOfThisMachine ? [allowInsecureRequests] : [])],
  })
}

/** The secret goes as the provider takes it; where it says nothing, as the standard has it. */
function secretAs(secret: string): ClientAuth {
  if (!secret) return None()
  const [basic, posted] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (ways.includes('client_secret_basic') ? basic : posted)(server, ...rest)
  }
}
