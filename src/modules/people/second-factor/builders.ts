import { Secret, TOTP } from 'otpauth'
import { type Actor, plantMember, plantPerson, plantRole, type World } from '../../../../test/world.ts'
import { config } from '../../../platform/config.ts'
import { sql } from '../../../platform/db.ts'
import { words } from '../../queries/builders.ts'
import { openSession } from '../index.ts'

export const PAGE = '/me/second-factor'

/** Somebody who keeps the network, as she comes from the mailed code: nothing is proven. */
export async function plantKeeper(world: World, name: string): Promise<Actor> {
  const keeper = await plantPerson(world.db, name)
  await plantMember(world.db, keeper.id, world.network.id)
  await plantRole(world.db, keeper.id, world.network.id, 'administrator')
  return signedInAnew(world, keeper)
}

export async function signedInAnew({ db }: World, person: Actor): Promise<Actor> {
  return { ...person, cookie: `${cookieName()}=${await openSession(db, person.id, 'test')}` }
}

const cookieName = () => (config().BASE_URL.startsWith('https:') ? '__Host-copse' : 'copse')

/** With the cookie that an answer has set. */
export function wearing(person: Actor, answer: Response): Actor {
  const [, cookie] = /((?:__Host-)?copse=[^;]+)/.exec(answer.headers.get('set-cookie') ?? '') ?? []
  if (!cookie) throw new Error(`No session was given: ${answer.status}`)
  return { ...person, cookie }
}

/** What her app shows now, or so many half minutes later. */
export async function codeNow({ db }: World, secret: string, later = 0): Promise<string> {
  const { rows } = await sql<{ at: Date }>`select app_now() as at`.execute(db)
  const timestamp = (rows[0]?.at.getTime() ?? 0) + later * 30_000
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp })
}

/** Sets the app up as the pages lead; gives its secret, and her session, which is proven. */
export async function setUpApp(world: World, keeper: Actor): Promise<{ secret: string; keeper: Actor; led: string }> {
  await world.submit(keeper, PAGE, `${PAGE}/app`)
  const secret = secretOn(await world.page(keeper, `${PAGE}/app`))
  const answer = await world.submit(keeper, `${PAGE}/app`, `${PAGE}/app/confirmation`, {
    code: await codeNow(world, secret),
  })
  return { secret, keeper: wearing(keeper, answer), led: answer.headers.get('location') ?? '' }
}

export const secretOn = (html: string) => (/<code class="key">([^<]+)/.exec(html)?.[1] ?? '').replaceAll(' ', '')

export async function makeCodes(world: World, keeper: Actor): Promise<string[]> {
  const html = await (await world.submit(keeper, PAGE, `${PAGE}/codes`)).text()
  return [...html.matchAll(/<code>([^<]+)<\/code>/g)].map(([, code = '']) => code)
}

export const seen = async (world: World, reader: Actor, path: string) => words(await world.page(reader, path))
