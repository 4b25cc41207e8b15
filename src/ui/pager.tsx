import { t } from '../platform/i18n.ts'

export type PagerProps = { earlier?: string; later?: string; words?: string }

/** Two links and a sentence between them, such as “21 to 40 of 113”. */
export function Pager({ earlier, later, words }: PagerProps) {
  if (!earlier && !later) return null
  return (
    <nav class="pager" aria-label={t('Pages')}>
      {later ? (
        <a href={later} rel="prev">
          {t('Newer')}
        </a>
      ) : (
        <span />
      )}
      {words && <span class="soft small">{words}</span>}
      {earlier ? (
        <a href={earlier} rel="next">
          {t('Older')}
        </a>
      ) : (
        <span />
      )}
    </nav>
  )
}
