import { setTimeout as sleep } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { type Db, type Id, sql, type Tables } from '../../db.ts'
import { logFault } from '../../log.ts'

export type Settled = {
  id: Id
  state: 'sent' | 'dropped' | 'failed' | 'waiting'
  error?: string
  /** Minutes until it is tried again. */
  wait?: number
  /** Nothing is to stay that links this person to what the letter is about. */
  forget?: boolean
  copy?: { to_address: string; subject: string; text: string; raw: Buffer }
}

export type Ledger = { note: (settled: Settled) => void; close: () => Promise<void> }

const GATHER_MS = 10

/**
 * Writes down what became of the letters: all that have come together while the last statement ran go into the next one,
 * so that a letter is unmarked for no longer than one statement, and many cost few.
 */
export function openLedger(db: Kysely<Tables>, lease: string): Ledger {
  let waiting: Settled[] = []
  let writing: Promise<void> | undefined

  async function writeAll() {
    while (waiting.length > 0) {
      await sleep(GATHER_MS)
      const some = waiting
      waiting = []
      await writeSurely(db, lease, some)
    }
    writing = undefined
  }
  return {
    note(settled) {
      waiting.push(settled)
      writing ??= writeAll()
    },
    async close() {
      await writing
    },
  }
}

const MOST_TRIES = 60

/** A letter that is out must be known to be out: the database is given a minute to come back. */
async function writeSurely(db: Kysely<Tables>, lease: string, some: Settled[]) {
  for (let tries = 1; ; tries++) {
    try {
      return await write(db, lease, some)
    } catch (error) {
      if (tries === 1) logFault(error)
      if (tries === MOST_TRIES) return
      await sleep(1000)
    }
  }
}

async function write(db: Kysely<Tables>, lease: string, some: Settled[]) {
  if (!some.some(({ copy }) => copy)) return settle(db, lease, some)
  await db.transaction().execute(async (tx) => {
    const settled = new Set(await settle(tx, lease, some))
    const copies = some.filter(({ id, copy }) => copy && settled.has(id)).sort((one, other) => one.id - other.id)
    const rows = copies.flatMap(({ id, copy, forget }) => (copy ? [{ ...copy, outbox_id: forget ? null : id }] : []))
    if (rows.length > 0) await tx.insertInto('mailbox').values(rows).execute()
  })
}

/** One statement. What is sent counts whoever holds the lease by now; anything else only while it is ours. */
async function settle(db: Db, lease: string, some: Settled[]): Promise<Id[]> {
  const column = <T>(of: (settled: Settled) => T) => some.map(of)
  const { rows } = await sql<{ id: Id }>`
    with settled as (
      select * from unnest(${column(({ id }) => id)}::bigint[], ${column(({ state }) => state)}::outbox_state[],
        ${column(({ error }) => error ?? null)}::text[], ${column(({ wait }) => wait ?? null)}::int[],
        ${column(({ forget, state }) => !!forget && state !== 'waiting')}::boolean[]) as settled (id, state, error, wait, forget)),
    gone as (
      delete from outbox using settled where outbox.id = settled.id and settled.forget
        and outbox.state = 'waiting' and (settled.state = 'sent' or lease = ${lease})
      returning outbox.id),
    kept as (
      update outbox set state = settled.state, error = settled.error, lease = null, leased_until = null,
        sent_at = case when settled.state = 'sent' then app_now() end,
        send_after = case when wait is null then send_after else app_now() + wait * interval '1 minute' end
      from settled where outbox.id = settled.id and not settled.forget
        and outbox.state = 'waiting' and (settled.state = 'sent' or lease = ${lease})
      returning outbox.id)
    select id from gone union all select id from kept`.execute(db)
  return rows.map(({ id }) => id)
}
