import type { PropsWithChildren } from 'hono/jsx'

export type SimilarProps = PropsWithChildren<{
  /** Answers `?q=…` with a fragment of HTML, or with nothing. */
  src: string
  /** The form and the field that is typed in. */
  form: string
  field: string
  label: string
}>

/** What is like the words being typed; the children stand there first, and without script. */
export function Similar({ src, form, field, label, children }: SimilarProps) {
  return (
    <copse-similar
      class="similar"
      src={src}
      for={`${form}-${field}`}
      role="region"
      aria-live="polite"
      aria-label={label}
    >
      {children}
    </copse-similar>
  )
}
