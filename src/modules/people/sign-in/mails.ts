import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import type { LetterContent } from '../../../platform/mail/content.ts'
import { letter } from '../../../platform/outbox.ts'
import { CODE_MINUTES } from '../mailed-code.ts'
import { waitsForCode } from '../provider/linking.ts'
import { codeOf, LINK_MINUTES, linkOf } from './codes.ts'

export const signInLetter = letter(
  'people.sign-in',
  'sign_in',
  async (db, _reader, about) => {
    const found = await db
      .selectFrom('sign_in')
      .select(['id', 'key', 'address'])
      .where('id', '=', about)
      .where('used_at', 'is', null)
      .executeTakeFirst()
    if (found && (await waitsForCode(db, found.id))) return linkingLetter(found)
    return (
      (found && {
        subject: t('{code} is your code for signing in', { code: codeOf(found.key) }),
        blocks: [
          t('Your code is {code}. It can be used once, within {minutes} minutes.', {
            ...{ code: codeOf(found.key), minutes: CODE_MINUTES },
          }),
          {
            link: t('Or sign in with this link, within {minutes} minutes', { minutes: LINK_MINUTES }),
            href: linkOf(found.key),
          },
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

/** Without a link: the code counts in the browser that was at the provider, and nobody presses it by mistake. */
function linkingLetter({ key, address }: { key: string; address: string }): LetterContent {
  const [code, name] = [codeOf(key), config().OIDC_NAME]
  return {
    subject: t('{code} is your code for signing in', { code }),
    blocks: [
      t('Your code is {code}. It can be used once, within {minutes} minutes.', { code, minutes: CODE_MINUTES }),
      t('It shows that your account at {name} is yours: from then on, that account signs you in here.', { name }),
      t('If you are not just signing in with {name}, give this code to nobody. Nothing happens without it.', { name }),
    ],
    address,
    why: t('You get this because someone asked to sign in with your address.'),
    auto: 'auto-generated',
  }
}
