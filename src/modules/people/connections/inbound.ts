import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { answerConnection } from './actions.ts'
import { connectionReply } from './reply.ts'

/** “Yes” or “no” (हाँ, नहीं …) as a reply to the question whether two worked together. */
export const connectionByReply = receiver(connectionReply.code, 'connection', async (db, viewer, about, letter) => {
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person?.name })
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))

  await answerConnection(db, viewer, about, { answer: said.word === 'no' ? 'no' : 'yes', once: letter.once })
  return undefined
})
