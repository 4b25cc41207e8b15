import type { Kysely } from 'kysely'
import { type Db, now, type Selectable, sql, type Tables } from '../db.ts'
import { logFault } from '../log.ts'
import type { Program } from '../module.ts'
import { dropRaw } from './raw-store.ts'
import { FORGOTTEN, onceKey } from './smtp-in/identity.ts'
import { decide } from './work-inbound/decide.ts'

export type InboundRow = Selectable<Tables['inbound_mail']>

/**
 * What becomes of a mail that is durable: waiting → worked (an action took it) | refused (its writer is told why) |
 * ignored (no person wrote it) | held (a person must look). A held one waits again when it is released.
 */
export type Outcome = {
  state: 'worked' | 'refused' | 'ignored' | 'held'
  /** A word of ours for moderators, or the sentence that the writer is told. */
  reason?: string
  /** The contribution is unattributed: nothing stays that leads from it to a person. */
  forget?: boolean
  /** What belongs to the outcome, in its transaction; `held` where it cannot be done. */
  with?: (tx: Db) => Promise<'held' | undefined>
}

/** Works the mails that wait, one at a time, each under a lease; gives how many. */
export async function workInbound(db: Kysely<Tables>, program: Program): Promise<number> {
  let worked = 0
  for (let row = await takeNext(db); row; row = await takeNext(db)) {
    await workOne(db, program, row)
    worked++
  }
  return worked
}

function takeNext(db: Kysely<Tables>): Promise<InboundRow | undefined> {
  return db
    .updateTable('inbound_mail')
    .set({ leased_until: sql<Date>`now() + interval '1 minute'`, attempts: sql<number>`attempts + 1` })
    .where('id', '=', (eb) =>
      eb
        .selectFrom('inbound_mail')
        .select('id')
        .where('state', '=', 'waiting')
        .where((w) => w.or([w('leased_until', 'is', null), w('leased_until', '<', sql<Date>`now()`)]))
        .orderBy('id')
        .limit(1)
        .forUpdate()
        .skipLocked(),
    )
    .returningAll()
    .executeTakeFirst()
}

const MOST_ATTEMPTS = 8

/** A mail that fails, or takes the process down with it, comes to a moderator in the end; it holds up no other. */
async function workOne(db: Kysely<Tables>, program: Program, row: InboundRow) {
  if (row.attempts > MOST_ATTEMPTS) return settle(db, row, { state: 'held', reason: 'fault' })
  try {
    await settle(db, row, await decide(db, program, row))
  } catch (error) {
    logFault(error, { inbound: row.id, attempts: row.attempts })
    await tryLater(db, row)
  }
}

async function settle(db: Kysely<Tables>, row: InboundRow, outcome: Outcome) {
  const { reason, forget } = outcome
  await db.transaction().execute(async (tx) => {
    if (!(await stillWaits(tx, row))) return
    const state = (await outcome.with?.(tx)) ?? outcome.state
    await tx
      .updateTable('inbound_mail')
      .set({ state, reason, worked_at: now, leased_until: null, ...(forget && forgotten(row)) })
      .where('id', '=', row.id)
      .execute()
  })
  if (forget && row.file) await dropRaw(row.file)
}

/** Another worker may have come here first, if this one was stopped for longer than its lease. */
async function stillWaits(tx: Db, { id }: InboundRow): Promise<boolean> {
  const row = await tx.selectFrom('inbound_mail').select('state').where('id', '=', id).forUpdate().executeTakeFirst()
  return row?.state === 'waiting'
}

/** That it was here is all that stays, so that a copy delivered later is known. */
function forgotten(row: InboundRow) {
  const nothing = { envelope_from: null, from_address: null, subject: null, file: null, client_ip: null, reason: null }
  return {
    ...nothing,
    recipient: FORGOTTEN,
    message_id: onceKey(row),
    body_hash: '',
    verdict: '{}',
    community_id: null,
  }
}

async function tryLater(db: Kysely<Tables>, { id, attempts }: InboundRow) {
  const last = attempts >= MOST_ATTEMPTS
  await db
    .updateTable('inbound_mail')
    .set(last ? { state: 'held', reason: 'fault', leased_until: null } : { leased_until: after(2 ** (attempts - 1)) })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .execute()
}

function after(minutes: number) {
  return sql<Date>`now() + ${minutes} * interval '1 minute'`
}
