import type { Child } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { Details } from './details.tsx'
import { DOT } from './dot.ts'

export type ContentsLine = { number: number; href: string; name: string; end?: Child; headings: string[] }

/** Who wrote what where, for something too long to look through. */
export function Contents({ lines, label = t('Contents') }: { lines: ContentsLine[]; label?: string }) {
  return (
    <Details summary={label}>
      <ol class="contents">
        {lines.map(({ number, href, name, end, headings }) => (
          <li>
            <a href={href}>
              <span class="contents-number">{number}</span> {name}
            </a>
            {end && <span class="soft small">{end}</span>}
            {headings.length > 0 && <p class="soft small">{headings.join(DOT)}</p>}
          </li>
        ))}
      </ol>
    </Details>
  )
}
