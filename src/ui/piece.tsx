import type { Child, PropsWithChildren } from 'hono/jsx'
import { t } from '../platform/i18n.ts'
import { DOT } from './dot.ts'
import { Icon } from './icon.tsx'

export type DraftBoxProps = PropsWithChildren<{
  id: string
  /** Why it must not be published as it stands. */
  blocked?: string
  /** What somebody else made of it meanwhile. */
  theirs?: { by: string; words: string }
  /** Where it came from; nothing for what was written by hand. */
  source?: { number: number; href: string; words: string }
  edited?: boolean
  actions?: Child
}>

/** A piece of a draft, edited in place; `j` and `k` come by, and its keys move it. */
export function DraftBox({ id, blocked, theirs, source, edited, actions, children }: DraftBoxProps) {
  return (
    <div class={`draft-box${blocked ? ' blocked' : ''}`} id={id} data-item tabindex={-1}>
      {blocked && (
        <p class="problem">
          <Icon name="stop" /> {blocked}
        </p>
      )}
      {theirs && (
        <div class="draft-theirs">
          <p class="small soft">{theirs.by ? t('{name} has made of it:', { name: theirs.by }) : t('It stands now:')}</p>
          <p class="as-typed">{theirs.words}</p>
        </div>
      )}
      {children}
      <div class="draft-foot">
        <Source of={source} edited={edited} />
        {actions}
      </div>
    </div>
  )
}

function Source({ of, edited }: { of: DraftBoxProps['source']; edited?: boolean }) {
  if (!of) return <span class="draft-source soft">{t('Written here')}</span>
  return (
    <a class="draft-source" href={of.href}>
      <span class="quarry-number">{of.number}</span> {of.words}
      {edited && (
        <span class="soft">
          {DOT}
          {t('edited')}
        </span>
      )}
    </a>
  )
}

type DraftFieldProps = {
  name: string
  label: string
  value?: string
  lang?: string
  placeholder?: string
  shown?: boolean
}

/** Words of any length, as tall as they are. */
export function DraftField({ name, label, value, lang, placeholder, shown }: DraftFieldProps) {
  return (
    <label class="draft-field">
      <span class={shown ? 'draft-label' : 'unseen'}>{label}</span>
      <textarea
        class="input"
        name={name}
        lang={value ? lang : undefined}
        rows={value ? 2 : 1}
        placeholder={placeholder}
        dir="auto"
      >
        {'\n'}
        {value ?? ''}
      </textarea>
    </label>
  )
}

type DraftLineProps = { name: string; label: string; value: string; id?: string; lang?: string }

/** One line with its label before it. */
export function DraftLine({ name, label, value, id, lang }: DraftLineProps) {
  return (
    <label class="draft-line">
      <span class="draft-label">{label}</span>
      <input class="input" type="text" id={id} name={name} value={value} lang={value ? lang : undefined} dir="auto" />
    </label>
  )
}

type DraftSelectProps = {
  name: string
  label: string
  value?: string
  lang?: string
  options: { value: string; label: string }[]
  none?: string
  bare?: boolean
}

export function DraftSelect({ name, label, value, options, none, bare }: DraftSelectProps) {
  return (
    <label class={bare ? 'draft-move' : 'draft-line'}>
      <span class={bare ? 'unseen' : 'draft-label'}>{label}</span>
      <select class="input" name={name}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
