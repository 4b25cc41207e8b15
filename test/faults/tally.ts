import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'
import type { Accepted } from '../support/sink.ts'
import { countMarkers } from './check.ts'
import type { Ledger } from './ledger.ts'

/** What became of the writes and the letters of one round. */
export type Tally = {
  acknowledged: number
  found: number
  doubled: number
  lost: number
  due: number
  sentOnce: number
  extra: number
  lostMails: number
}

export async function lastLetter(db: Kysely<Tables>): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? 0
}

/** Letters count from the one after `since`; those that nobody may have any more are not due. */
export async function tally(
  db: Kysely<Tables>,
  { tried, acknowledged }: Ledger,
  accepted: Accepted[],
  since: number,
): Promise<Tally> {
  const counts = await countMarkers(db)
  const often = ({ marker }: { marker: string }) => counts.get(marker) ?? 0
  const { rows } = await sql<{ message_id: string }>`
    select message_id from outbox where id > ${since} and state in ('sent', 'waiting')`.execute(db)
  const copies = new Map<string, number>()
  for (const { id } of accepted) copies.set(id, (copies.get(id) ?? 0) + 1)
  const taken = rows.map(({ message_id }) => copies.get(message_id) ?? 0)
  return {
    acknowledged: acknowledged.length,
    found: acknowledged.filter((entry) => often(entry) > 0).length,
    doubled: tried.filter((entry) => often(entry) > 1).length,
    lost: acknowledged.filter((entry) => often(entry) === 0).length,
    due: rows.length,
    sentOnce: taken.filter((times) => times === 1).length,
    extra: taken.reduce((sum, times) => sum + Math.max(0, times - 1), 0),
    lostMails: taken.filter((times) => times === 0).length,
  }
}

export function tallyLine(name: string, of: Tally): string {
  return `${name}: writes ${of.acknowledged} acknowledged, ${of.found} found, ${of.doubled} doubled, ${of.lost} lost; mails ${of.due} due, ${of.sentOnce} sent once, ${of.extra} extra, ${of.lostMails} lost`
}
