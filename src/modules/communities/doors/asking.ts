import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClock, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { post, postToAll } from '../../../platform/outbox.ts'
import { withinRate } from '../../../platform/rates.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { activatePerson, forgetInvited } from '../../people/index.ts'
import { findStateIn, wasPutOut } from '../membership/members.ts'
import { type Community, findCommunityById } from '../reads.ts'
import { comeIn } from './coming-in.ts'
import { receivedLetter, reviewLetter } from './letters.ts'
import { type Answer, type Application, listDeciders } from './reads.ts'
import { welcomeByApplication } from './welcome.ts'

export type Wish = { class: 'internal' | 'external'; answers: Answer[] }
export type Asked = 'joined' | 'waiting' | 'member'

/** Comes in by an open door at once, or asks at one where somebody looks first. */
export async function askToJoin(
  db: Db,
  viewer: Viewer,
  community: Community,
  { once, ...wish }: Wish & { once: Once },
): Promise<Asked> {
  const person = ensure(viewer.person)
  ensureDoor(community, wish.class)
  await ensureWithinRate(db, person.id)
  return inTransaction(db, once, async (tx) => {
    await lockJoining(tx, person.id)
    if (await isMemberNow(tx, person.id, community.id)) return 'member'
    if (await hasAsked(tx, person.id, community.id)) return 'waiting'
    await dropUnproven(tx, person.id, community.id)
    const { id } = await saveApplication(tx, community.id, person.id, wish)
    return takeIn(tx, viewer, id)
  })
}

const REQUESTS_A_DAY = 20

/** Each request is told to those who decide: one taken back and made again is told again. */
async function ensureWithinRate(db: Db, person_id: Id) {
  if (!(await withinRate(db, `ask-to-join:${person_id}`, REQUESTS_A_DAY, 24 * 60)))
    throw new Refused(t('There were many requests in a short time. Try again tomorrow.'))
}

/** What can be asked for here at all; said by the action, since page and mail both call it. */
export function ensureDoor(community: Pick<Community, 'joining' | 'admits_external' | 'state'>, as: Wish['class']) {
  if (community.state === 'closed') throw new Refused(t('This community is closed.'))
  if (community.joining === 'invited') throw new Refused(t('One comes in here by invitation of a member.'))
  if (as === 'external' && !community.admits_external)
    throw new Refused(t('This community is for people who serve in government.'))
}

/** Her comings and goings pass here one at a time, so that two presses ask once. */
export async function lockJoining(tx: Db, person_id: Id) {
  await sql`select pg_advisory_xact_lock(hashtext('communities.joining'), ${person_id}::int)`.execute(tx)
}

export async function isMemberNow(tx: Db, person_id: Id, community_id: Id): Promise<boolean> {
  return (await findStateIn(tx, person_id, community_id)) === 'member'
}

export async function hasAsked(tx: Db, person_id: Id, community_id: Id): Promise<boolean> {
  const open = await selectOpen(tx, person_id, community_id).where('proven_at', 'is not', null).executeTakeFirst()
  return open !== undefined
}

export async function dropUnproven(tx: Db, person_id: Id, community_id: Id) {
  const open = await selectOpen(tx, person_id, community_id).where('proven_at', 'is', null).executeTakeFirst()
  if (open) await tx.deleteFrom('application').where('id', '=', open.id).execute()
}

function selectOpen(tx: Db, person_id: Id, community_id: Id) {
  return tx
    .selectFrom('application')
    .select('id')
    .where('person_id', '=', person_id)
    .where('community_id', '=', community_id)
    .where('decided_at', 'is', null)
}

export function saveApplication(tx: Db, community_id: Id, person_id: Id, wish: Wish) {
  return tx
    .insertInto('application')
    .values({ community_id, person_id, class: wish.class, answers: JSON.stringify(wish.answers) })
    .returning(['id', 'key'])
    .executeTakeFirstOrThrow()
}

/** The request is hers: an open door lets her in, at any other those who decide are told. */
export async function takeIn(tx: Db, viewer: Viewer, id: Id): Promise<Asked> {
  const application = await tx
    .updateTable('application')
    .set({ proven_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const { community_id, person_id } = application
  const community = await findCommunityById(tx, community_id)
  ensureDoor(community, application.class as Wish['class'])
  await stopClocks(tx, [dropApplication.kind], id)
  if (community.joining === 'open' && !(await wasPutOut(tx, person_id, community_id)))
    return letIn(tx, viewer, application)

  await activatePerson(tx, person_id)
  await record(tx, viewer, 'application.made', { kind: 'application', id, community_id }, { person_id })
  await tellDeciders(tx, community_id, id)
  await post(tx, receivedLetter, { to: person_id, about: id })
  return 'waiting'
}

async function letIn(tx: Db, viewer: Viewer, application: Pick<Application, 'id'> & Record<string, unknown>) {
  await decide(tx, application.id, { decision: 'accepted', by_id: null, note: '' })
  await comeInBy(tx, viewer, application as never)
  return 'joined' as const
}

type Decision = { decision: 'accepted' | 'declined' | 'withdrawn'; by_id: Id | null; note: string }

export async function decide(tx: Db, id: Id, decision: Decision) {
  await tx
    .updateTable('application')
    .set({ ...decision, note: decision.note || null, decided_at: now })
    .where('id', '=', id)
    .execute()
}

type Accepted = Pick<Application, 'id' | 'person_id' | 'community_id' | 'class'>

export function comeInBy(tx: Db, viewer: Viewer, application: Accepted) {
  const { id, person_id, community_id } = application
  return comeIn(tx, viewer, {
    ...{ person_id, community_id, welcome: welcomeByApplication, about: id },
    class: application.class as Wish['class'],
  })
}

async function tellDeciders(tx: Db, community_id: Id, about: Id) {
  const ids = (await listDeciders(tx, community_id)).map(({ person_id }) => person_id)
  await postToAll(tx, reviewLetter, sql`select unnest(${ids}::bigint[]) as person_id`, about)
}

/** A request that nobody has proven within two weeks is forgotten, and with it whom it named, unless others know her. */
export const dropApplication = clock('communities.drop-application', async (db, id) => {
  await db.transaction().execute(async (tx) => {
    const dropped = await tx
      .deleteFrom('application')
      .where('id', '=', id)
      .where('proven_at', 'is', null)
      .where('decided_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst()
    if (!dropped) return
    await lockJoining(tx, dropped.person_id)
    if (!(await isKnown(tx, dropped.person_id))) await forgetInvited(tx, dropped.person_id)
  })
})

async function isKnown(tx: Db, person_id: Id): Promise<boolean> {
  const { rows } = await sql`
    select from invitation where person_id = ${person_id} union all select from application where person_id = ${person_id}
    union all select from membership where person_id = ${person_id}`.execute(tx)
  return rows.length > 0
}

export async function setDropping(tx: Db, id: Id) {
  const { rows } = await sql<{ at: Date }>`select app_now() + interval '14 days' as at`.execute(tx)
  await setClock(tx, dropApplication, id, (rows[0] as { at: Date }).at)
}
