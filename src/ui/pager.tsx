import { t } from '../platform/i18n.ts'

export type PagerProps = {
  earlier?: string
  later?: string
  words?: string
  /** A list that is not in the order of time has a next page, not an older one. */
  order?: 'time' | 'names'
}

type CountedProps = {
  page: number
  /** `total` is null where counting them all would take too long; then `more` says whether the list goes on. */
  of: { total: number; size: number } | { total: number | null; more: boolean; size: number }
  href: (page: number) => string
  order?: PagerProps['order']
}

/** One page of a list whose length is known, or at least that it is long. */
export function CountedPager({ page, of, href, order }: CountedProps) {
  const { total, size } = of
  const [first, last] = [(page - 1) * size + 1, Math.min(page * size, total ?? page * size)]
  const more = total === null ? 'more' in of && of.more : last < total
  return (
    <Pager
      later={page > 1 ? href(page - 1) : undefined}
      earlier={more ? href(page + 1) : undefined}
      order={order}
      words={total === null ? undefined : t('{first} to {last} of {total}', { first, last, total })}
    />
  )
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
