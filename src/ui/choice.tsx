import type { Child, PropsWithChildren } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { Problem } from './field.tsx'
import { useField } from './form.tsx'

export type ChoiceProps = PropsWithChildren<{
  name: string
  value: string | number
  chosen?: boolean
  /** A tick box instead of one of several. */
  many?: boolean
  hint?: Child
}>

/** One large target: the button and its words. */
export function Choice({ name, value, chosen, many, hint, children }: ChoiceProps) {
  const field = useField(name)
  const id = `${field.id}-${String(value).replace(/\s+/g, '-')}`
  const checked = field.value === undefined ? chosen : isAmong(field.value, value)
  return (
    <div class="choice">
      <input
        type={many ? 'checkbox' : 'radio'}
        name={name}
        value={value}
        id={id}
        checked={checked}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label for={id}>{children}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

export type ChoicesProps = {
  name: string
  label: string
  hint?: Child
  options: { value: string | number; label: Child; hint?: Child }[]
  value?: string | number | (string | number)[] | null
  many?: boolean
  /** Beside each other where there is room. */
  inline?: boolean
  optional?: boolean
}

export function Choices({ name, label, hint, options, value, many, inline, optional }: ChoicesProps) {
  const field = useField(name, value)
  return (
    <fieldset
      class={`choices${field.problem ? ' wrong' : ''}`}
      id={field.id}
      aria-describedby={
        [hint && `${field.id}-hint`, field.problem && `${field.id}-problem`].filter(Boolean).join(' ') || undefined
      }
    >
      <legend class="label">
        {label} {optional && <span class="optional">{t('optional')}</span>}
      </legend>
      {hint && (
        <p class="hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      )}
      {field.problem && <Problem id={field.id}>{field.problem}</Problem>}
      <div class={inline ? 'choice-row' : 'choice-column'}>
        {options.map((option) => (
          <Choice name={name} value={option.value} many={many} hint={option.hint} chosen={isAmong(value, option.value)}>
            {option.label}
          </Choice>
        ))}
      </div>
    </fieldset>
  )
}

function isAmong(values: unknown, value: string | number): boolean {
  const all = Array.isArray(values) ? values : [values]
  return all.some((one) => one !== undefined && one !== null && String(one) === String(value))
}
