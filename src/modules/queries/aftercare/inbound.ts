import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { receiver } from '../../../platform/mail/receiver.ts'
import { replyDigit, replyWord } from '../../../platform/reply-words.ts'
import type { Used } from '../../library/index.ts'
import { followUpReply } from '../addresses.ts'
import { findQueryById } from '../query.ts'
import { tellUse } from './asking.ts'
import { queryAndRound } from './letters.ts'

const answers: Used[] = ['no', 'partly', 'yes']

/** 1, 2 or 3 in any script, or yes and no; what follows is the line. */
export const useByReply = receiver(followUpReply.code, 'follow-up', async (db, viewer, about, letter) => {
  const { query_id, round } = queryAndRound(about)
  const said = readUse(letter.text)
  if (!said) throw new Refused(t('Begin your reply with 1 (no), 2 (partly) or 3 (yes), then a line on what you did.'))
  await tellUse(db, viewer, await findQueryById(db, viewer, query_id), { ...said, round, once: letter.once })
  return undefined
})

function readUse(text: string): { used: Used; line: string } | null {
  const digit = replyDigit(text)
  if (digit) return { used: answers[digit.digit - 1] ?? 'no', line: lineOf(digit.rest) }
  const word = replyWord(text, ['yes', 'no'])
  return word && { used: word.word, line: lineOf(word.rest) }
}

/** One line: what a page can hold beside others. */
function lineOf(rest: string): string {
  return rest.replace(/\s+/g, ' ').trim().slice(0, 500)
}
