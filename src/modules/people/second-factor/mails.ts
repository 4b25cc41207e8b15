import { config } from '../../../platform/config.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'
import { countRecoveryCodes } from './recovery-codes.ts'

const yours = () => ({ link: t('Your second factor'), href: `${config().BASE_URL}/me/second-factor` })
const why = () => t('You get this because your second factor has changed.')

export const appSetLetter = letter('people.app-set', 'time_code', async () => ({
  subject: t('Your second factor is set up'),
  blocks: [
    t('From now on, the codes of your app open the pages of those who keep the network.'),
    t('If it was not you, tell another administrator at once, and sign out everywhere else.'),
    yours(),
  ],
  why: why(),
  auto: 'auto-generated',
}))

export const appRemovedLetter = letter('people.app-removed', 'time_code', async () => ({
  subject: t('The codes of your app count no more'),
  blocks: [
    t('The app is no longer a second factor of yours.'),
    t('If it was not you, tell another administrator at once, and sign out everywhere else.'),
    yours(),
  ],
  why: why(),
  auto: 'auto-generated',
}))

export const codeUsedLetter = letter('people.recovery-code-used', 'recovery_code', async (db, reader) => ({
  subject: t('One of your recovery codes was used'),
  blocks: [
    t(
      '{count, plural, =0 {None is left. Make new ones.} one {One is left. Make new ones in time.} other {# are left.}}',
      {
        count: await countRecoveryCodes(db, reader.person?.id ?? 0),
      },
    ),
    t('If it was not you, tell another administrator at once, and sign out everywhere else.'),
    yours(),
  ],
  why: t('You get this because a recovery code of yours was used.'),
  auto: 'auto-generated',
}))

export const factorsResetLetter = letter('people.factors-reset', 'factor_reset', async (db, _reader, about) => {
  const found = db.selectFrom('factor_reset').select('by_id').where('id', '=', about)
  const reset = await found.executeTakeFirst()
  if (!reset) return null
  return {
    subject: t('Your passkeys and your second factor were taken away'),
    blocks: [
      reset.by_id === null
        ? t('It was done on the server, and you are signed out everywhere.')
        : t('Another administrator did it, and you are signed out everywhere.'),
      ...(config().OIDC_ISSUER ? [t('Accounts of your organisation that were linked are removed as well.')] : []),
      t('Sign in with a mailed code, and set up a second factor anew. If you did not ask for it, say so at once.'),
      { link: t('Sign in'), href: `${config().BASE_URL}/sign-in?next=/me/second-factor` },
    ],
    why: why(),
    auto: 'auto-generated',
  }
})
