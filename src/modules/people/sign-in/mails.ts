import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'
import { codeOf, linkOf } from './codes.ts'

export const signInLetter = letter(
  'people.sign-in',
  'sign_in',
  async (db, _reader, about) => {
    const found = await db
      .selectFrom('sign_in')
      .select(['key', 'address'])
      .where('id', '=', about)
      .where('used_at', 'is', null)
      .executeTakeFirst()
    return (
      (found && {
        subject: t('{code} is your code for signing in', { code: codeOf(found.key) }),
        blocks: [
          t('Your code is {code}. It can be used once, within 20 minutes.', { code: codeOf(found.key) }),
          { link: t('Or sign in with this link'), href: linkOf(found.key) },
          t('If you did not ask for it, you need do nothing. Nobody can sign in without this mail.'),
        ],
        address: found.address,
        why: t('You get this because someone asked to sign in with your address.'),
        auto: 'auto-generated',
      }) ??
      null
    )
  },
  { urgent: true },
)
