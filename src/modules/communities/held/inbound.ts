import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { CONFIRM_RECEIVER, receiver } from '../../../platform/mail/receiver.ts'
import { heldKey } from '../../../platform/mail/tokens.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { confirmMail } from './actions.ts'
import { findToConfirm } from './reads.ts'

/** YES or NO to the question whether a mail is hers: its address stands in that one letter, which went to her alone. */
export const confirmByReply = receiver(CONFIRM_RECEIVER, 'confirm', async (db, viewer, about, letter) => {
  const said = replyWord(letter.text, ['yes', 'no'], { signedBy: viewer.person?.name })
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))
  const found = await findToConfirm(db, viewer, heldKey(about))
  await confirmMail(db, viewer, found, { answer: said.word, once: letter.once })
  return undefined
})
