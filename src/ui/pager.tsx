import { t } from '../platform/i18n.ts'

export type PagerProps = {
  earlier?: string
  later?: string
  words?: string
  /** A list that is not in the order of time has a next page, not an older one. */
  order?: 'time' | 'names'
}

/** Two links and a sentence between them, such as “21 to 40 of 113”. */
export function Pager({ earlier, later, words, order = 'time' }: PagerProps) {
  if (!earlier && !later) return null
  return (
    <nav class="pager" aria-label={t('Pages')}>
      {later ? (
        <a href={later} rel="prev">
          {order === 'time' ? t('Newer') : t('Previous page')}
        </a>
      ) : (
        <span />
      )}
      {words && <span class="soft small">{words}</span>}
      {earlier ? (
        <a href={earlier} rel="next">
          {order === 'time' ? t('Older') : t('Next page')}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
