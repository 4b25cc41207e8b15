import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'

export const identityLinkedLetter = letter('people.identity-linked', 'identity', async () => {
  const { OIDC_NAME: name, BASE_URL } = config()
  return {
    subject: t('Your account at {name} signs you in now', { name }),
    blocks: [
      t('Whoever is signed in there as you can come in here as you, without a mailed code.'),
      t('If it was not you, remove it at once, and sign out everywhere else.'),
      { link: t('How you sign in'), href: `${BASE_URL}/me/sign-in` },
    ],
    why: t('You get this because the ways you can sign in have changed.'),
    auto: 'auto-generated',
  }
})
