import type { Kysely } from 'kysely'
import type { Tables } from '../db.ts'
import { logFault } from '../log.ts'
import type { Program } from '../module.ts'
import { mailRests } from '../rest.ts'
import { toMessage } from './compose/mime.ts'
import { describe, failureOf } from './send/failure.ts'
import { type LeasedRow, openLeases } from './send/leases.ts'
import { openLedger, type Settled } from './send/ledger.ts'
import { openQueue, type Waiting } from './send/queue.ts'
import { CONNECTIONS, isResting, noteReached, noteUnreachable, type Transport } from './send/transport.ts'
import { type Written, write } from './send/write.ts'

export { type Transport, transportFor } from './send/transport.ts'

type SendOptions = { limit?: number; signal?: AbortSignal }
export type Parts = { db: Kysely<Tables>; program: Program; transport: Transport }

const MOST_IN_ONE_RUN = 2000
/** While the connections send, the next letters are written. */
const AT_ONCE = 2 * CONNECTIONS

/**
 * Sends what is due, each letter written now, for the reader as she is now. A killed run loses no letter: those that it
 * had handed over and not marked go once more, with the same Message-ID. Gives how many were settled.
 */
export async function sendOutbox(
  db: Kysely<Tables>,
  program: Program,
  transport: Transport,
  { limit = MOST_IN_ONE_RUN, signal }: SendOptions = {},
): Promise<number> {
  if (isResting(transport) || (await mailRests(db))) return 0
  const parts = { db, program, transport }
  const leases = openLeases(db)
  const ledger = openLedger(db, leases.lease)
  const queue = openQueue(parts, leases.take, limit)
  const mayGoOn = () => !signal?.aborted && !isResting(transport) && leases.holds()
  let settled = 0
  const work = async () => {
    for (let next = await queue.next(); next && mayGoOn(); next = await queue.next()) {
      const outcome = await deliver(parts, next)
      if (outcome) ledger.note(outcome)
      if (outcome) settled++
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: AT_ONCE }, work))
  await ledger.close()
  await leases.close(queue.taken() > settled)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return settled
}

/** Never throws: what one letter does is no matter of the others. Null where nothing can be said of this one. */
async function deliver(parts: Parts, waiting: Waiting): Promise<Settled | null> {
  const { row, letter } = waiting
  const written = await write(parts.db, waiting).catch((error) => {
    logFault(error, { outbox: row.id, letter: row.letter, attempts: row.attempts })
    return 'fault' as const
  })
  const settled = written === 'fault' ? again(row, 'fault') : await handOver(parts, row, written)
  return settled && { ...settled, forget: letter?.forget }
}

async function handOver(parts: Parts, row: LeasedRow, written: Written): Promise<Settled | null> {
  if ('dropped' in written) return { id: row.id, state: 'dropped', error: written.dropped }
  try {
    const copy = await send(parts.transport, written.mail)
    return { id: row.id, state: 'sent', copy }
  } catch (error) {
    return settleFailure(parts, row, error, written.own)
  }
}

async function send(transport: Transport, mail: Extract<Written, { mail: object }>['mail']): Promise<Settled['copy']> {
  if (transport.kind === 'smtp') {
    await transport.send(mail)
    noteReached(transport)
    return undefined
  }
  const { to, subject, text } = mail
  return { to_address: to.address, subject, text, raw: await toMessage(mail) }
}

async function settleFailure(
  { db, program, transport }: Parts,
  row: LeasedRow,
  error: unknown,
  own: boolean,
): Promise<Settled | null> {
  const failure = failureOf(error)
  const words = describe(error)
  if (failure.kind === 'unreachable') {
    noteUnreachable(transport, words)
    return null
  }
  noteReached(transport)
  if (failure.kind === 'again') return again(row, words)
  const { bounce } = failure
  if (bounce && own) await program.directory.noteBounce(db, row.person_id, bounce).catch(logFault)
  return { id: row.id, state: 'failed', error: words }
}

/** After 1, 2, 4 … 60 minutes, for three days. */
const MOST_ATTEMPTS = 77

function again({ id, attempts }: LeasedRow, error: string): Settled {
  if (attempts >= MOST_ATTEMPTS) return { id, state: 'failed', error }
  return { id, state: 'waiting', error, wait: Math.min(60, 2 ** (attempts - 1)) }
}
