import { currentLanguage, t } from '../../../platform/i18n.ts'
import type { Block } from '../../../platform/mail/content.ts'
import type { Community } from '../reads.ts'

/** How members treat each other, in the reader's language where it is said in it, else in another. */
export function pickNorms({ norms }: Pick<Community, 'norms'>, language = currentLanguage()): string[] {
  const byLanguage = new Map(Object.entries(norms ?? {}).filter(([, lines]) => Array.isArray(lines)))
  const lines: unknown[] = byLanguage.get(language) ?? byLanguage.get('en') ?? [...byLanguage.values()][0] ?? []
  return lines.filter((line) => typeof line === 'string')
}

/** What she says yes to with her yes, for letters. */
export function normBlocks(community: Community): Block[] {
  const norms = pickNorms(community)
  return norms.length > 0 ? [t('With your yes you take on how members treat each other:'), { list: norms }] : []
}
