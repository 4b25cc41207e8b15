import { t } from '../../../platform/i18n.ts'

/** Whose wish it is, and what must not stand anywhere in the reply because of it. */
export type Guarded = {
  number: number | null
  /** Nothing to protect but that she is not quoted; else names, else names and organisation. */
  names: string[]
  organisation: string | null
  /** The words of one who is not to be quoted at all. */
  verbatim: string | null
}

/** A text of the reply, and where it is mended. */
export type Checked = { text: string; where: string; href: string; key: string | null }
export type Offence = Checked & { number: number | null; reason: string }

/** Every place in which a wish would be broken. `shared` are name parts of those who may be named, such as “Singh”. */
export function findOffences(texts: Checked[], guarded: Guarded[], shared: Set<string>): Offence[] {
  const wishes = guarded.map(read)
  return texts.flatMap((checked) => {
    const words = wordsOf(checked.text)
    return wishes.flatMap((one) => {
      const reason = brokenBy(words, one, shared)
      return reason ? [{ ...checked, number: one.number, reason }] : []
    })
  })
}

type Name = { words: string[]; parts: string[] }
type Wish = { number: number | null; names: Name[]; organisation: string[]; verbatim: string[] }

/** Its words are told apart once, for all the texts. */
function read({ number, names, organisation, verbatim }: Guarded): Wish {
  return {
    number,
    names: names.map((name) => ({ words: wordsOf(name), parts: namePartsOf(name) })),
    organisation: wordsOf(organisation ?? ''),
    verbatim: wordsOf(verbatim ?? ''),
  }
}

function brokenBy(
  words: string[],
  { number, names, organisation, verbatim }: Wish,
  shared: Set<string>,
): string | null {
  const isNamed = names.some((name) => standsIn(words, name, shared))
  if (isNamed && number === null) return t('It names the asker, who does not wish to be named.')
  if (isNamed) return t('It names the writer of response {number}, who wishes not to be named.', { number })
  if (holds(words, organisation)) return t('It names the organisation of the writer of response {number}.', { number })
  if (verbatim.length > 0 && isVerbatim(words, verbatim))
    return t('It repeats words of response {number}, whose writer wishes not to be quoted. Say it in your own words.', {
      number,
    })
  return null
}

const titles = new Set(
  [
    'dr',
    'shri',
    'sri',
    'smt',
    'ms',
    'mr',
    'mrs',
    'prof',
    'km',
    'kumari',
    'ji',
    'श्री',
    'श्रीमती',
    'सुश्री',
    'डॉ',
    'जी',
  ].map(fold),
)

/** The parts of a name that could tell who it is; titles and initials could not. */
export function namePartsOf(name: string): string[] {
  return wordsOf(name).filter((part) => !titles.has(part) && [...part].length > 1)
}

/** One part of the name is enough, unless another who may be named has it too: then the whole name. */
function standsIn(words: string[], { words: whole, parts }: Name, shared: Set<string>): boolean {
  if (parts.length === 0) return false
  return parts.some((part) => !shared.has(part) && words.includes(part)) || holds(words, whole)
}

/** So many words in the same order are no accident. */
const RUN = 5
/** More than this share of a text in such runs, or one run of twice the length, is quotation. */
const MOST_SHARE = 0.25

export function isVerbatim(words: string[], source: string[]): boolean {
  if (words.length < RUN) return words.length > 2 && holds(source, words)
  const runs = new Set(windowsOf(source, RUN))
  const found = windowsOf(words, RUN).map((run) => runs.has(run))
  const covered = words.map((_, at) => found.slice(Math.max(0, at - RUN + 1), at + 1).some(Boolean))
  const longest = Math.max(
    ...covered
      .join(' ')
      .split('false')
      .map((stretch) => stretch.split('true').length - 1),
  )
  return covered.filter(Boolean).length / words.length > MOST_SHARE || longest >= 2 * RUN
}

function windowsOf(words: string[], length: number): string[] {
  return words.slice(0, Math.max(0, words.length - length + 1)).map((_, at) => words.slice(at, at + length).join(' '))
}

function holds(words: string[], sequence: string[]): boolean {
  if (sequence.length === 0) return false
  return ` ${words.join(' ')} `.includes(` ${sequence.join(' ')} `)
}

/** Letters of any script with their marks; case, accents and signs make no difference. */
export function wordsOf(text: string): string[] {
  return [...text.matchAll(/[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu)].map(([word]) => fold(word))
}

function fold(word: string): string {
  return word
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u093c]/g, '')
    .toLowerCase()
}
