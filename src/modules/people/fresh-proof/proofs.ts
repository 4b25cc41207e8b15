import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { type Db, type Id, now, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound } from '../../../platform/errors.ts'
import type { Typed } from '../../../platform/http.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { listPasskeys } from '../passkeys/reads.ts'
import { passkeysWork } from '../passkeys/relying-party.ts'
import { ensureWithinRate } from '../sign-in/rate.ts'
import { provesByFactor } from './fresh.ts'
import { freshCodeLetter } from './mails.ts'

/** `path` and `fields` are what she had sent, which goes on when she has shown who she is; `back` is where it stood. */
export type FreshProof = Omit<Selectable<Tables['fresh_proof']>, 'fields'> & { fields: Typed }

type Wanted = Pick<FreshProof, 'path' | 'fields' | 'back'>

/** By what she may show it. */
export type Ways = { passkey: boolean; factor: boolean; mail: boolean }

/** Keeps what she sent. Where a code is the only way, it is mailed at once. */
export async function startFreshProof(db: Db, viewer: Viewer, wanted: Wanted, ip: string): Promise<string> {
  const me = ensure(viewer.person)
  await ensureWithinRate(db, `fresh-proof:${me.id}`, ip)
  await sql`delete from fresh_proof where asked_at < app_now() - interval '1 day'`.execute(db)
  const { passkey, mail } = await listWays(db, viewer)
  return db.transaction().execute((tx) => insertProof(tx, viewer, { ...wanted, isMailed: mail && !passkey }))
}

export async function listWays(db: Db, viewer: Viewer): Promise<Ways> {
  const factor = await provesByFactor(db, viewer)
  const passkey = passkeysWork() && (await listPasskeys(db, ensure(viewer.person).id)).length > 0
  return { passkey, factor, mail: !factor }
}

async function insertProof(tx: Db, viewer: Viewer, { isMailed, fields, ...row }: Wanted & { isMailed: boolean }) {
  const [person_id, session_id] = [ensure(viewer.person).id, ensure(viewer.session_id)]
  const { id, key } = await tx
    .insertInto('fresh_proof')
    .values({ ...row, fields: JSON.stringify(fields), person_id, session_id, mailed_at: isMailed ? now : null })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
  if (isMailed) await post(tx, freshCodeLetter, { to: person_id, about: id })
  return key
}

/** One of this very session; that of another is not there, not even her own in another browser. */
export async function findFreshProof(db: Db, viewer: Viewer, key: string): Promise<FreshProof> {
  const found = await db
    .selectFrom('fresh_proof')
    .selectAll()
    .where('key', '=', key)
    .where('session_id', '=', viewer.session_id ?? 0)
    .executeTakeFirst()
  if (!found) throw new NotFound()
  return { ...found, fields: found.fields as Typed }
}

/** A code, and each time another; gives the key under which the asking goes on. */
export async function mailFreshCode(
  db: Db,
  viewer: Viewer,
  proof: FreshProof,
  { ip, once }: { ip: string; once: Once },
): Promise<string> {
  if (!(await listWays(db, viewer)).mail) throw new NotFound()
  await ensureWithinRate(db, `fresh-proof:${proof.person_id}`, ip)
  return inTransaction(db, once, async (tx) => {
    if (!(await takeFirstMail(tx, proof.id))) return insertProof(tx, viewer, { ...wantedBy(proof), isMailed: true })
    await post(tx, freshCodeLetter, { to: proof.person_id, about: proof.id })
    return proof.key
  })
}

const wantedBy = ({ path, fields, back }: FreshProof): Wanted => ({ path, fields, back })

async function takeFirstMail(tx: Db, id: Id): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('fresh_proof')
    .set({ mailed_at: now })
    .where('id', '=', id)
    .where('mailed_at', 'is', null)
    .where('used_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
