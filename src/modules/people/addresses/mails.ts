import { config } from '../../../platform/config.ts'
import type { Db, Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { letter } from '../../../platform/outbox.ts'
import { addressCodeOf } from './codes.ts'

export const addressCodeLetter = letter(
  'people.address-code',
  'address_proof',
  async (db, reader, about) => {
    const proof = await findOpen(db, about)
    if (!proof) return null
    const code = addressCodeOf(proof.key)
    return {
      subject: t('{code} is your code for this address', { code }),
      blocks: [
        t(
          '{name} wants to add this address to a profile here. The code is {code}. It can be used once, within 20 minutes.',
          {
            name: reader.person?.name ?? '',
            code,
          },
        ),
        t('If this is not you, you need do nothing. Without the code the address is not added.'),
      ],
      address: proof.address,
      why: t('You get this because someone gave this address as another one of theirs.'),
      auto: 'auto-generated',
    }
  },
  { urgent: true },
)

/** To the owner of an address that somebody else tried to add. */
export const takenLetter = letter('people.address-taken', 'address_proof', async (db, _reader, about) => {
  const proof = await findProof(db, about)
  if (!proof) return null
  return {
    subject: t('Someone gave your address as theirs'),
    blocks: [
      t('Someone who is signed in tried to add {address} to another profile. It is yours, so nothing has changed.', {
        address: proof.address,
      }),
      t('If it was you: you have a profile with this address already. Sign in with it.'),
      { link: t('Sign in'), href: `${config().BASE_URL}/sign-in` },
    ],
    why: t('You get this because the address is yours.'),
    auto: 'auto-generated',
  }
})

/** To where her mail goes, so that nobody adds an address to her profile without her knowing. */
export const addedLetter = letter('people.address-added', 'address_proof', async (db, _reader, about) => {
  const proof = await findProof(db, about)
  if (!proof) return null
  return {
    subject: t('{address} is now one of your addresses', { address: proof.address }),
    blocks: [
      t('Mail you send from {address} counts as yours from now on, and you can sign in with it.', {
        address: proof.address,
      }),
      t('If it was not you who added it, remove it at once.'),
      { link: t('Your addresses'), href: `${config().BASE_URL}/me/addresses` },
    ],
    why: t('You get this because your addresses have changed.'),
    auto: 'auto-generated',
  }
})

function findProof(db: Db, id: Id) {
  return db.selectFrom('address_proof').select(['key', 'address']).where('id', '=', id).executeTakeFirst()
}

function findOpen(db: Db, id: Id) {
  return db
    .selectFrom('address_proof')
    .select(['key', 'address'])
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .executeTakeFirst()
}
