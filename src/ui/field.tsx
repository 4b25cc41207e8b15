import type { Child, PropsWithChildren } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { useField } from './form.tsx'
import { Icon } from './icon.tsx'

export type FieldProps = {
  name: string
  label: string
  /** Said but not shown, where a heading stands above. */
  hideLabel?: boolean
  hint?: Child
  value?: string | number | null
  /** Says “optional” beside the label; what is needed says nothing. */
  optional?: boolean
  type?: 'text' | 'email' | 'url' | 'tel' | 'number' | 'search' | 'date' | 'file'
  autocomplete?: string
  inputmode?: 'numeric' | 'email' | 'url' | 'tel' | 'text' | 'search'
  maxlength?: number
  min?: string | number
  max?: string | number
  /** How wide an answer is expected. */
  width?: 'short' | 'middle' | 'full'
  accept?: string
  /** Several files at once. */
  multiple?: boolean
  lang?: string
}

export function Field({ name, label, hideLabel, hint, optional, value, width = 'full', ...input }: FieldProps) {
  const field = useField(name, value)
  const type = input.type ?? 'text'
  return (
    <FieldFrame
      id={field.id}
      label={label}
      hideLabel={hideLabel}
      hint={hint}
      optional={optional}
      problem={field.problem}
    >
      <input
        {...input}
        {...saysWhy(field.id, hint, field.problem)}
        class={`input ${width}`}
        type={type}
        name={name}
        id={field.id}
        value={type === 'file' ? undefined : asText(field.value)}
        required={!optional}
      />
    </FieldFrame>
  )
}

export type DateFieldProps = Pick<FieldProps, 'name' | 'label' | 'hint' | 'value' | 'optional' | 'min' | 'max'>

/** A day as the browser's own calendar gives it: YYYY-MM-DD. */
export function DateField(props: DateFieldProps) {
  return <Field {...props} type="date" width="short" />
}

export type SelectOption = { value: string | number; label: string }
export type SelectProps = Pick<FieldProps, 'name' | 'label' | 'hint' | 'value' | 'optional'> & {
  options: SelectOption[]
  /** The words of the empty choice, where nothing is chosen yet. */
  none?: string
}

export function Select({ name, label, hint, value, optional, options, none }: SelectProps) {
  const field = useField(name, value)
  const chosen = asText(field.value)
  return (
    <FieldFrame id={field.id} label={label} hint={hint} optional={optional} problem={field.problem}>
      <select {...saysWhy(field.id, hint, field.problem)} class="input middle" name={name} id={field.id}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option value={option.value} selected={String(option.value) === chosen}>
            {option.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** A value that goes along unseen. */
export function Hidden({ name, value }: { name: string; value: string | number }) {
  return <input type="hidden" name={name} value={value} />
}

type FrameProps = PropsWithChildren<{
  id: string
  label: string
  hideLabel?: boolean
  hint?: Child
  optional?: boolean
  problem?: string
}>

/** The label above, the hint and what is wrong between, the input below. */
export function FieldFrame({ id, label, hideLabel, hint, optional, problem, children }: FrameProps) {
  return (
    <div class={`field${problem ? ' wrong' : ''}`}>
      <label class={hideLabel ? 'unseen' : 'label'} for={id}>
        {label} {optional && <span class="optional">{t('optional')}</span>}
      </label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem && <Problem id={id}>{problem}</Problem>}
      {children}
    </div>
  )
}

export function Problem({ id, children }: PropsWithChildren<{ id: string }>) {
  return (
    <p class="problem" id={`${id}-problem`}>
      <Icon name="warn" /> {children}
    </p>
  )
}

/** The attributes that tie an input to its hint and to what is wrong with it. */
export function saysWhy(id: string, hint: Child, problem?: string) {
  const parts = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean)
  return { 'aria-describedby': parts.join(' ') || undefined, 'aria-invalid': problem ? ('true' as const) : undefined }
}

export function asText(value: unknown): string | undefined {
  return value === undefined || value === null ? undefined : String(value)
}
