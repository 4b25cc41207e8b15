import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { withinRate } from '../../../platform/rates.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { ensureMayChangeFactors } from '../fresh-proof/fresh.ts'
import { codeUsedUp, countTry, isCode, wrongCode } from '../mailed-code.ts'
import { addressCodeOf } from './codes.ts'
import { addedLetter, addressCodeLetter, takenLetter } from './mails.ts'
import { listAddresses, type Proof } from './reads.ts'

const MOST_ADDRESSES = 4

type Asked = { address: string; kind: 'official' | 'personal' | null; once: Once }

/**
 * Begins adding an address to the viewer's own. Nothing she sees tells whether it belongs to somebody: then only the mail
 * is another, and goes to its owner.
 */
export async function startProof(db: Db, viewer: Viewer, { address, kind, once }: Asked): Promise<string> {
  const me = ensure(viewer.person)
  await ensureMayChangeFactors(db, viewer)
  await ensureWithinRate(db, `address-proof:${me.id}`, `address-proof-to:${address}`)
  await ensureRoomFor(db, me.id, address)
  return inTransaction(db, once, async (tx) => {
    const { id, key } = await tx
      .insertInto('address_proof')
      .values({ person_id: me.id, address, kind })
      .returning(['id', 'key'])
      .executeTakeFirstOrThrow()
    const owner = await findOwner(tx, address)
    if (!owner || owner === me.id) await post(tx, addressCodeLetter, { to: me.id, about: id })
    else await tellOwner(tx, owner, { id, address })
    return key
  })
}

async function ensureWithinRate(db: Db, byAccount: string, byAddress: string) {
  const [account, address] = [await withinRate(db, byAccount, 5, 60), await withinRate(db, byAddress, 5, 60)]
  if (!account || !address) throw new Refused(t('There were many tries in a short time. Wait an hour, then try again.'))
}

async function ensureRoomFor(db: Db, person_id: Id, address: string) {
  const mine = await listAddresses(db, person_id)
  const known = mine.find((one) => one.address === address)
  if (known?.verified_at && !known.bounced_at) throw new Refused(t('This address is among yours already.'))
  if (!known && mine.length >= MOST_ADDRESSES)
    throw new Refused(t('Four addresses are the most. Remove one you do not use any more.'))
}

/** Whoever was only invited at an address has not shown that it is hers: anybody can have typed it. */
async function findOwner(db: Db, address: string): Promise<Id | undefined> {
  const row = await db
    .selectFrom('address')
    .innerJoin('person', 'person.id', 'person_id')
    .select('person_id')
    .where('address', '=', address)
    .where((eb) => eb.or([eb('verified_at', 'is not', null), eb('state', '<>', 'invited')]))
    .executeTakeFirst()
  return row?.person_id
}

/** At most once a day, however often and by whomever it is tried. */
async function tellOwner(tx: Db, owner: Id, { id, address }: { id: Id; address: string }) {
  if (await withinRate(tx, `address-taken:${address}`, 1, 24 * 60))
    await post(tx, takenLetter, { to: owner, about: id })
}

/** Ends it with the mailed code, once; the address is hers from then on, and mail from it is. */
export async function finishProof(db: Db, viewer: Viewer, proof: Proof, code: string): Promise<void> {
  const me = ensure(viewer.person?.id === proof.person_id && viewer.person)
  if (!(await withinRate(db, `address-proof-try:${me.id}`, 20, 60)))
    throw new Refused(t('There were many tries in a short time. Wait an hour, then try again.'))
  const owner = await findOwner(db, proof.address)
  const isFree = owner === undefined || owner === me.id
  await countTry(db, 'address_proof', proof.id)
  if (!isFree || !isCode(code, addressCodeOf(proof.key))) throw wrongCode()

  await db.transaction().execute(async (tx) => {
    await takeProof(tx, proof)
    await addAddress(tx, proof)
    await record(tx, viewer, 'address.proven', { kind: 'person', id: me.id })
    if (owner === undefined) await post(tx, addedLetter, { to: me.id, about: proof.id })
  })
}

/** Taken by one statement, so that a code counts once however often it is sent. */
async function takeProof(tx: Db, { id }: Proof) {
  const taken = await tx
    .updateTable('address_proof')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .executeTakeFirst()
  if (!taken) throw codeUsedUp()
}

/** One that she has already is proven anew, so that it rests no longer; one that nobody ever proved becomes hers. */
async function addAddress(tx: Db, { person_id, address, kind }: Proof) {
  const added = await sql`
    insert into address (person_id, address, is_primary, verified_at, kind)
    values (${person_id}, ${address}, false, app_now(), ${kind})
    on conflict (address) do update set verified_at = app_now(), bounced_at = null, soft_bounces = 0,
      person_id = excluded.person_id, is_primary = address.is_primary and address.person_id = excluded.person_id
      where address.person_id = excluded.person_id or (address.verified_at is null
        and exists (select from person where person.id = address.person_id and state = 'invited'))`.execute(tx)
  if (!added.numAffectedRows) throw codeUsedUp()
}
