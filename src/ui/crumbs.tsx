import { t } from '../platform/i18n.ts'

export type Crumb = { label: string; href: string }

export function Crumbs({ crumbs }: { crumbs: Crumb[] }) {
  return (
    <nav class="crumbs" aria-label={t('You are here')}>
      <ol>
        {crumbs.map(({ label, href }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
