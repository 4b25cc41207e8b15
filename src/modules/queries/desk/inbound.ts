import { NotFound, Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { type InboundLetter, receiver } from '../../../platform/mail/receiver.ts'
import { replyDigit, replyWord } from '../../../platform/reply-words.ts'
import { findCommunityById } from '../../communities/index.ts'
import { findAnsweredTalk, replyToThread, startTalkByMail } from '../../conversations/index.ts'
import { archiveReply, newQueryMail, readWordingId, shapingReply } from '../addresses.ts'
import { findQueryById } from '../query.ts'
import { ask } from './asking.ts'
import { acceptArchive, refuseArchive } from './exits.ts'
import { agree, askForChanges } from './shaping.ts'

/**
 * A mail to a community's own address: to the thread whose mail it answers, be it an old one of an archive; else to the
 * desk, or straight to the room where the community chose so.
 */
export const takeNewMail = receiver(newQueryMail.code, 'community', async (db, viewer, about, letter) => {
  const community = await findCommunityById(db, about)
  if (!letter.text.trim())
    throw new Refused(t('There are no words of your own in this mail, so nothing was taken to the desk.'))
  const answered = await findAnsweredTalk(db, viewer, community.id, letter.references)
  if (answered) return replyToThread.receive(db, viewer, answered, letter)
  if (community.new_mail === 'room') return startTalkByMail(db, viewer, community, letter)
  const { urgent, title } = readSubject(letter.subject)
  await ask(db, viewer, community, {
    text: letter.text + unkept(letter),
    title,
    urgency: urgent ? 'urgent' : 'normal',
    once: letter.once,
  })
  return undefined
})

/** A question has no place for files yet: that they were not kept is said to its asker and to the desk. */
function unkept({ attachments }: InboundLetter): string {
  if (attachments.length === 0) return ''
  const files = attachments.map(({ name }) => name).join(', ')
  return `\n\n${t('(Sent with it, and not kept: {files})', { files })}`
}

/** “[urgent]”, “urgent:” or “तत्काल” as the first word of the subject; what follows is the title. */
function readSubject(subject: string) {
  const [, mark, rest = ''] =
    /^\s*(\[?\s*(?:urgent|तत्काल|अति आवश्यक)(?![\p{L}\p{M}])\s*\]?\s*[:,\-–]?)?\s*(.*)$/iu.exec(subject) ?? []
  return {
    urgent: Boolean(mark),
    title: rest
      .replace(/^(re|fwd?|aw|wg)\s*:\s*/iu, '')
      .trim()
      .slice(0, 200),
  }
}

/** A plain OK or yes agrees; any other words are changes, and go back to the desk as they stand. */
export const answerShaping = receiver(shapingReply.code, 'shaping', async (db, viewer, about, letter) => {
  const { query_id, round } = readWordingId(about)
  const query = await findQueryById(db, viewer, query_id).catch(refuseGone)
  const said = replyWord(letter.text, ['ok', 'yes'], { signedBy: viewer.person?.name })
  if (query.state !== 'shaping' && query.state !== 'parked')
    throw new Refused(t('Your answer has been taken already; nothing more is needed.'))
  if (!letter.text.trim()) throw new Refused(t('Reply OK, or write what should change.'))

  if (said && !said.rest.trim()) await agree(db, viewer, query, { round, words: letter.text, once: letter.once })
  else await askForChanges(db, viewer, query, { words: letter.text, once: letter.once })
  return undefined
})

/** The number of a reply that was named, or yes or no to the one that the desk has found. */
export const answerArchive = receiver(archiveReply.code, 'archive', async (db, viewer, about, letter) => {
  const query = await findQueryById(db, viewer, about).catch(refuseGone)
  const digit = replyDigit(letter.text, 1, 3)
  const said = replyWord(letter.text, ['yes', 'ok', 'no'], { signedBy: viewer.person?.name })
  if (digit) {
    await acceptArchive(db, viewer, query, { item_id: query.offered[digit.digit - 1] ?? null, once: letter.once })
    return undefined
  }
  if (!said) throw new Refused(t('Reply with the number of the reply that answers it, or with YES or NO.'))
  if (said.word === 'no') await refuseArchive(db, viewer, query, letter.once)
  else await acceptArchive(db, viewer, query, { item_id: query.item_id, once: letter.once })
  return undefined
})

function refuseGone(error: unknown): never {
  if (error instanceof NotFound) throw new Refused(t('This query is not open to you any more.'))
  throw error
}
