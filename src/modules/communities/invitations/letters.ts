import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { pick, t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { listNames } from '../../people/index.ts'
import { invitationReply } from '../addresses.ts'
import { normBlocks } from '../doors/norms.ts'
import { findCommunityById, letterHead } from '../reads.ts'

export const invitationLetter = letter('communities.invitation', 'invitation', (db, _reader, about) =>
  writeInvitation(db, about, false),
)

/** One letter for each reminder, since a letter goes once for each person and thing. */
export const reminderLetters = [0, 1, 2].map((round) =>
  letter(`communities.invitation-reminder-${round + 1}`, 'invitation', (db, _reader, about) =>
    writeInvitation(db, about, true),
  ),
)

async function writeInvitation(db: Db, id: Id, again: boolean): Promise<LetterContent | null> {
  const found = await findOpen(db, id)
  if (!found) return null
  const { invitation, community, inviter } = found
  const values = { inviter: inviter.name, community: community.title }
  const purpose = pick(community.purpose)
  return {
    subject: again
      ? t('Still open: {inviter} invites you to {community}', values)
      : t('{inviter} invites you to {community}', values),
    from: inviter.name,
    blocks: [
      t('{inviter} would like to have you in {community}.', values),
      ...(invitation.why ? [{ prose: { html: '', text: invitation.why } }] : []),
      ...(purpose ? [purpose] : []),
      ...normBlocks(community),
      t(
        'To come in, reply to this mail with YES. That is all: there is no password and no form. Reply NO and we will not ask again.',
      ),
      { link: t('Or look at it first and answer there'), href: `${config().BASE_URL}/invitations/${invitation.key}` },
    ],
    community: letterHead(community),
    replies: { to: invitationReply, about: id, hint: t('Reply YES or NO.') },
    why: t('{inviter} gave us your address for this invitation. It is used for nothing else.', values),
    auto: 'auto-generated',
  }
}

async function findOpen(db: Db, id: Id) {
  const invitation = await db
    .selectFrom('invitation')
    .selectAll()
    .where('id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirst()
  if (!invitation) return null
  const community = await findCommunityById(db, invitation.community_id)
  const inviter = (await listNames(db, [invitation.by_id])).get(invitation.by_id)
  return inviter ? { invitation, community, inviter } : null
}
