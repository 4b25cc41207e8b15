import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'

const yours = () => `${config().BASE_URL}/me/sign-in`

/** To where her mail goes, so that nobody adds a way in without her knowing. */
export const passkeyAddedLetter = letter('people.passkey-added', 'passkey', async (db, _reader, about) => {
  const passkey = await findNamed(db, about)
  if (!passkey) return null
  return {
    subject: t('“{name}” is now a passkey of yours', { name: passkey.name }),
    blocks: [
      t('The device with it can sign in as you, without a mailed code.'),
      t('If it was not you who added it, remove it at once, and sign out everywhere else.'),
      { link: t('How you sign in'), href: yours() },
    ],
    why: t('You get this because the ways you can sign in have changed.'),
    auto: 'auto-generated',
  }
})

export const passkeyRemovedLetter = letter('people.passkey-removed', 'passkey', async (db, _reader, about) => {
  const passkey = await findNamed(db, about)
  if (!passkey) return null
  return {
    subject: t('The passkey “{name}” is removed', { name: passkey.name }),
    blocks: [
      t('It signs nobody in any more. A code mailed to one of your addresses still does.'),
      t('If it was not you who removed it, look at what can sign in as you, and sign out everywhere else.'),
      { link: t('How you sign in'), href: yours() },
    ],
    why: t('You get this because the ways you can sign in have changed.'),
    auto: 'auto-generated',
  }
})

/** Its counter went back. */
export const passkeyDoubtedLetter = letter('people.passkey-doubted', 'passkey', async (db, _reader, about) => {
  const passkey = await findNamed(db, about)
  if (!passkey) return null
  return {
    subject: t('Somebody may have copied your passkey “{name}”', { name: passkey.name }),
    blocks: [
      t(
        'A device signed with it that counts fewer uses than we have seen, so there may be two of them. We let nobody in with it that time.',
      ),
      t('Remove it, and add a new one from the device that you trust.'),
      { link: t('How you sign in'), href: yours() },
    ],
    why: t('You get this because a passkey of yours was refused.'),
    auto: 'auto-generated',
  }
})

function findNamed(db: Db, id: Id) {
  return db.selectFrom('passkey').select('name').where('id', '=', id).executeTakeFirst()
}
