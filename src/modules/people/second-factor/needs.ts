import type { Db } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import type { Need } from '../../../platform/module.ts'
import type { Viewer } from '../../../platform/viewer.ts'
import { countRecoveryCodes } from './recovery-codes.ts'
import { hasFactor, keepsNetwork } from './standing.ts'

const href = '/me/second-factor'

/** What she who keeps the network owes it before its pages open. */
export async function listProofNeeds(db: Db, viewer: Viewer): Promise<Need[]> {
  const person_id = viewer.person?.id
  if (!person_id || !keepsNetwork(viewer)) return []
  const has = await hasFactor(db, person_id)
  if (viewer.unproven && !has) return [setUp()]
  if (viewer.unproven) return [prove()]
  return has && (await countRecoveryCodes(db, person_id)) === 0 ? [makeCodes()] : []
}

const setUp = (): Need => ({
  text: t('You keep the network, and have no second factor yet.'),
  why: t('Until you have one, the pages of the network’s administrators stay closed to you.'),
  act: t('Set it up'),
  href,
  weight: 80,
})

const prove = (): Need => ({
  text: t('What waits for you as administrator is shown once you have given your second factor.'),
  why: t('You signed in with one factor only.'),
  act: t('Give it'),
  href: `${href}?next=/today`,
  weight: 60,
})

const makeCodes = (): Need => ({
  text: t('You have no recovery codes.'),
  why: t('On the day on which your phone is gone, they are your second factor.'),
  act: t('Make them'),
  href,
  weight: 40,
})
