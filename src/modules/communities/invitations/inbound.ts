import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { invitationReply } from '../addresses.ts'
import { ensureUnconditional } from '../unconditional.ts'
import { answerInvitation } from './actions.ts'

/** “Yes” or “no” (हाँ, नहीं …) as a reply to an invitation or its reminder. */
export const answerByReply = receiver(invitationReply.code, 'invitation', async (db, viewer, about, letter) => {
  const invitation = await db.selectFrom('invitation').selectAll().where('id', '=', about).executeTakeFirst()
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person?.name })
  if (!invitation || invitation.person_id !== viewer.person?.id)
    throw new Refused(t('This invitation is not open any more.'))
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))
  if (said.word !== 'no') ensureUnconditional(said.rest)

  await answerInvitation(db, viewer, invitation, said.word === 'no' ? 'no' : 'yes', letter.once)
  return undefined
})
