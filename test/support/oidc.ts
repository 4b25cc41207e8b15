import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Account = { email?: string; email_verified?: boolean }

type Server = {
  callback: () => (request: IncomingMessage, response: ServerResponse) => Promise<void>
  interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>
  on: (event: string, listen: (ctx: unknown, error: Error) => void) => void
}
type Context = { oidc: { client: { clientId: string }; session: { accountId: string }; provider: unknown } }
type Grant = { addOIDCScope: (scope: string) => void; save: () => Promise<string> }

/** A provider of its own for a test; who signs in there is whom the test names last. */
export async function startOidc(redirect_uri: string) {
  const accounts = new Map<string, Account>()
  let current = ''
  const http = createServer().listen(0, 'localhost')
  await once(http, 'listening')
  const issuer = `http://localhost:${(http.address() as { port: number }).port}`
  // The package brings no types of its own.
  const { default: Provider } = (await import('oidc-provider' as string)) as {
    default: new (issuer: string, settings: object) => Server
  }
  const provider = new Provider(issuer, settingsOf(redirect_uri, accounts))
  const answer = provider.callback()
  http.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction')) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: current } })
  })
  return {
    issuer,
    accounts,
    signIn: (url: string, account: string) => {
      current = account
      return walk(url, redirect_uri)
    },
    close: () => {
      http.closeAllConnections()
      http.close()
    },
  }
}

function settingsOf(redirect_uri: string, accounts: Map<string, Account>) {
  return {
    clients: [{ client_id: 'copse', client_secret: 'a secret for tests', redirect_uris: [redirect_uri] }],
    cookies: { keys: ['a key for tests'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...accounts.get(id) }) }),
    async loadExistingGrant({ oidc: { client, session, provider } }: Context) {
      const { Grant } = provider as { Grant: new (given: object) => Grant }
      const grant = new Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  }
}

/** A browser without cookies of before, from the provider's door to where it sends back; gives that address. */
async function walk(url: string, until: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = new URL(url)
  for (let nth = 0; nth < 8 && !at.href.startsWith(until); nth++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const one of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(one) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`The provider answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    at = new URL(location, at)
  }
  return at
}
