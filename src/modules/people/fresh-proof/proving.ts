import { ensure } from '../../../platform/action.ts'
import { type Db, now, sql } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { CODE_MINUTES, codeUsedUp, countTry, isCode, wrongCode } from '../mailed-code.ts'
import type { Signed } from '../passkeys/answers.ts'
import { proveByCode, proveByPasskey } from '../second-factor/actions.ts'
import { renewSession } from '../sessions/sessions.ts'
import { ensureWithinRate } from '../sign-in/rate.ts'
import { freshCodeOf } from './code.ts'
import { type FreshProof, listWays } from './proofs.ts'

/** By the mailed code; who has a second factor, by that. Gives the token under which her session goes on. */
export async function proveAgain(
  db: Db,
  viewer: Viewer,
  proof: FreshProof,
  { code, ip }: { code: string; ip: string },
) {
  if ((await listWays(db, viewer)).factor) return close(db, proof, await proveByCode(db, viewer, { code, ip }))
  await ensureWithinRate(db, `fresh-proof-try:${proof.person_id}`, ip)
  await countTry(db, 'fresh_proof', proof.id)
  if (!isCode(code, freshCodeOf(proof.key))) throw wrongCode()
  return db.transaction().execute(async (tx) => {
    await takeCode(tx, proof)
    return renewSession(tx, ensure(viewer.session_id), 'confirmed_at')
  })
}

type Answer = { answer: Signed; ip: string }

export async function proveAgainByPasskey(db: Db, viewer: Viewer, proof: FreshProof, { answer, ip }: Answer) {
  if (!(await listWays(db, viewer)).passkey) throw new NotFound()
  return close(db, proof, await proveByPasskey(db, viewer, { answer, ip }))
}

/** Taken by one statement, so that a code counts once. What she had sent is on its way, and need not wait here. */
async function takeCode(tx: Db, { id }: FreshProof) {
  const { numUpdatedRows } = await tx
    .updateTable('fresh_proof')
    .set({ used_at: now, fields: '{}' })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where(sql<boolean>`mailed_at > app_now() - ${CODE_MINUTES}::int * interval '1 minute'`)
    .executeTakeFirstOrThrow()
  if (!numUpdatedRows) throw codeUsedUp()
}

async function close(db: Db, { id }: FreshProof, token: string): Promise<string> {
  await db.updateTable('fresh_proof').set({ used_at: now, fields: '{}' }).where('id', '=', id).execute()
  return token
}
