import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'
import { CODE_MINUTES } from '../mailed-code.ts'
import { freshCodeOf } from './code.ts'

export const freshCodeLetter = letter(
  'people.fresh-code',
  'fresh_proof',
  async (db, _reader, about) => {
    const asked = await db
      .selectFrom('fresh_proof')
      .select('key')
      .where('id', '=', about)
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (!asked) return null
    const code = freshCodeOf(asked.key)
    return {
      subject: t('{code} is your code to show that it is you', { code }),
      blocks: [
        t('Your code is {code}. It can be used once, within {minutes} minutes, on the page that asked for it.', {
          ...{ code, minutes: CODE_MINUTES },
        }),
        t(
          'It is asked for because somebody who is signed in as you wants to change how you sign in, or to sign out other browsers.',
        ),
        t('If it was not you, give this code to nobody, and sign that browser out.'),
        { link: t('Where you are signed in'), href: `${config().BASE_URL}/me/sessions` },
      ],
      why: t('You get this because it was asked on a page where you are signed in.'),
      auto: 'auto-generated',
    }
  },
  { urgent: true },
)
