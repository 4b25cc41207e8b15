import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ensureProven, receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { ensureUnconditional } from '../unconditional.ts'
import { holdsOffice } from '../viewer.ts'
import { answerTransfer } from './actions.ts'
import { transferReply } from './addresses.ts'

/** “Yes” or “no” (हाँ, नहीं …) as a reply to the question of a move. */
export const moveByReply = receiver(transferReply.code, 'transfer', async (db, viewer, about, letter) => {
  const transfer = await db.selectFrom('transfer').selectAll().where('id', '=', about).executeTakeFirst()
  if (!transfer || transfer.person_id !== viewer.person?.id || transfer.answer === 'superseded')
    throw new Refused(t('This question is not open any more. Nothing has been changed.'))
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person.name })
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))
  if (said.word !== 'no') ensureUnconditional(said.rest)
  if (said.word !== 'no' && transfer.from_id && holdsOffice(viewer, transfer.from_id)) ensureProven(letter)

  await answerTransfer(db, viewer, transfer, { answer: said.word === 'no' ? 'no' : 'yes', once: letter.once })
  return undefined
})
