import { t } from '../../../platform/i18n.ts'

const names: [RegExp, () => string][] = [
  [/^\/files\//, () => t('A file of the talk')],
  [/\/files$/, () => t('The list of files')],
  [/\/talk\/[^/]+/, () => t('A conversation')],
  [/\/talk$/, () => t('The list of conversations')],
  [/\/queries\/[^/]+/, () => t('A query and its responses')],
  [/\/queries$/, () => t('The list of queries')],
  [/\/library\/[^/]+\/files\//, () => t('A file of the library')],
  [/\/library\/[^/]+/, () => t('A thing of the library')],
  [/\/library$/, () => t('The library')],
]

/** What a page that was read is, in words; its title is for those who can open it. */
export function pageName(page: string): string {
  return names.find(([fits]) => fits.test(page))?.[1]() ?? t('The page of the community')
}
