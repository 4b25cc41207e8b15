import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { withinRate } from '../../../platform/rates.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import type { Person } from '../reads.ts'
import { agreedLetter, connectionLetter } from './mails.ts'
import { listBetween } from './reads.ts'

/** Says that the viewer and the other worked together; it is shown when the other says so too. */
export async function askConnection(
  db: Db,
  viewer: Viewer,
  other: Person,
  { line, once }: { line: string; once: Once },
) {
  const me = ensure(viewer.person?.id !== other.id && viewer.person)
  if (!(await withinRate(db, `connection:${me.id}`, 20, 24 * 60)))
    throw new Refused(t('You asked many colleagues today. Go on tomorrow.'))
  return inTransaction(db, once, async (tx) => {
    await lockBoth(tx, me.id, other.id)
    const between = await listBetween(tx, me.id, other.id)
    const theirs = between.find(({ asker_id }) => asker_id === other.id)
    if (theirs) return answer(tx, viewer, { asker_id: other.id, asked_id: me.id }, 'yes')
    if (between.length > 0) return

    await tx.insertInto('connection').values({ asker_id: me.id, asked_id: other.id, line }).execute()
    await record(tx, viewer, 'connection.asked', { kind: 'person', id: other.id })
    await post(tx, connectionLetter, { to: other.id, about: me.id })
  })
}

type Pair = { asker_id: Id; asked_id: Id }
type Answer = { answer: 'yes' | 'no'; once: Once }

/** Her yes or no to what the other said; only a no can still become a yes. */
export function answerConnection(db: Db, viewer: Viewer, asker_id: Id, { answer: said, once }: Answer) {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await lockBoth(tx, me.id, asker_id)
    await answer(tx, viewer, { asker_id, asked_id: me.id }, said)
  })
}

async function answer(tx: Db, viewer: Viewer, { asker_id, asked_id }: Pair, said: 'yes' | 'no') {
  const row = await tx
    .selectFrom('connection')
    .select('answer')
    .where('asker_id', '=', asker_id)
    .where('asked_id', '=', asked_id)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  if (row.answer === said || row.answer === 'yes') return
  await tx
    .updateTable('connection')
    .set({ answer: said, answered_at: now })
    .where('asker_id', '=', asker_id)
    .where('asked_id', '=', asked_id)
    .execute()
  await record(tx, viewer, 'connection.answered', { kind: 'person', id: asker_id }, { answer: said })
  if (said === 'yes') await post(tx, agreedLetter, { to: asker_id, about: asked_id })
}

/** Either may end it at any time. A no stays, so that the same is not asked again. */
export function endConnection(db: Db, viewer: Viewer, other_id: Id, once: Once) {
  const me = ensure(viewer.person)
  return inTransaction(db, once, async (tx) => {
    await lockBoth(tx, me.id, other_id)
    const ended = await sql`
      delete from connection where answer is distinct from 'no'
        and ((asker_id = ${me.id} and asked_id = ${other_id}) or (asker_id = ${other_id} and asked_id = ${me.id} and answer = 'yes'))`.execute(
      tx,
    )
    if (ended.numAffectedRows) await record(tx, viewer, 'connection.ended', { kind: 'person', id: other_id })
  })
}

/** Two who ask each other at the same moment pass here one after the other. */
async function lockBoth(tx: Db, one: Id, other: Id) {
  await tx.selectFrom('person').select('id').where('id', 'in', [one, other]).orderBy('id').forUpdate().execute()
}
