import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { NotAllowed, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post } from '../../../platform/outbox.ts'
import { nobody, type Viewer } from '../../../platform/viewer.ts'
import { endOfDay } from '../calendar.ts'
import { activateWithCore } from '../groups/core.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'
import { isCoordinator } from '../viewer.ts'
import { showContact, showNextContact } from './contact.ts'
import { ensureAdministered } from './last.ts'
import { appointedLetter, declinedRoleLetter, standInLetter } from './letters.ts'
import type { Appointable, Duty } from './names.ts'
import type { HeldRole } from './reads.ts'

type Term = { person_id: Id; role: Appointable; ends_on: string | null; duties: Duty[] }

/** Gives a member a role until a day, with its duties; never reading. Appointing again changes the term. */
export function appoint(db: Db, viewer: Viewer, community: Community, { once, ...term }: Term & { once: Once }) {
  const by = ensure(may.keep(viewer, community.id) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    const id = await saveRole(tx, community, { ...term, by_id: by.id, stands_in_for: null })
    const { person_id, role } = term
    await record(tx, viewer, 'role.given', { kind: 'role', id, community_id: community.id }, { person_id, role })
    await post(tx, appointedLetter, { to: person_id, about: id })
    if (role === 'contact') await showContact(tx, community.id, person_id)
    if (role === 'core') await activateWithCore(tx, viewer, community.id)
  })
}

/** A colleague does the coordinator's work until a day; all that waits stands on her page at once. */
export function standIn(
  db: Db,
  viewer: Viewer,
  community: Community,
  { person_id, ends_on, once }: { person_id: Id; ends_on: string; once: Once },
) {
  const { id: by_id } = ensure(isCoordinator(viewer, community.id) && viewer.person)
  return inTransaction(db, once, async (tx) => {
    const term = { person_id, ends_on, role: 'coordinator' as const, duties: [] }
    const held = await findHeld(tx, community.id, term)
    if (held) throw new Refused(t('She coordinates here already, so nothing needs to be handed over.'))
    const id = await saveRole(tx, community, { ...term, by_id, stands_in_for: by_id })
    const data = { person_id, for_id: by_id }
    await record(tx, viewer, 'role.handed_over', { kind: 'role', id, community_id: community.id }, data)
    await post(tx, standInLetter, { to: person_id, about: id })
  })
}

type Row = Term & { by_id: Id; stands_in_for: Id | null }

async function saveRole(tx: Db, community: Community, row: Row): Promise<Id> {
  await ensureMember(tx, community.id, row.person_id)
  const held = await findHeld(tx, community.id, row)
  const { person_id, role, ...term } = row
  const { id } = held
    ? await tx.updateTable('role').set(term).where('id', '=', held.id).returning('id').executeTakeFirstOrThrow()
    : await insertRole(tx, { ...row, community_id: community.id })
  if (row.ends_on) await setClock(tx, endOfTerm, id, await endOfDay(tx, community, row.ends_on))
  return id
}

/** Whoever gives the same role at the same moment has changed its term, too. */
function insertRole(tx: Db, { community_id, ...row }: Row & { community_id: Id }) {
  const { person_id, role, ...term } = row
  return tx
    .insertInto('role')
    .values({ community_id, ...row, since: now })
    .onConflict((oc) => oc.columns(['person_id', 'community_id', 'role']).where('until', 'is', null).doUpdateSet(term))
    .returning('id')
    .executeTakeFirstOrThrow()
}

function findHeld(tx: Db, community_id: Id, { person_id, role }: Pick<Term, 'person_id' | 'role'>) {
  return tx
    .selectFrom('role')
    .select('id')
    .where('community_id', '=', community_id)
    .where('person_id', '=', person_id)
    .where('role', '=', role)
    .where('until', 'is', null)
    .forUpdate()
    .executeTakeFirst()
}

async function ensureMember(tx: Db, community_id: Id, person_id: Id) {
  const member = await tx
    .selectFrom('membership')
    .select('state')
    .where('community_id', '=', community_id)
    .where('person_id', '=', person_id)
    .where('state', '=', 'member')
    .forShare()
    .executeTakeFirst()
  if (!member) throw new Refused(t('Only a member of the community can have a role in it.'))
}

/** Ends a role before its term; by those who keep the community, or by the one who holds it. Twice is once. */
export function endRole(db: Db, viewer: Viewer, role: HeldRole, once: Once): Promise<boolean> {
  const isOwn = viewer.person?.id === role.person_id
  if (!isOwn && !may.keep(viewer, role.community_id)) throw new NotAllowed()
  return inTransaction(db, once, async (tx) => {
    if (role.role === 'administrator') await ensureAdministered(tx, role.person_id, role.community_id)
    if (!(await finish(tx, role.id))) return false
    const { id, community_id, person_id, role: name } = role
    const verb = isOwn ? 'role.declined' : 'role.ended'
    await record(tx, viewer, verb, { kind: 'role', id, community_id }, { person_id, role: name })
    if (isOwn && role.by_id && role.by_id !== person_id)
      await post(tx, declinedRoleLetter, { to: role.by_id, about: id })
    return true
  })
}

async function finish(tx: Db, id: Id): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('role')
    .set({ until: now })
    .where('id', '=', id)
    .where('until', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows > 0) await showNextContact(tx, id)
  return numUpdatedRows > 0
}

/** On the last day of the term, unless it was prolonged since. */
export const endOfTerm = clock('communities.end-of-term', async (db, id) => {
  await db.transaction().execute(async (tx) => {
    const role = await tx
      .selectFrom('role')
      .select(['community_id', 'person_id', 'role'])
      .where('id', '=', id)
      .where('ends_on', '<=', sql<string>`app_now()::date`)
      .executeTakeFirst()
    if (!role || !(await finish(tx, id))) return
    const { community_id, person_id } = role
    await record(tx, nobody('job'), 'role.ended', { kind: 'role', id, community_id }, { person_id, role: role.role })
  })
})

type Plan = { handover: string; handover_due: string | null }

/** How the convenor's work goes over to the members, and by when the plan must stand; before the term ends. */
export function planHandover(db: Db, viewer: Viewer, role: HeldRole, { once, ...plan }: Plan & { once: Once }) {
  if (viewer.person?.id !== role.person_id && !may.keep(viewer, role.community_id)) throw new NotAllowed()
  if (role.role !== 'convenor') throw new Refused(t('A plan for handing over belongs to a convenor.'))
  if (role.ends_on && plan.handover_due && plan.handover_due > role.ends_on)
    throw new Refused(t('The plan is due before the term ends.'))
  return inTransaction(db, once, async (tx) => {
    const { id, community_id } = role
    await tx.updateTable('role').set(plan).where('id', '=', id).execute()
    await record(tx, viewer, 'handover.planned', { kind: 'role', id, community_id })
  })
}
