import { t } from '../platform/i18n.ts'

export type PagesProps = { page: number; pages: number; href: (page: number) => string; words?: string }

/** The numbered pages of something long that is read in order: the first, the last, and those beside this one. */
export function Pages({ page, pages, href, words }: PagesProps) {
  if (pages < 2) return null
  const near = Array.from({ length: pages }, (_, i) => i + 1).filter((one) => isNear(one, page, pages))
  return (
    <nav class="pages" aria-label={t('Pages')}>
      <ol>
        {near.map((one, i) => (
          <li class={i > 0 && one - (near[i - 1] ?? 0) > 1 ? 'gap' : undefined}>
            <a href={href(one)} aria-current={one === page ? 'page' : undefined}>
              {one}
            </a>
          </li>
        ))}
      </ol>
      {words && <p class="soft small">{words}</p>}
    </nav>
  )
}

function isNear(one: number, page: number, pages: number): boolean {
  return one === 1 || one === pages || Math.abs(one - page) <= 2
}
