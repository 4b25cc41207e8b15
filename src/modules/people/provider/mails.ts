import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'

/** The account is not linked any more when this is made, so it is about the provider alone. */
export const identityUnlinkedLetter = letter('people.identity-unlinked', 'identity', async () => {
  const { OIDC_NAME: name, BASE_URL } = config()
  return {
    subject: t('An account at {name} signs you in no more', { name }),
    blocks: [
      t('It is removed from how you sign in. A code mailed to one of your addresses still signs you in.'),
      t('If it was not you who removed it, look at what can sign in as you, and sign out everywhere else.'),
      { link: t('How you sign in'), href: `${BASE_URL}/me/sign-in` },
    ],
    why: t('You get this because the ways you can sign in have changed.'),
    auto: 'auto-generated',
  }
})

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
