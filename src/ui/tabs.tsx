import { currentShell } from './shell.ts'

export type Tab = {
  label: string
  href: string
  count?: number /** Left out, the tab of the page's own path is it. */
  here?: boolean
}

/** Links, not a widget: each tab is a page with its own address. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  const { path } = currentShell()
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map(({ label, href, count, here = href === path }) => (
          <li>
            <a href={href} aria-current={here ? 'page' : undefined}>
              {label}
              {count !== undefined && <span class="tab-count"> {count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
