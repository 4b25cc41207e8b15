import { inTransaction, type Once } from '../../../platform/action.ts'
import { type Db, type Id, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { currentLanguage, t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { networkOf, withinRate } from '../../../platform/rates.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { invitePerson } from '../../people/index.ts'
import type { Community } from '../reads.ts'
import {
  type Asked,
  dropUnproven,
  ensureDoor,
  hasAsked,
  isMemberNow,
  lockJoining,
  saveApplication,
  setDropping,
  takeIn,
  type Wish,
} from './asking.ts'
import { memberAlreadyLetter, proofLetter } from './letters.ts'
import type { Application } from './reads.ts'

type Stranger = Wish & { name: string; address: string; ip: string; once: Once }

/** Somebody without a session asks to join. What the page says is the same for every address; the letter differs. */
export async function askAsStranger(db: Db, community: Community, { once, name, address, ip, ...wish }: Stranger) {
  ensureDoor(community, wish.class)
  await ensureWithinRate(db, address, ip)
  await inTransaction(db, once, async (tx) => {
    const person_id = await invitePerson(tx, { name, address, language: currentLanguage() })
    await lockJoining(tx, person_id)
    if (await isMemberNow(tx, person_id, community.id))
      return post(tx, memberAlreadyLetter, { to: person_id, about: community.id })
    if (await hasAsked(tx, person_id, community.id)) return

    await dropUnproven(tx, person_id, community.id)
    const { id } = await saveApplication(tx, community.id, person_id, wish)
    await setDropping(tx, id)
    await post(tx, proofLetter, { to: person_id, about: id })
  })
}

/** Letters to whoever is named here: few for each mailbox, some for each network, and a bound for all networks together. */
async function ensureWithinRate(db: Db, address: string, ip: string) {
  const within = [
    await withinRate(db, `join:${mailboxOf(address)}`, 3, 24 * 60),
    await withinRate(db, `join-ip:${networkOf(ip)}`, 30, 60),
    await withinRate(db, 'join', 600, 60),
  ]
  if (within.includes(false)) throw new Refused(t('There were many requests in a short time. Try again tomorrow.'))
}

/** “asha+news@…” comes to the mailbox of “asha@…”. */
function mailboxOf(address: string): string {
  return address.replace(/\+[^@]*@/, '@')
}

/** Her yes, by mail or by the button behind the link of our letter; says what came of it and whether she is new. */
export async function proveApplication(
  db: Db,
  viewer: Viewer,
  { id, person_id, community_id }: Application,
  once: Once,
) {
  let isNew = false
  const outcome = await inTransaction(db, once, async (tx): Promise<Asked | 'settled'> => {
    await lockJoining(tx, person_id)
    if (await isMemberNow(tx, person_id, community_id)) return 'member'
    const open = await lockOpen(tx, id)
    if (!open) return 'settled'
    if (open.proven_at) return 'waiting'
    isNew = await isInvited(tx, person_id)
    return takeIn(tx, viewer, id)
  })
  return { outcome, isNew }
}

export function lockOpen(tx: Db, id: Id) {
  return tx
    .selectFrom('application')
    .selectAll()
    .where('id', '=', id)
    .where('decided_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

async function isInvited(tx: Db, person_id: Id): Promise<boolean> {
  const { rows } = await sql`select from person where id = ${person_id}::bigint and state = 'invited'`.execute(tx)
  return rows.length > 0
}
