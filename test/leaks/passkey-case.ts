import { addPasskey, cookieOf, OWN, signInWith } from '../../src/modules/people/passkeys/builders.ts'
import { newDevice } from '../../src/modules/people/passkeys/device.fixture.ts'
import { config } from '../../src/platform/config.ts'
import type { Actor, World } from '../world.ts'
import type { Crawl } from './look.ts'

/** A passkey that was removed opens nothing any more, and neither did it before for anybody else. */
export async function tryPasskey(world: World, someone: Actor, crawl: Crawl) {
  const note = (what: string) =>
    crawl.findings.push({ what: `withdrawn right: ${what}`, where: '/sign-in/passkey', who: 'a passkey', column: '' })
  const origin = config().BASE_URL
  config().BASE_URL = 'https://copse.test'
  try {
    const actor = { ...someone, cookie: `__Host-${someone.cookie}` }
    const device = newDevice()
    await addPasskey(world, actor, device)
    if (!cookieOf(await signInWith(world, device))) note('it was not let in before')
    const last = world.db.selectFrom('passkey').select('id').where('person_id', '=', actor.id).orderBy('id', 'desc')
    const { id } = await last.executeTakeFirstOrThrow()
    await world.submit(actor, OWN, `${OWN}/passkeys/removal`, { passkey_id: String(id) })
    if (cookieOf(await signInWith(world, device))) note('still let in')
  } finally {
    config().BASE_URL = origin
  }
}
