import type { Db } from '../../../platform/db.ts'
import { Refused } from '../../../platform/errors.ts'
import { t } from '../../../platform/i18n.ts'
import { networkOf, withinRate } from '../../../platform/rates.ts'

/** However somebody tries to come in: ten times for an account and fifty for a network in a quarter of an hour. */
export async function ensureWithinRate(db: Db, account: string, ip: string) {
  const byAccount = await withinRate(db, account, 10, 15)
  await ensureNetworkWithinRate(db, ip)
  if (!byAccount) throw tooMany()
}

export async function ensureNetworkWithinRate(db: Db, ip: string) {
  if (!(await withinRate(db, `sign-in-ip:${networkOf(ip)}`, 50, 15))) throw tooMany()
}

function tooMany() {
  return new Refused(t('There were many tries in a short time. Wait a quarter of an hour, then try again.'))
}
