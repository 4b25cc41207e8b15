import { t } from '../../platform/i18n.ts'
import type { Delivery } from '../communities/index.ts'

/** How mail of a community comes, in words. */
export function deliveryInWords(delivery: Delivery): string {
  return names[delivery]()
}

const names: Record<Delivery, () => string> = {
  each: () => t('Each message'),
  digest: () => t('In the digest'),
  my_topics: () => t('Only queries in my topics'),
  web: () => t('No mail'),
}

/** Monday first, in the reader's language. */
export function weekdays(): { value: number; label: string }[] {
  return [
    { value: 1, label: t('Monday') },
    { value: 2, label: t('Tuesday') },
    { value: 3, label: t('Wednesday') },
    { value: 4, label: t('Thursday') },
    { value: 5, label: t('Friday') },
    { value: 6, label: t('Saturday') },
    { value: 7, label: t('Sunday') },
  ]
}
