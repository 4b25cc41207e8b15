import { t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import { type Community, pickNorms } from '../reads.ts'

/** What she says yes to with her yes, for letters. */
export function normBlocks(community: Community): Block[] {
  const norms = pickNorms(community)
  return norms.length > 0 ? [t('With your yes you take on how members treat each other:'), { list: norms }] : []
}
