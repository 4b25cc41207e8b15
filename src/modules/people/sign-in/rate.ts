import type { Db } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { networkOf, withinRate } from '../../../platform/rates.ts'

/**
 * However somebody tries to come in: fifty times for a network and ten for an account in a quarter of an hour. A network
 * beyond its count counts for no account, so that it locks nobody out.
 */
export async function ensureWithinRate(db: Db, account: string, ip: string) {
  await ensureNetworkWithinRate(db, ip)
  if (!(await withinRate(db, account, 10, 15))) throw tooMany()
}

export async function ensureNetworkWithinRate(db: Db, ip: string) {
  if (!(await withinRate(db, `sign-in-ip:${networkOf(ip)}`, 50, 15))) throw tooMany()
}

/** The door itself asks for challenges, each time it is shown: a whole office may sit behind one address. */
export async function ensureChallengesWithinRate(db: Db, ip: string) {
  if (!(await withinRate(db, `passkey-challenge-ip:${networkOf(ip)}`, 300, 15))) throw tooMany()
}

function tooMany() {
  return new Refused(t('There were many tries in a short time. Wait a quarter of an hour, then try again.'))
}
