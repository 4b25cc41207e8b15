import type { Child, PropsWithChildren } from 'hono/jsx'
import { Icon } from './icon.tsx'

export type PersonProps = {
  name: string
  place?: string
  href?: string
  note?: Child
  size?: 'small' | 'large'
  /** Stands for nobody: a mark that is nobody's instead of initials. */
  nameless?: boolean
}

/** A name beside a contribution comes from `shown_author` only; here it is just words. */
export function Person({ name, place, href, note, size, nameless }: PersonProps) {
  return (
    <span class={`person ${size ?? ''}`}>
      {nameless ? <Nobody /> : <Initials name={name} />}
      <span class="person-words">
        {href ? <a href={href}>{name}</a> : <span class="person-name">{name}</span>}
        {place && <span class="person-place">{place}</span>}
        {note && <span class="person-place">{note}</span>}
      </span>
    </span>
  )
}

export type PeopleProps = PropsWithChildren<{ title?: string; people: PersonProps[]; empty?: Child }>

export function People({ title, people, empty }: PeopleProps) {
  return (
    <section class="people">
      {title && <h2>{title}</h2>}
      {people.length === 0 && empty}
      <ul>
        {people.map((person) => (
          <li>
            <Person {...person} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Nobody() {
  return (
    <span class="initials nameless" aria-hidden="true">
      <Icon name="mark" />
    </span>
  )
}

/** Beside a name that is written out, so never spoken. */
export function Initials({ name }: { name: string }) {
  return (
    <span class={`initials cloth-${clothOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  )
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** First and last word; a title such as “Dr.” or “Smt.” is not a name. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,]+/u).filter((word) => /^\p{L}/u.test(word))
  const named = words.filter((word) => !/^(Dr|Shri|Smt|Ms|Mr|Mrs|Prof|Km|श्री|श्रीमती|सुश्री|डॉ)\.?$/iu.test(word))
  const [first = '', ...rest] = named.length > 0 ? named : words
  return firstLetter(first) + firstLetter(rest.at(-1) ?? '')
}

function firstLetter(word: string): string {
  if (!word || /^[A-Za-z]/.test(word)) return word.charAt(0).toUpperCase()
  return letters.segment(word)[Symbol.iterator]().next().value?.segment.toLocaleUpperCase() ?? ''
}

/** Twelve colours of bookbinder's cloth, so that a strict CSP needs no inline style. */
function clothOf(name: string): number {
  let sum = 7
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973
  return sum % 12
}
