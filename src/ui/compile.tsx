import type { Child, PropsWithChildren } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { Icon } from './icon.tsx'
import { Prose } from './prose.tsx'

export type SourceProps = PropsWithChildren<{
  id: string
  number: number
  author: Child
  /** How the writer wishes to be quoted, in words. */
  wish: string
  /** True where the wish forbids something; it is set apart. */
  guarded?: boolean
}>

/** A response whose paragraphs can be taken over. */
export function Source({ id, number, author, wish, guarded, children }: SourceProps) {
  return (
    <article class="quarry" id={id}>
      <header class="quarry-head">
        <span class="quarry-number">{number}</span>
        {author}
        <p class={`quarry-wish${guarded ? ' guarded' : ''}`}>{wish}</p>
      </header>
      {children}
    </article>
  )
}

export type Target = { value: string; label: string /** One character. */; shortcut: string }
export type PassageProps = {
  id: string
  html: string
  lang?: string
  /** Where it can go; each is a button of the form around both columns. */
  targets: Target[]
  /** The name of those buttons; the value is `<id>:<target>`. */
  name?: string
  /** Where it already stands. */
  taken?: { value: string; label: string; href: string }[]
}

/** One paragraph with its “take over to …”; a digit or a letter presses it while the paragraph has the focus. */
export function Passage({ id, html, lang, targets, name = 'take', taken = [] }: PassageProps) {
  return (
    <div class={`passage${taken.length > 0 ? ' taken' : ''}`} id={id} data-item tabindex={-1}>
      <Prose html={html} lang={lang} />
      <div class="take">
        <Icon name="next" />
        <span class="unseen">{t('Take over to')}</span>
        {taken.map(({ label, href }) => (
          <a class="take-done" href={href}>
            <Icon name="check" /> {label}
          </a>
        ))}
        {targets
          .filter(({ value }) => !taken.some((one) => one.value === value))
          .map(({ value, label, shortcut }) => (
            <button
              type="submit"
              class="take-over"
              name={name}
              value={`${id}:${value}`}
              data-key={shortcut}
              title={label}
            >
              <kbd>{shortcut}</kbd> <span>{label}</span>
            </button>
          ))}
      </div>
    </div>
  )
}

export type SlotProps = PropsWithChildren<{
  id: string
  title: Child
  /** The same key as on the paragraphs. */
  shortcut?: string
  /** What belongs here, while it is empty. */
  hint?: Child
  /** A number in words, such as “4 passages”. */
  count?: string
}>

/** A place of the skeleton that passages are taken over to. */
export function Slot({ id, title, shortcut, hint, count, children }: SlotProps) {
  return (
    <section class="slot" id={id}>
      <header class="slot-head">
        {shortcut && <kbd>{shortcut}</kbd>}
        <h3>{title}</h3>
        {count && <span class="soft small">{count}</span>}
      </header>
      {hint && <p class="slot-hint">{hint}</p>}
      {children}
    </section>
  )
}

export type TakenProps = {
  id: string
  /** The field's name; its text is edited here, and stays linked to where it came from. */
  name: string
  value: string
  label: string
  from: { number: number; href: string; words: string }
  edited?: boolean
  /** Why it must not be published as it stands. */
  blocked?: string
  lang?: string
  actions?: Child
}

export function Taken({ id, name, value, label, from, edited, blocked, lang, actions }: TakenProps) {
  return (
    <div class={`taken-over${blocked ? ' blocked' : ''}`} id={id}>
      {blocked && (
        <p class="problem" id={`${id}-problem`}>
          <Icon name="stop" /> {blocked}
        </p>
      )}
      <textarea
        class="input"
        name={name}
        lang={lang}
        rows={3}
        aria-label={label}
        aria-describedby={blocked ? `${id}-problem` : undefined}
      >
        {'\n'}
        {value}
      </textarea>
      <div class="taken-foot">
        <a href={from.href}>
          <span class="quarry-number">{from.number}</span> {from.words}
        </a>
        {edited && <span class="soft">{t('edited')}</span>}
        {actions}
      </div>
    </div>
  )
}
