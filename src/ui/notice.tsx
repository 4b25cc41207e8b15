import type { PropsWithChildren } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type NoticeKind = 'info' | 'success' | 'warning' | 'danger'
export type NoticeProps = PropsWithChildren<{ kind?: NoticeKind; title?: string }>

/** One calm remark beside a rule; danger and warning are read out at once. */
export function Notice({ kind = 'info', title, children }: NoticeProps) {
  const urgent = kind === 'danger' || kind === 'warning'
  return (
    <div class={`notice ${kind}`} role={urgent ? 'alert' : 'status'}>
      <Icon name={icons[kind]} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        <div>{children}</div>
      </div>
    </div>
  )
}

const icons: Record<NoticeKind, IconName> = { info: 'info', success: 'check', warning: 'warn', danger: 'stop' }
