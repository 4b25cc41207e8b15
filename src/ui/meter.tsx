import { t } from '../platform/i18n.ts'

export type MeterProps = {
  of: number
  most: number
  /** What is counted; the words come first, the line only repeats them. */
  label: string
}

export function Meter({ of, most, label }: MeterProps) {
  const words = t('{of} of {most}', { of, most })
  return (
    <div class="meter">
      <p>
        <span>{label}</span> <strong>{words}</strong>
      </p>
      <progress value={of} max={most} aria-label={label}>
        {words}
      </progress>
    </div>
  )
}
