import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ensureProven, receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { groupReply } from '../addresses.ts'
import { findCommunityById } from '../reads.ts'
import { ensureUnconditional } from '../unconditional.ts'
import { reviewGroup } from './review.ts'

/** YES is sixty more days, NO the end of the group. */
export const answerReview = receiver(groupReply.code, 'group review', async (db, viewer, about, letter) => {
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person?.name })
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))
  ensureUnconditional(said.rest)
  ensureProven(letter)
  const answer = said.word === 'no' ? 'no' : 'yes'
  await reviewGroup(db, viewer, await findCommunityById(db, about), { answer, once: letter.once })
  return undefined
})
