import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { invitationReply } from '../addresses.ts'
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

const conditions = new Set(
  'if unless but when after until once provided only maybe perhaps not अगर यदि लेकिन मगर परंतु किंतु जब बाद शायद नहीं'.split(
    ' ',
  ),
)

export function ensureUnconditional(rest: string) {
  if (!hasCondition(rest)) return
  throw new Refused(
    t('There seems to be a condition in your answer. Please reply with YES or NO alone; nothing has been changed.'),
  )
}

/** “Yes, gladly” is a yes; “yes, if my chief agrees” is none yet. */
function hasCondition(rest: string): boolean {
  return (rest.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []).some((word) => conditions.has(word))
}
