import assert from 'node:assert/strict'
import type { Actor, World } from '../../../test/world.ts'

export async function invite(world: World, by: Actor, name: string, address: string) {
  const path = '/communities/north/invitation'
  assert.equal((await world.submit(by, path, path, { name, address })).status, 303)
  await world.work()
}

export async function askForCode(world: World, actor: Actor) {
  await world.submit(null, '/sign-in', '/sign-in', { address: actor.address })
  await world.work()
}

/** The newest first. */
export async function idsTo({ db }: World, address: string): Promise<number[]> {
  const rows = await db.selectFrom('mailbox').select('id').where('to_address', '=', address).execute()
  return rows.map(({ id }) => id).sort((one, other) => other - one)
}

/** A letter of old, as a row of the mailbox. */
export function copyTo(to_address: string) {
  const raw = Buffer.from('From: Copse <copse@copse.test>\r\nSubject: A letter of old\r\n\r\nOld words.\r\n')
  return { to_address, subject: 'A letter of old', text: 'Old words.', raw }
}
