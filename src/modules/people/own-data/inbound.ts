import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { findErasure, undoErasure } from './erasing.ts'
import { erasureReply } from './reply.ts'

/** “Undo” (वापस लें …) as a reply to the letter that says when her data is erased. */
export const undoErasureByReply = receiver(erasureReply.code, 'erasure', async (db, viewer, about, letter) => {
  const asked = await findErasure(db, viewer)
  if (asked?.id !== about) throw new Refused(t('There is nothing to undo: your data is not going to be erased.'))
  if (!replyWord(letter.text, ['undo'], { signedBy: viewer.person?.name }))
    throw new Refused(t('Please reply with the one word UNDO if your data is to stay. Nothing was changed.'))

  await undoErasure(db, viewer, letter.once)
  return undefined
})
