import { inTransaction } from '../../../platform/action.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ensureProven, receiver } from '../../../platform/mail/receiver.ts'
import { post } from '../../../platform/outbox.ts'
import { setDesk } from '../../people/index.ts'
import { welcomeReply } from '../addresses.ts'
import { leave } from '../membership/own.ts'
import { holdsOffice, isMember } from '../viewer.ts'
import { topicsLetter } from './topics-letter.ts'

/** What is on her desk, in answer to the welcome; or LEAVE, and she is out. */
export const hearNewcomer = receiver(welcomeReply.code, 'welcome', async (db, viewer, community_id, letter) => {
  const { person } = viewer
  if (!person || !isMember(viewer, community_id)) throw new Refused(t('You are no member of this community any more.'))
  if (isLeaving(letter.text)) {
    if (holdsOffice(viewer, community_id)) ensureProven(letter)
    await leave(db, viewer, community_id, letter.once)
    return undefined
  }
  if (letter.text.trim() === '') throw new Refused(t('Your mail had no words above the quotation.'))
  await inTransaction(db, letter.once, async (tx) => {
    await setDesk(tx, person.id, letter.text.trim().slice(0, 2000))
    await post(tx, topicsLetter, { to: person.id, about: letter.id })
  })
  return undefined
})

const leaving = new Set(['leave', 'stop', 'unsubscribe', 'छोड़ें', 'छोड़ें', 'छोड़ना', 'बंद', 'रोकें'])

/** The word alone, so that a problem that begins with “Stop” is not taken for a farewell. */
function isLeaving(text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{M}]+/gu) ?? []
  return words.length > 0 && words.length <= 3 && leaving.has(words[0] ?? '')
}
