import { config } from '../../../platform/config.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ensureProven, receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { breakGlassReply } from '../addresses.ts'
import { ensureUnconditional } from '../unconditional.ts'
import { answerBreakGlass } from './answering.ts'
import { mayAgreeByMail } from './by-mail.ts'
import { findBreakGlassById } from './reads.ts'
import { whyNotOpen } from './states.ts'

/** YES or NO of the second person. */
export const answerByMail = receiver(breakGlassReply.code, 'break-glass', async (db, viewer, about, letter) => {
  const glass = await findBreakGlassById(db, viewer, about)
  if (!glass) throw new Refused(t('This request is not open any more.'))
  if (glass.state !== 'asked') throw new Refused(whyNotOpen(glass.state))
  if (!glass.waits_for_me) throw new Refused(t('Somebody else has to answer this request.'))
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person?.name })
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))
  ensureProven(letter)
  const answer = said.word === 'no' ? 'no' : 'yes'
  if (answer === 'yes') {
    ensureUnconditional(said.rest)
    if (!(await mayAgreeByMail(db, viewer))) throw new Refused(onThePage(glass.key))
  }
  await answerBreakGlass(db, viewer, glass, { answer, once: letter.once })
  return undefined
})

function onThePage(key: string): string {
  const page = `${config().BASE_URL}/break-glass/${key}`
  return t('Nothing was opened: agreeing needs your second factor. Please do it on this page: {page}', { page })
}
