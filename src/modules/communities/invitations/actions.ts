import { ensure, inTransaction, type Once } from '../../../platform/action.ts'
import { record } from '../../../platform/activity.ts'
import { clock, setClocks, stopClocks } from '../../../platform/clocks.ts'
import { type Db, type Id, now, type Selectable, sql, type Tables } from '../../../platform/db.ts'
import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { type Letter, post } from '../../../platform/outbox.ts'
import { withinRate } from '../../../platform/rates.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { invitePerson } from '../../people/index.ts'
import { comeIn } from '../doors/coming-in.ts'
import { welcomeByInvitation } from '../doors/welcome.ts'
import { findStateIn, forgive } from '../membership/members.ts'
import { may } from '../policy.ts'
import type { Community } from '../reads.ts'
import { invitationLetter, reminderLetters } from './letters.ts'

export type Invitation = Selectable<Tables['invitation']>

const INVITATIONS_A_DAY = 30
const REMINDED_AFTER_DAYS = [3, 10, 30]

/** Invites by mail; nobody is a member before her own yes. Inviting somebody again sends nothing twice. */
export async function invite(
  db: Db,
  viewer: Viewer,
  community: Community,
  invited: { name: string; address: string; why: string; class?: Class; once: Once },
) {
  const inviter = ensure(may.invite(viewer, community.id) && viewer.person)
  if (community.state === 'closed') throw new Refused(t('This community is closed.'))
  if (invited.class === 'external' && !community.admits_external)
    throw new Refused(t('This community is for people who serve in government.'))
  if (!(await withinRate(db, `invite:${inviter.id}`, INVITATIONS_A_DAY, 24 * 60))) {
    throw new Refused(t('You have invited many people today. Go on tomorrow.'))
  }
  return inTransaction(db, invited.once, async (tx) => {
    const person_id = await invitePerson(tx, { ...invited, language: community.language })
    const { why, class: kind } = invited
    await inviteKnown(tx, viewer, community, { person_id, by_id: inviter.id, why, class: kind })
    return person_id
  })
}

type Class = 'internal' | 'external'
type Known = { person_id: Id; by_id: Id; why: string; class?: Class }

/** The invitation itself, of one person or of each in a file: once, with its letter and its three reminders. */
export async function inviteKnown(tx: Db, viewer: Viewer, community: Community, known: Known) {
  const { person_id } = known
  await ensureNotMember(tx, viewer, community.id, person_id)
  await clearAnswered(tx, community.id, person_id)
  const { id } = await saveInvitation(tx, community, known)
  await record(tx, viewer, 'person.invited', { kind: 'invitation', id, community_id: community.id })
  await post(tx, invitationLetter, { to: person_id, about: id })
  await setClocks(
    tx,
    remindInvited,
    sql`select ${id}::bigint as subject_id, round - 1 as round, app_now() + days * interval '1 day' as due_at
      from unnest(${REMINDED_AFTER_DAYS}::int[]) with ordinality given (days, round)`,
  )
}

/** Whoever was put out is asked again by those who keep the community, and by no other member. */
async function ensureNotMember(tx: Db, viewer: Viewer, community_id: Id, person_id: Id) {
  const state = await findStateIn(tx, person_id, community_id)
  if (state === 'member') throw new Refused(t('This person is a member already.'))
  if (state !== 'removed') return
  if (!may.keep(viewer, community_id))
    throw new Refused(t('This person was invited before and said no, so we do not ask again. Speak to them yourself.'))
  await forgive(tx, person_id, community_id)
  // She is asked by a new letter; what was sent to her before counts no more.
  await tx
    .deleteFrom('invitation')
    .where('community_id', '=', community_id)
    .where('person_id', '=', person_id)
    .where('answer', 'is', null)
    .execute()
}

/** A no was promised to be the end of it; a yes of one who has left since is over, and she is asked by a new letter. */
async function clearAnswered(tx: Db, community_id: Id, person_id: Id) {
  const before = await tx
    .selectFrom('invitation')
    .select(['id', 'answer'])
    .where('community_id', '=', community_id)
    .where('person_id', '=', person_id)
    .forUpdate()
    .executeTakeFirst()
  if (before?.answer === 'no') {
    throw new Refused(t('This person was invited before and said no, so we do not ask again. Speak to them yourself.'))
  }
  if (before?.answer === 'yes') await tx.deleteFrom('invitation').where('id', '=', before.id).execute()
}

function saveInvitation(tx: Db, community: Community, { person_id, ...said }: Known) {
  return tx
    .insertInto('invitation')
    .values({ community_id: community.id, person_id, ...said })
    .onConflict((oc) => oc.columns(['community_id', 'person_id']).doUpdateSet({ ...said, at: now }))
    .returning('id')
    .executeTakeFirstOrThrow()
}

export async function findInvitation(db: Db, key: string): Promise<Invitation> {
  const found = await db.selectFrom('invitation').selectAll().where('key', '=', key).executeTakeFirst()
  if (!found) throw new NotFound()
  return found
}

/**
 * Her own answer, from the mail or from its page; a second answer changes the first only from no to yes. That she is new
 * opens a session, so it is said to the one who answered and not kept for a repetition.
 */
export async function answerInvitation(
  db: Db,
  viewer: Viewer,
  invitation: Invitation,
  answer: 'yes' | 'no',
  once: Once,
) {
  const { id, person_id, community_id } = invitation
  let isNew = false
  const answered = await inTransaction(db, once, async (tx) => {
    const { answer: before } = await tx
      .selectFrom('invitation')
      .select('answer')
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    if (before === 'yes' || before === answer) return before
    await tx.updateTable('invitation').set({ answer, answered_at: now }).where('id', '=', id).execute()
    await stopClocks(tx, [remindInvited.kind], id)
    isNew =
      answer === 'yes' &&
      (await comeIn(tx, viewer, {
        ...{ person_id, community_id, about: id, welcome: welcomeByInvitation },
        class: invitation.class as Class,
      }))
    return answer
  })
  return { answer: answered, isNew }
}

/** After 3, 10 and 30 days, while there is no answer. */
export const remindInvited = clock('communities.remind-invited', async (db, id, round) => {
  const letter: Letter | undefined = reminderLetters[round]
  const open = await db
    .selectFrom('invitation')
    .select('person_id')
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst()
  if (open && letter) await post(db, letter, { to: open.person_id, about: id })
})
