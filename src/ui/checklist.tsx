import type { Child } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'

export type Check = { done: boolean; words: Child /** Where it can be mended. */; href?: string }

/** What must be so before the next step can be taken. */
export function Checklist({ checks }: { checks: Check[] }) {
  return (
    <ul class="checklist">
      {checks.map(({ done, words, href }) => (
        <li class={done ? 'done' : 'open'}>
          <Icon name={done ? 'check' : 'stop'} />
          <span class="unseen">{done ? t('Done:') : t('Still open:')}</span>
          {href && !done ? <a href={href}>{words}</a> : <span>{words}</span>}
        </li>
      ))}
    </ul>
  )
}
