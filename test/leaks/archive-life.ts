import { bringIn, fileOf, written } from '../../src/modules/exchange/mbox/builders.ts'
import { sql } from '../../src/platform/db.ts'
import type { World } from '../world.ts'
import { newWord, say } from './words.ts'

/** A mailing list of years ago in North, one in South, and one that is not finished. */
export async function layArchive(world: World) {
  await bringIn(world, archiveOf(world, 'old'), { name: say('List') })
  await bringIn(world, archiveOf(world, 'southern'), { name: say('List'), community: 'south' })
  for (const domain of ['old', 'southern']) await leaveOut(world, domain)
  await layUnfinished(world)
}

function archiveOf(world: World, domain: string) {
  const from = `Olga ${newWord()} <olga.${newWord()}@${domain}.example>`
  const id = `${newWord()}@${domain}`
  const quoted = `${say('Two wells.')}\n\nOn Mon, Olga <olga@${domain}.example> wrote:\n> ${say('Quoted.')}\n`
  const mails = [
    written({ id, from, subject: say('Wells'), body: say('How many?') }),
    written({
      id: `${newWord()}@${domain}`,
      from: `Pia ${newWord()} <pia@${domain}.example>`,
      reply: id,
      body: quoted,
    }),
  ]
  return fileOf(world, mails.join(''), `${domain}.mbox`)
}

/** As if a file of the list had been too large to keep: its name is kept. */
async function leaveOut({ db }: World, domain: string) {
  const files = JSON.stringify([{ name: say('Too large'), size: 1 }])
  await sql`update archive_mail set left_out = ${files}::jsonb where whole is not null and mark like ${`%@${domain}`}`.execute(
    db,
  )
}

/** What is being read is known to nobody. */
async function layUnfinished({ db, north }: World) {
  const { rows } = await sql<{ id: number }>`
    insert into import (community_id, room_id, name, reach, staff_only)
    select ${north.id}, id, ${say('Unfinished')}, 'community', false from room where community_id = ${north.id} and is_default
    returning id`.execute(db)
  await sql`insert into import_mail (import_id, position, source, at_byte, raw_hash, name, body)
    values (${rows[0]?.id ?? 0}, 0, 'new.mbox', 0, 'hash', ${say('Name')}, ${say('Being read.')})`.execute(db)
}
