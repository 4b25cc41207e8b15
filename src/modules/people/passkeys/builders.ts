import { type Actor, hiddenFields, openWorld, type World } from '../../../../test/world.ts'
import { config } from '../../../platform/config.ts'
import { type Device, newDevice, type Oddity } from './device.fixture.ts'

export const OWN = '/me/sign-in'

/** The world behind https, where passkeys work; the cast's cookies have the prefix that belongs to it. */
export async function openSecureWorld(): Promise<World> {
  const world = await openWorld()
  config().BASE_URL = 'https://copse.test'
  for (const one of Object.values(world))
    if (typeof one === 'object' && one && 'cookie' in one) (one as Actor).cookie = `__Host-${(one as Actor).cookie}`
  return world
}

export const cookieOf = (answer: Response) => /__Host-copse=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]

type Asked = { challenge: string; user?: { id: string }; allowCredentials?: { id: string }[] }

/** What the device is to sign, as the script of the page asks for it. */
export async function challengeOf(world: World, actor: Actor | null, page: string, path: string): Promise<Asked> {
  const form = path.replace(/\/challenge$/, '')
  const { csrf = '' } = hiddenFields(await world.page(actor, page), form)
  return (await world.send(actor, path, { csrf })).json() as Promise<Asked>
}

/** Adds a passkey as the page does; gives the answer of its form. */
export async function addPasskey(world: World, actor: Actor, device: Device, odd: Oddity = {}, name = 'My phone') {
  const asked = await challengeOf(world, actor, OWN, `${OWN}/passkeys/challenge`)
  return world.submit(actor, OWN, `${OWN}/passkeys`, { name, answer: device.make(asked, odd) })
}

export async function newPasskey(world: World, actor: Actor): Promise<Device> {
  const device = newDevice()
  const { status } = await addPasskey(world, actor, device)
  if (status !== 303) throw new Error(`The passkey was answered ${status}`)
  return device
}

export async function signInWith(world: World, device: Device, odd: Oddity = {}, next = '') {
  const asked = await challengeOf(world, null, '/sign-in', '/sign-in/passkey/challenge')
  return world.submit(null, '/sign-in', '/sign-in/passkey', { answer: device.sign(asked, odd), next })
}
