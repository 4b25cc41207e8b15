import { sql } from '../../../src/platform/db.ts'
import type { Actor, World } from '../../world.ts'

/** Somebody has said something, and this member has a letter of it, whose reply address may be stolen. */
export async function letterTo(world: World, reader: Actor, title: string) {
  const list = '/communities/north/talk'
  const { status } = await world.submit(world.ben, list, list, { title, body: 'Who pays for pumps?' })
  if (status !== 303) throw new Error(`The talk was not begun: ${status}`)
  await world.travel('6 minutes')
  await world.work()
  return world.lastMailTo(reader)
}

/** How often these words were said by anybody. */
export async function timesSaid({ db }: World, words: string): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select (select count(*) from post where body like ${`%${words}%`}) + (select count(*) from query
      where asked_text like ${`%${words}%`}) as count`.execute(db)
  return Number(rows[0]?.count)
}

export const CRLF = '\r\n'

export function rawMail(head: string[], text: string, id: string): string {
  const more = ['Subject: Re: Pumps', 'MIME-Version: 1.0', 'Content-Type: text/plain; charset=utf-8']
  return [...head, `Message-ID: <${id}@evil.example>`, `Date: ${new Date().toUTCString()}`, ...more, '', text].join(
    CRLF,
  )
}
