import { config } from '../../platform/config.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { receiver } from '../../platform/mail/receiver.ts'
import { saysStop, setLetter } from '../notices/index.ts'
import { mondayAddress, mondayName } from './jobs.ts'

/** The note speaks of several things, so an answer to it is never taken for an answer to one of them. */
export const replyToMonday = receiver(mondayAddress.code, 'monday', async (db, viewer, _day, letter) => {
  if (saysStop(letter)) {
    await setLetter(db, viewer, mondayName, { wanted: false, once: letter.once })
    return undefined
  }
  throw new Refused(
    t(
      'Your reply to the Monday note did nothing: it speaks of several things, and we do not guess which one you mean. Open the link under the one that you mean, or begin at {address}.',
      { address: `${config().BASE_URL}/today` },
    ),
  )
})
