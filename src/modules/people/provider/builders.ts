import { type Account, startOidc } from '../../../../test/support/oidc.ts'
import { openWorld } from '../../../../test/world.ts'
import { config } from '../../../platform/config.ts'

export const ANSWER = '/sign-in/provider/answer'

/** The world with a provider beside it. */
export async function openProviderWorld() {
  const world = await openWorld()
  const oidc = await startOidc(`http://copse.test${ANSWER}`)
  Object.assign(config(), {
    ...{ OIDC_ISSUER: oidc.issuer, OIDC_CLIENT_ID: 'copse', OIDC_CLIENT_SECRET: 'a secret for tests' },
    OIDC_NAME: 'Office login',
  })
  const close = async () => {
    oidc.close()
    await world.close()
  }
  return { ...world, close, oidc, ...visitor(world, oidc) }
}

export type ProviderWorld = Awaited<ReturnType<typeof openProviderWorld>>
type World = Awaited<ReturnType<typeof openWorld>>
type Oidc = Awaited<ReturnType<typeof startOidc>>

function visitor(world: World, { accounts, signIn }: Oidc) {
  const get = (path: string, cookie: string) =>
    world.request(null, path, { headers: { cookie, 'sec-fetch-site': 'same-origin' } })

  /** Presses the button; gives where it leads and what the browser keeps. */
  const begin = async (next = '', cookie = '') => {
    const answer = await get(`/sign-in/provider?next=${encodeURIComponent(next)}`, cookie)
    return { url: answer.headers.get('location') ?? '', cookie: cookieIn(answer, 'copse-provider'), answer }
  }
  /** Signs in at the provider and comes back. */
  const come = async (subject: string, account: Account, next = '') => {
    accounts.set(subject, account)
    const { url, cookie } = await begin(next)
    const back = await signIn(url, subject)
    return { answer: await get(`${back.pathname}${back.search}`, cookie), cookie, back }
  }
  /** Types the mailed code, in this browser. */
  const typeCode = async (answer: Response, cookie: string, address: string) => {
    const path = answer.headers.get('location') ?? ''
    await world.work()
    const code = /^\d{6}/.exec((await world.lastMailTo(address)).subject)?.[0] ?? ''
    const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(null, path))?.[1] ?? ''
    const body = new URLSearchParams({ csrf, code })
    return world.request(null, path, { method: 'POST', body, headers: { cookie, origin: 'http://copse.test' } })
  }
  return { get, begin, come, typeCode }
}

export function cookieIn(answer: Response, name: string): string {
  const found = answer.headers.getSetCookie().find((one) => one.startsWith(`${name}=`))
  return found?.split(';')[0] ?? ''
}
