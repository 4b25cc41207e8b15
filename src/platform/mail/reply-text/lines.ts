/** One line of a mail, and what is known of it before any rule is asked. */
export type Line = {
  /** As it was written. */
  text: string
  /** Without quote marks, invisible characters and outer white space: what the rules look at. */
  bare: string
  quoted: boolean
  /** Inside ``` … ```, where nothing is a quote or a signature. */
  fenced: boolean
  /** What an HTML mail itself says of the line; plain text says nothing. */
  mark?: Mark
}
export type Mark = 'attribution' | 'quoted-from-here' | 'signature'

const QUOTE = /^[ \t\u00a0]{0,4}>/
export const QUOTE_MARKS = /^(?:[ \t\u00a0]{0,4}>){1,100}/
const INITIALS = /^[ \t]{0,4}([A-Za-z]{1,4})>(?=\s|>|$)/
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g
const FENCE = /^ {0,3}(?:```|~~~)/

export function splitLines(text: string): Line[] {
  const raw = text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(/\0/g, '')
    .replace(/\n(?:[ \t]*\n){4,}/g, '\n\n\n\n')
    .split('\n')
  const lines = raw.map((line) => toLine(line, QUOTE.test(line)))
  markFences(lines)
  markInitials(lines)
  unquoteBrackets(lines)
  unquoteMangledFrom(lines)
  return lines
}

export function toLine(text: string, quoted: boolean, mark?: Mark): Line {
  return { text, bare: bareOf(quoted ? text.replace(QUOTE_MARKS, '') : text), quoted, fenced: false, mark }
}

export function isBlank(line: Line): boolean {
  return line.bare === ''
}

export function bareOf(text: string): string {
  if (text === '') return ''
  return text.replace(INVISIBLE, '').replaceAll('\u00a0', ' ').trim()
}

/** A fence that is never closed is no fence. */
function markFences(lines: Line[]) {
  let open = -1
  lines.forEach((line, at) => {
    if (line.quoted || !FENCE.test(line.text)) return
    if (open >= 0)
      for (const inside of lines.slice(open, at + 1)) Object.assign(inside, { fenced: true, quoted: false })
    open = open >= 0 ? -1 : at
  })
}

/** “AK> …” is a quote when two lines together begin so. */
function markInitials(lines: Line[]) {
  const names = lines.map((line) => (line.fenced ? undefined : INITIALS.exec(line.text)?.[1]))
  lines.forEach((line, at) => {
    const name = names[at]
    if (!name || (names[at - 1] !== name && names[at + 1] !== name)) return
    Object.assign(line, { quoted: true, bare: bareOf(line.text.replace(INITIALS, '').replace(QUOTE_MARKS, '')) })
  })
}

/** In a wrapped “Ana <⏎ana@…⏎> wrote:” the > closes a bracket and quotes nothing. */
function unquoteBrackets(lines: Line[]) {
  lines.forEach((line, at) => {
    if (!line.quoted || line.bare === '' || line.bare.length > 40 || !/[:：]$/.test(line.bare)) return
    const before = lines.slice(Math.max(0, at - 4), at)
    if (before.some((other) => other.quoted) || openBrackets(before) <= 0) return
    Object.assign(line, { quoted: false, bare: bareOf(line.text) })
  })
}

function openBrackets(lines: Line[]): number {
  return lines.reduce((open, { text }) => open + text.split('<').length - text.split('>').length, 0)
}

/** Mail stores write “From” at the beginning of a line as “>From”. */
function unquoteMangledFrom(lines: Line[]) {
  lines.forEach((line, at) => {
    if (!line.text.startsWith('>From ') || lines[at - 1]?.quoted || lines[at + 1]?.quoted) return
    Object.assign(line, { quoted: false, text: line.text.slice(1), bare: bareOf(line.text.slice(1)) })
  })
}
