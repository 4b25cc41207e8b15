import { t } from '../platform/i18n.ts'

/** Members whose name begins with what follows an “@” in the field of this id; offered by the script. */
export function Mentions({ src, field }: { src: string; field: string }) {
  return <copse-mentions for={field} src={src} role="group" aria-live="polite" aria-label={t('Members of this name')} />
}

export type MentionOption = { name: string; line?: string | null }

/** The list that answers the script; pressing one writes its name. */
export function MentionOptions({ options }: { options: MentionOption[] }) {
  if (options.length === 0) return null
  return (
    <ul>
      {options.map(({ name, line }) => (
        <li>
          <button type="button" class="mention" data-name={name}>
            {name} {line && <span class="soft small">{line}</span>}
          </button>
        </li>
      ))}
    </ul>
  )
}
