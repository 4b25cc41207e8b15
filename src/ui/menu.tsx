import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'

/** `name` is said where the label is a picture. */
export type MenuProps = PropsWithChildren<{ label: Child; name?: string; class?: string }>

export function Menu({ label, name, children, class: more = '' }: MenuProps) {
  return (
    <details class={`menu ${more}`} name="menu">
      <summary>
        {label} {name && <span class="unseen">{name}</span>} <Icon name="down" />
      </summary>
      <div class="menu-list">{children}</div>
    </details>
  )
}

export function MenuLink({ href, children }: PropsWithChildren<{ href: string }>) {
  return (
    <a class="menu-item" href={href}>
      {children}
    </a>
  )
}

/** A button inside a `Form` inside a `Menu`. */
export function MenuAction({ children, name, value }: PropsWithChildren<{ name?: string; value?: string }>) {
  return (
    <button type="submit" class="menu-item" name={name} value={value}>
      {children}
    </button>
  )
}
