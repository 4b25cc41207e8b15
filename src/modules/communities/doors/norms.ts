import { currentLanguage, t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import type { Community } from '../reads.ts'

/** How members treat each other, in the reader's language where it is said in it, else in another. */
export function pickNorms({ norms }: Pick<Community, 'norms'>, language = currentLanguage()): string[] {
  const byLanguage = (norms ?? {}) as Record<string, string[]>
  return byLanguage[language] ?? byLanguage.en ?? Object.values(byLanguage)[0] ?? []
}

/** What she says yes to with her yes, for letters. */
export function normBlocks(community: Community): Block[] {
  const norms = pickNorms(community)
  return norms.length > 0 ? [t('With your yes you take on how members treat each other:'), { list: norms }] : []
}
