import { record } from '../../../platform/activity.ts'
import { type Db, type Id, now } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { setBecause, wasPutOut } from '../membership/members.ts'
import { regionOf } from '../regions/reads.ts'
import { transferLetter } from './names.ts'
import { findStanding, type Standing } from './reads.ts'

/** After a posting, or a change of the map: asks whether she moves, or nothing where nothing is to be asked. Twice is once. */
export function placeByPosting(db: Db, person_id: Id): Promise<void> {
  return db.isTransaction ? place(db, person_id) : db.transaction().execute((tx) => place(tx, person_id))
}

async function place(tx: Db, person_id: Id) {
  await lockPerson(tx, person_id)
  const standing = await findStanding(tx, person_id)
  if (!standing?.posting_id) return
  const { posting_id, to_id, from_id } = standing
  const open = await findOpen(tx, person_id)
  if (open?.posting_id === posting_id && open.to_id === to_id) return

  if (open) await supersede(tx, open.id)
  if (!to_id || standing.to_state === 'removed' || standing.answered === 'no') return
  // She belongs already where she works: from now on because of her posting.
  if (from_id === to_id || (!from_id && standing.to_state === 'member'))
    return setBecause(tx, person_id, to_id, 'posting')
  await ask(tx, nobody('job'), person_id, { ...standing, is_new_posting: false, by_id: null })
}

type Proposed = { designation: string | null; organisation: string | null; area_id: Id | null; since: string | null }

/** A posting that somebody else has noted, with the move it brings; null where it is hers already. */
export async function proposePosting(tx: Db, viewer: Viewer, person_id: Id, posting: Proposed): Promise<Id | null> {
  await lockPerson(tx, person_id)
  const standing = await findStanding(tx, person_id)
  if (!standing) throw new Refused(t('This person is no member.'))
  const parts = ['designation', 'organisation', 'area_id'] as const
  if (standing.posting_id && parts.every((part) => standing[part] === posting[part])) return null

  const open = await findOpen(tx, person_id)
  if (open) await supersede(tx, open.id)
  const to_id = posting.area_id ? await findOpenRegion(tx, person_id, posting.area_id) : null
  const { from_id, home_id } = standing
  const by_id = viewer.person?.id ?? null
  return ask(tx, viewer, person_id, {
    ...posting,
    to_id,
    from_id,
    home_id,
    posting_id: null,
    is_new_posting: true,
    by_id,
  })
}

/** She is not asked to go where she was put out; her posting is noted all the same. */
async function findOpenRegion(tx: Db, person_id: Id, area_id: Id): Promise<Id | null> {
  const id = await regionOf(tx, area_id)
  return id && !(await wasPutOut(tx, person_id, id)) ? id : null
}

/** What is asked of one person, and what she answers, passes here one at a time. */
export async function lockPerson(tx: Db, person_id: Id) {
  await tx.selectFrom('person').select('id').where('id', '=', person_id).forUpdate().executeTakeFirst()
}

export function findOpen(tx: Db, person_id: Id) {
  return tx
    .selectFrom('transfer')
    .select(['id', 'posting_id', 'to_id'])
    .where('person_id', '=', person_id)
    .where('answered_at', 'is', null)
    .executeTakeFirst()
}

async function supersede(tx: Db, id: Id) {
  await tx.updateTable('transfer').set({ answer: 'superseded', answered_at: now }).where('id', '=', id).execute()
}

type Asked = Pick<Standing, 'area_id' | 'designation' | 'organisation' | 'since' | 'to_id' | 'from_id' | 'home_id'> & {
  posting_id: Id | null
  is_new_posting: boolean
  by_id: Id | null
}

/** One question at a time; her home region stays with her unless she says otherwise. */
export async function ask(tx: Db, viewer: Viewer, person_id: Id, asked: Asked): Promise<Id> {
  const { posting_id, area_id, designation, organisation, since, to_id, from_id, is_new_posting, by_id } = asked
  const { id } = await tx
    .insertInto('transfer')
    .values({
      ...{ person_id, posting_id, area_id, designation, organisation, since, to_id, from_id, is_new_posting, by_id },
      keeps_home: from_id !== null && from_id === asked.home_id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await record(tx, viewer, 'transfer.proposed', { kind: 'transfer', id, community_id: to_id }, { person_id, from_id })
  await post(tx, transferLetter, { to: person_id, about: id })
  return id
}
