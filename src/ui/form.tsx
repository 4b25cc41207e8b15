import { createContext, type PropsWithChildren, useContext } from 'hono/jsx'
import { currentForm } from '../platform/form-context.ts'
import { t } from '../platform/i18n.ts'

/** Why a field was not taken, by its name; the empty name is about the whole form. */
export type Problems = { [field: string]: string | string[] | undefined }
export type Typed = { [field: string]: unknown }

export type FormProps = PropsWithChildren<{
  action: string
  problems?: Problems
  /** What was typed, to be shown again; it goes before each field's own value. */
  values?: Typed
  /** Told apart from other forms of the page; made from the action when left out. */
  id?: string
  /** Said to those who cannot see where the form stands. */
  label?: string
  /** With files to send. */
  files?: boolean
  /** False where words must not stay on the machine when the line drops. */
  keep?: boolean
  class?: string
  /** What Enter in a line of text does, where the first button of the form is another. */
  byDefault?: { name: string; value: string }
}>

/** The only way to a form that changes something: it carries the once-key and the token of the request. */
export function Form({ action, problems = {}, values = {}, id = idOf(action), ...props }: FormProps) {
  const hidden = currentForm()
  return (
    <form
      method="post"
      action={action}
      id={id}
      class={props.class ?? 'form'}
      aria-label={props.label}
      enctype={props.files ? 'multipart/form-data' : undefined}
      data-keep={props.keep === false ? 'no' : undefined}
      novalidate
    >
      {hidden && <input type="hidden" name="csrf" value={hidden.csrf} />}
      {hidden && <input type="hidden" name="once" value={hidden.once()} />}
      {props.byDefault && (
        <button type="submit" class="unseen" tabindex={-1} aria-label={t('Save')} {...props.byDefault} />
      )}
      <Inside.Provider value={{ id, problems, values }}>
        <ProblemList id={id} problems={problems} />
        {props.children}
      </Inside.Provider>
    </form>
  )
}

type Inside = { id: string; problems: Problems; values: Typed }
const Inside = createContext<Inside>({ id: 'form', problems: {}, values: {} })

/** What a field of this name needs to know of the form it stands in. */
export function useField(name: string, own?: unknown) {
  const { id, problems, values } = useContext(Inside)
  const typed = name in values ? values[name] : own
  return { id: `${id}-${name}`, problem: sentenceOf(problems[name]), value: typed }
}

function ProblemList({ id, problems }: { id: string; problems: Problems }) {
  const wrong = Object.entries(problems).flatMap(([name, problem]) => {
    const words = sentenceOf(problem)
    return words ? [{ name, words }] : []
  })
  if (wrong.length === 0) return null
  return (
    <div class="problems" role="alert" tabindex={-1} data-problems>
      <p class="problems-title">
        {t('{count, plural, one {One thing is missing or wrong} other {# things are missing or wrong}}', {
          count: wrong.length,
        })}
      </p>
      <ul>
        {wrong.map(({ name, words }) => (
          <li>{name ? <a href={`#${id}-${name}`}>{words}</a> : words}</li>
        ))}
      </ul>
    </div>
  )
}

function sentenceOf(problem: string | string[] | undefined): string | undefined {
  return Array.isArray(problem) ? problem.join(' ') || undefined : problem || undefined
}

function idOf(action: string): string {
  return action.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'form'
}
