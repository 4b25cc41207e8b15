import { config } from '../../../platform/config.ts'
import { dateAndTime } from '../../../platform/dates.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'
import { erasureCodeOf } from './code.ts'
import { erasureReply } from './reply.ts'
import { stayingInWords } from './words.ts'

export const erasureCodeLetter = letter(
  'people.erasure-code',
  'erasure',
  async (db, _reader, about) => {
    const asked = await findOpen(db, about)
    if (!asked || asked.proven_at) return null
    const code = erasureCodeOf(asked.key)
    return {
      subject: t('{code} is your code for erasing your data', { code }),
      blocks: [
        t('Your code is {code}. It can be used once, within 20 minutes, on the page where you asked for it.', { code }),
        t(
          'If you did not ask for it, nothing happens. Somebody then sits in a browser where you are signed in: sign it out.',
        ),
        { link: t('Where you are signed in'), href: `${config().BASE_URL}/me/sessions` },
      ],
      why: t('You get this because it was asked on your page to erase your data.'),
      auto: 'auto-generated',
    }
  },
  { urgent: true },
)

/** The last one that she gets of it: afterwards there is no address to write to. */
export const erasureLetter = letter(
  'people.erasure',
  'erasure',
  async (db, reader, about) => {
    const asked = await findOpen(db, about)
    if (!asked?.due_at) return null
    const time = dateAndTime(asked.due_at, reader.person?.time_zone ?? 'UTC')
    return {
      subject: t('Your data is erased on {time}', { time }),
      blocks: [
        t(
          'As you asked, what Copse holds of you is erased on {time}. Until then you can undo it: reply UNDO to this mail, or use this page:',
          { time },
        ),
        { link: t('Your data'), href: `${config().BASE_URL}/me/data` },
        stayingInWords(),
        t('This is the last letter about it: afterwards your address is known here no more.'),
      ],
      replies: { to: erasureReply, about, hint: t('Reply UNDO, and everything stays as it is.') },
      why: t('You get this because you asked to have your data erased.'),
      auto: 'auto-generated',
    }
  },
  { urgent: true },
)

/** So that whoever undid it by mail knows that it was heard, and she knows of it in any case. */
export const erasureUndoneLetter = letter('people.erasure-undone', 'erasure', async () => ({
  subject: t('Your data stays as it is'),
  blocks: [
    t('The erasure you had asked for is undone. Nothing of yours was erased.'),
    t('If you want it after all, ask for it again:'),
    { link: t('Your data'), href: `${config().BASE_URL}/me/data` },
  ],
  why: t('You get this because the erasure of your data was undone.'),
  auto: 'auto-replied',
}))

function findOpen(db: Db, id: Id) {
  return db.selectFrom('erasure').selectAll().where('id', '=', id).where('ended_at', 'is', null).executeTakeFirst()
}
