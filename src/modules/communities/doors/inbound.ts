import type { Db } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { ensureProven, type InboundLetter, receiver } from '../../../platform/mail/receiver.ts'
import { replyWord } from '../../../platform/reply-words.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { applicationReply } from '../addresses.ts'
import { may } from '../policy.ts'
import { ensureUnconditional } from '../unconditional.ts'
import { decideApplication, withdrawApplication } from './deciding.ts'
import { type Application, asAnswers } from './reads.ts'
import { proveApplication } from './stranger.ts'

/** YES or NO about a request to join: of the one who asks it is her proof or its end, of who decides it is the decision. */
export const answerApplication = receiver(applicationReply.code, 'application', async (db, viewer, about, letter) => {
  const row = await db.selectFrom('application').selectAll().where('id', '=', about).executeTakeFirst()
  if (!row) throw new Refused(t('This request is not open any more.'))
  const application = { ...row, answers: asAnswers(row.answers) }
  if (application.person_id === viewer.person?.id) return answerOwn(db, viewer, application, letter)
  if (!may.keep(viewer, application.community_id)) throw new Refused(whyNot(viewer))

  const { word, rest } = readWord(letter, viewer)
  ensureProven(letter)
  const decision = word === 'no' ? 'declined' : 'accepted'
  const outcome = await decideApplication(db, viewer, application, { decision, note: rest, once: letter.once })
  if (outcome === 'settled')
    throw new Refused(t('This request was settled already, by somebody else or by who made it.'))
  return undefined
})

/** Of whom a second factor is asked, her letter led to the page. */
function whyNot({ unproven }: Viewer): string {
  if (!unproven) return t('This request is not open any more.')
  return t('Whoever keeps the network decides on the page, since a mail shows no second factor.')
}

async function answerOwn(
  db: Parameters<typeof proveApplication>[0],
  viewer: Viewer,
  application: Application,
  letter: InboundLetter,
) {
  const { word } = readWord(letter, viewer)
  if (word === 'no') await withdrawApplication(db as Db, viewer, application, letter.once)
  else await proveApplication(db, viewer, application, letter.once)
  return undefined
}

function readWord(letter: InboundLetter, viewer: Viewer) {
  const said = replyWord(letter.text, ['yes', 'no', 'ok'], { signedBy: viewer.person?.name })
  if (!said) throw new Refused(t('Please begin your reply with YES or NO.'))
  if (said.word !== 'no') ensureUnconditional(said.rest)
  return said
}
