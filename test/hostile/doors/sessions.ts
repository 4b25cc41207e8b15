import { sql } from '../../../src/platform/db.ts'
import type { Actor, World } from '../../world.ts'
import { expect, type Trial } from '../trial.ts'
import { askForCode } from './codes.ts'

export const stolenSessions: Trial = {
  name: 'ASVS 7.2.4, 7.4.1: a session begins with a token of its own, ends at once, and opens nobody else’s',
  async run({ world }, attempt) {
    const { dee, ben } = world
    const { path, code } = await askForCode(world, dee)
    const planted = { ...dee, cookie: `copse=${'a'.repeat(43)}` }
    const entered = await world.submit(planted, path, path, { code })
    const cookie = /copse=[^;]+/.exec(entered.headers.get('set-cookie') ?? '')?.[0] ?? ''
    const flags = entered.headers.get('set-cookie') ?? ''
    expect(attempt, cookie !== '' && cookie !== planted.cookie, 'the token that was planted beforehand is kept')
    expect(attempt, /HttpOnly/i.test(flags) && /SameSite=(Lax|Strict)/i.test(flags), `the cookie has ${flags}`)
    expect(attempt, !/domain=/i.test(flags), 'the cookie goes to other hosts')
    expect(attempt, !(await isIn(world, planted)), 'the planted token opens')

    const own = { ...dee, cookie }
    expect(attempt, await isIn(world, own), 'the new token does not open')
    await tryOthers(world, { ben, own }, attempt)
    await world.submit(own, '/today', '/sign-out')
    expect(attempt, !(await isIn(world, own)), 'a token still opens after signing out')
    for (const forged of forgeriesOf(cookie))
      expect(attempt, !(await isIn(world, { ...dee, cookie: forged })), `${forged.slice(0, 40)} opens`)
  },
}

/** Ben’s session is not hers to end, nor his address or passkey to change, whatever number she sends. */
async function tryOthers(
  world: World,
  { ben, own }: Record<'ben' | 'own', Actor>,
  attempt: Parameters<typeof expect>[0],
) {
  const { rows } = await sql<{ session: number; address: number }>`
    select (select max(id) from session where person_id = ${ben.id}) as session,
      (select max(id) from address where person_id = ${ben.id}) as address`.execute(world.db)
  const { session, address } = rows[0] ?? {}
  const csrf = /name="csrf" value="([^"]+)"/.exec(await world.page(own, '/me'))?.[1] ?? ''
  const forms: [string, Record<string, string>][] = [
    ['/me/sessions/ending', { session_id: String(session) }],
    ['/me/addresses/primary', { address_id: String(address) }],
    ['/me/addresses/removal', { address_id: String(address) }],
  ]
  for (const [action, fields] of forms) {
    await world.send(own, action, { ...fields, csrf })
    expect(attempt, await isIn(world, ben), `${action} ends the session of somebody else`)
  }
  const found = await sql`select from address where id = ${address} and person_id = ${ben.id}`.execute(world.db)
  expect(attempt, found.rows.length === 1, 'the address of somebody else was taken away')
}

function forgeriesOf(cookie: string): string[] {
  const token = cookie.slice('copse='.length)
  const made = [
    token,
    token.toLowerCase(),
    `${token}x`,
    token.slice(0, -1),
    '',
    ' ',
    '%00',
    '1',
    "' or '1'='1",
    '../..',
  ]
  return [
    ...made.map((one) => `copse=${one}`),
    `copse=${token}; copse=${token}`,
    `COPSE=${token}`,
    `__Host-copse=${token}`,
  ]
}

async function isIn(world: World, actor: Actor): Promise<boolean> {
  return (await world.request(actor, '/today')).status === 200
}
