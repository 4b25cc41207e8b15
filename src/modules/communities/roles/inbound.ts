import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ensureProven, receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import { roleReply } from '../addresses.ts'
import { endRole } from './appointing.ts'
import { findRoleById } from './reads.ts'

/** NO gives a role back; YES needs no answer, since she has it already. */
export const answerRole = receiver(roleReply.code, 'role', async (db, viewer, about, letter) => {
  const role = await findRoleById(db, about)
  if (!role || role.person_id !== viewer.person?.id) throw new Refused(t('You do not have this role any more.'))
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person.name })
  if (!said) throw new Refused(t('Reply NO to decline the role. Nothing needs to be done to keep it.'))
  if (said.word !== 'no') return undefined
  ensureProven(letter)
  await endRole(db, viewer, role, letter.once)
  return undefined
})
