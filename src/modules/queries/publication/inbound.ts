import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { reviewReply } from '../addresses.ts'
import { findQueryById } from '../query.ts'
import { answerReview } from './review.ts'

/** “OK” alone is a yes; anything more is what should change. */
export const reviewByReply = receiver(reviewReply.code, 'review', async (db, viewer, about, letter) => {
  const query = await findQueryById(db, viewer, about)
  const note = letter.text.trim()
  if (!note) throw new Refused(t('Your reply was empty. Write OK, or what should change.'))
  const said = replyWord(note, ['ok'], { signedBy: viewer.person?.name })
  const answer = said && said.rest === '' ? 'ok' : 'changes'
  await answerReview(db, viewer, query, { answer, note: answer === 'ok' ? '' : note, once: letter.once })
  return undefined
})
