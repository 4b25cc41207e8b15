import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { erasePerson, listHandovers, noteTakenBack, wasTakenBack } from '../../../platform/erasing/index.ts'
import { NotFound, Refused, Unproven } from '../../../platform/errors.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { codeUsedUp, countTry, isCode, wrongCode } from '../mailed-code.ts'
import { ensureWithinRate } from '../sign-in/rate.ts'
import { erasureCodeOf } from './code.ts'
import { WAIT_HOURS } from './hours.ts'
import { erasureCodeLetter, erasureLetter, erasureUndoneLetter } from './mails.ts'

export type Erasure = Selectable<Tables['erasure']>

/** The one that is open: asked within twenty minutes, or proven and not done. */
export async function findErasure(db: Db, viewer: Viewer): Promise<Erasure | null> {
  const found = await db
    .selectFrom('erasure')
    .selectAll()
    .where('person_id', '=', viewer.person?.id ?? 0)
    .where('ended_at', 'is', null)
    .where(sql<boolean>`(proven_at is not null or asked_at > app_now() - interval '20 minutes')`)
    .executeTakeFirst()
  return found ?? null
}

/** The first step: a code goes to her address. Who keeps the network gives her second factor before. */
export async function askErasure(db: Db, viewer: Viewer, { ip, once }: { ip: string; once: Once }): Promise<void> {
  const me = ensure(viewer.person)
  if (viewer.unproven) throw new Unproven()
  await ensureHandedOver(db, me.id)
  await ensureWithinRate(db, `erasure:${me.id}`, ip)
  return inTransaction(db, once, async (tx) => {
    await tx.selectFrom('person').select('id').where('id', '=', me.id).forUpdate().execute()
    if ((await findErasure(tx, viewer))?.proven_at) return
    await endOpen(tx, me.id)
    const { id } = await tx.insertInto('erasure').values({ person_id: me.id }).returning('id').executeTakeFirstOrThrow()
    await post(tx, erasureCodeLetter, { to: me.id, about: id })
  })
}

async function ensureHandedOver(db: Db, person_id: Id) {
  const [first] = await listHandovers(db, person_id)
  if (first) throw new Refused(first)
}

function endOpen(tx: Db, person_id: Id) {
  return tx
    .updateTable('erasure')
    .set({ ended_at: now })
    .where('person_id', '=', person_id)
    .where('ended_at', 'is', null)
    .returning(['id', 'key', 'proven_at'])
    .executeTakeFirst()
}

/** The second step: with the mailed code, the time runs. */
export async function proveErasure(db: Db, viewer: Viewer, { code, ip }: { code: string; ip: string }): Promise<void> {
  const me = ensure(viewer.person)
  if (viewer.unproven) throw new Unproven()
  await ensureWithinRate(db, `erasure-try:${me.id}`, ip)
  await ensureHandedOver(db, me.id)
  const asked = await findErasure(db, viewer)
  if (!asked) throw codeUsedUp()
  if (asked.proven_at) return
  await countTry(db, 'erasure', asked.id)
  if (!isCode(code, erasureCodeOf(asked.key))) throw wrongCode()
  await db.transaction().execute((tx) => beginWaiting(tx, viewer, asked))
}

/** Taken by one statement, so that a code counts once. */
async function beginWaiting(tx: Db, viewer: Viewer, { id, person_id }: Erasure) {
  const taken = await tx
    .updateTable('erasure')
    .set({ proven_at: now, due_at: sql<Date>`app_now() + ${WAIT_HOURS}::int * interval '1 hour'` })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('proven_at', 'is', null)
    .returning('due_at')
    .executeTakeFirst()
  if (!taken?.due_at) throw codeUsedUp()
  await setClock(tx, erasureClock, id, taken.due_at)
  await record(tx, viewer, 'erasure.asked', { kind: 'person', id: person_id })
  await post(tx, erasureLetter, { to: person_id, about: id })
}

/** Everything stays as it was. Noted beside the database too: a backup of before must not erase her. */
export async function undoErasure(db: Db, viewer: Viewer, once: Once): Promise<void> {
  const me = ensure(viewer.person)
  const key = await inTransaction(db, once, async (tx) => {
    const ended = await endOpen(tx, me.id)
    if (!ended) throw new NotFound()
    await stopClocks(tx, [erasureClock.kind], ended.id)
    await record(tx, viewer, 'erasure.undone', { kind: 'person', id: me.id })
    if (ended.proven_at) await post(tx, erasureUndoneLetter, { to: me.id, about: ended.id })
    return ended.key
  })
  await noteTakenBack(key)
}

/** Her time to undo is over. */
export const erasureClock = clock('people.erasure', async (db, id) => {
  const due = await findProven(db, id)
  if (!due || (await wasTakenBack(due.key))) return
  const [first] = await listHandovers(db, due.person_id)
  if (first) throw new Error('A person who is to be erased has an office again that nobody else has')
  await erasePerson(db, due.person_id, async (tx) => (await findProven(tx, id, { lock: true })) !== undefined)
})

/** Undoing it and doing it pass here one at a time. */
function findProven(db: Db, id: Id, { lock = false } = {}) {
  return db
    .selectFrom('erasure')
    .select(['person_id', 'key'])
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .where('proven_at', 'is not', null)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst()
}
