import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { post } from '../../../platform/outbox.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { recordPosting } from '../../people/index.ts'
import { addMember, endMembership, findStateIn, setBecause, wasPutOut } from '../membership/members.ts'
import { movedLetter } from './names.ts'
import { lockPerson } from './proposing.ts'
import { findHomeRegion, type Transfer } from './reads.ts'

type Answer = {
  answer: 'yes' | 'no'
  /** She goes on in the region that she leaves. */
  keeps?: boolean
  /** She follows the region of her home cadre; left out, as it was proposed. */
  followsHome?: boolean
  once: Once
}

/** Her own word: a yes records the posting that was proposed and moves her, a no leaves all as it is. Once answered it stands. */
export function answerTransfer(db: Db, viewer: Viewer, transfer: Transfer, given: Answer): Promise<string> {
  const person = ensure(viewer.person?.id === transfer.person_id && viewer.person)
  const { id, to_id } = transfer
  return inTransaction(db, given.once, async (tx) => {
    await lockPerson(tx, person.id)
    const before = await tx.selectFrom('transfer').select('answer').where('id', '=', id).executeTakeFirstOrThrow()
    if (before.answer) return before.answer

    await tx.updateTable('transfer').set({ answer: given.answer, answered_at: now }).where('id', '=', id).execute()
    const verb = given.answer === 'yes' ? 'transfer.agreed' : 'transfer.declined'
    await record(tx, viewer, verb, { kind: 'transfer', id, community_id: to_id })
    if (given.answer === 'yes') await carryOut(tx, viewer, transfer, given)
    return given.answer
  })
}

async function carryOut(tx: Db, viewer: Viewer, transfer: Transfer, given: Answer) {
  const { id, person_id, designation, organisation, area_id, since, from_id, to_id } = transfer
  if (transfer.is_new_posting)
    await recordPosting(tx, viewer, person_id, { designation, organisation, area_id, since }, 'administrator')
  if (!to_id || (await wasPutOut(tx, person_id, to_id))) return

  const begun = await enter(tx, viewer, transfer, to_id)
  const ended = await leave(tx, viewer, transfer, given)
  if (begun || ended) {
    const data = { person_id, from_id: ended ? from_id : null, to_id }
    await record(tx, viewer, 'member.moved', { kind: 'membership', id: person_id, community_id: to_id }, data)
  }
  await post(tx, movedLetter, { to: person_id, about: id })
}

/** Mail comes from the new region as it came from the old one, and who is external stays so. */
async function enter(tx: Db, viewer: Viewer, { person_id, from_id }: Transfer, to_id: Id): Promise<boolean> {
  const isNew = await addMember(tx, viewer, person_id, to_id, 'posting')
  if (!isNew) await setBecause(tx, person_id, to_id, 'posting')
  if (isNew)
    await sql`
      update membership m set
        delivery = coalesce((select delivery from membership where person_id = m.person_id and community_id = ${from_id}::bigint), m.delivery),
        class = case when exists (select from membership other where other.person_id = m.person_id
          and other.community_id <> m.community_id and other.state = 'member' and other.class = 'external') then 'external' else 'internal' end
      where person_id = ${person_id} and community_id = ${to_id}`.execute(tx)
  return isNew
}

/** The old region ends, unless she keeps it or it is that of her home cadre; says whether a membership has ended. */
async function leave(tx: Db, viewer: Viewer, transfer: Transfer, given: Answer): Promise<boolean> {
  const { person_id, from_id, to_id } = transfer
  const home_id = await findHomeRegion(tx, person_id)
  const follows = given.followsHome ?? transfer.keeps_home
  if (follows && home_id && home_id !== to_id) await follow(tx, viewer, transfer, home_id)
  if (!from_id || from_id === to_id || (follows && home_id === from_id)) return false

  if (given.keeps) await setBecause(tx, person_id, from_id, 'joined')
  return !given.keeps && (await endMembership(tx, viewer, person_id, from_id))
}

async function follow(tx: Db, viewer: Viewer, transfer: Transfer, home_id: Id) {
  const { person_id } = transfer
  const state = await findStateIn(tx, person_id, home_id)
  if (state === 'member') return setBecause(tx, person_id, home_id, 'home_cadre')
  await addMember(tx, viewer, person_id, home_id, 'home_cadre')
}
