import { config } from '../../platform/config.ts'
import { Refused } from '../../platform/errors.ts'
import { t } from '../../platform/i18n.ts'
import { receiver } from '../../platform/mail/receiver.ts'
import { digestAddress } from './jobs.ts'
import { stopDigest } from './settings.ts'
import { saysStop } from './stops.ts'

/** A digest holds many conversations, so a reply to it is answered and never posted anywhere; “stop” stops the digest. */
export const replyToDigest = receiver(digestAddress.code, 'digest', async (db, viewer, _day, letter) => {
  if (saysStop(letter)) {
    await stopDigest(db, viewer, letter.once)
    return undefined
  }
  throw new Refused(
    t(
      'Your reply to the digest was not posted: it holds several conversations, and we do not guess which one you mean. Write to the address under what you want to answer, or begin at {address}. Your words are still in your own mail.',
      { address: `${config().BASE_URL}/today` },
    ),
  )
})
