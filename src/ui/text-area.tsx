import type { Child } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { asText, FieldFrame, saysWhy } from './field.tsx'
import { useField } from './form.tsx'
import { Icon } from './icon.tsx'

const LETTERS_A_LINE = 50
const MOST_ROWS = 14

export type TextAreaProps = {
  name: string
  label: string
  /** Said but not shown, where a heading stands above. */
  hideLabel?: boolean
  hint?: Child
  value?: string | null
  optional?: boolean
  rows?: number
  /** How many words are enough; counted while typing, never enforced here. */
  words?: number
  /** With the small toolbar for Markdown. */
  markdown?: boolean
  lang?: string
}

export function TextArea({ name, value, rows = 6, words, markdown, lang, ...frame }: TextAreaProps) {
  const { hint, optional } = frame
  const field = useField(name, value)
  const text = asText(field.value) ?? ''
  const area = (
    <textarea
      {...saysWhy(field.id, hint, field.problem)}
      class="input"
      name={name}
      id={field.id}
      rows={Math.max(rows, Math.min(linesOf(text), MOST_ROWS))}
      lang={lang}
      required={!optional}
    >
      {/* A parser drops one newline after the tag: this one, not the writer's. */}
      {'\n'}
      {text}
    </textarea>
  )
  return (
    <FieldFrame {...frame} id={field.id} problem={field.problem}>
      {markdown ? <Editor>{area}</Editor> : area}
      {words && <WordCount id={field.id} words={words} />}
    </FieldFrame>
  )
}

/** So that what was written before is seen whole, where it is not long. */
function linesOf(text: string): number {
  return text.split('\n').reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / LETTERS_A_LINE)), 0)
}

/** The toolbar is shown by the script; without it the same marks can be typed. */
function Editor({ children }: { children: Child }) {
  return (
    <copse-editor>
      <div class="toolbar" role="toolbar" aria-label={t('Formatting')} hidden>
        <ToolButton mark="**" label={t('Bold')}>
          <b>B</b>
        </ToolButton>
        <ToolButton mark="_" label={t('Italic')}>
          <i>I</i>
        </ToolButton>
        <ToolButton mark="[" label={t('Link')}>
          <Icon name="link" />
        </ToolButton>
        <ToolButton mark="- " label={t('List')}>
          <Icon name="list" />
        </ToolButton>
        <ToolButton mark="> " label={t('Quotation')}>
          “
        </ToolButton>
      </div>
      {children}
    </copse-editor>
  )
}

function ToolButton({ mark, label, children }: { mark: string; label: string; children: Child }) {
  return (
    <button type="button" data-md={mark} aria-label={label} title={label}>
      {children}
    </button>
  )
}

function WordCount({ id, words }: { id: string; words: number }) {
  return (
    <copse-count for={id} most={words} says={t('{count} of {words} words', { count: '#', words })}>
      {t('About {words} words are enough.', { words })}
    </copse-count>
  )
}
