import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type EmptyProps = PropsWithChildren<{ title: string; action?: Child }>

/** Nothing here yet, said kindly, with the one next step if there is one. */
export function Empty({ title, action, children }: EmptyProps) {
  return (
    <div class="empty">
      <Icon name="mark" />
      <p class="empty-title">{title}</p>
      {children && <div class="soft">{children}</div>}
      {action && <div class="actions">{action}</div>}
    </div>
  )
}
