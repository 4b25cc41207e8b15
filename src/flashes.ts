import { t } from './platform/i18n.ts'

/** What the page after a change says once at its top, by a word in its address. */
const sentences: Record<string, () => string> = {
  saved: () => t('Saved.'),
  invited: () => t('The invitation is on its way.'),
  sent: () => t('Sent.'),
  joined: () => t('You are in.'),
}

export function flashOf(query: URLSearchParams) {
  const word = Object.keys(sentences).find((one) => query.has(one))
  return word ? { sentence: sentences[word]?.() ?? '' } : undefined
}
