import { readFileSync } from 'node:fs'

export type ReplyWord = 'yes' | 'no' | 'ok' | 'undo' | 'done' | 'late' | 'stuck' | 'drop' | 'maybe' | 'urgent'

/** `rest` is what was written after the word, as it was written; courtesies and the writer's own name are nothing. */
export type Reply<Word> = { word: Word; rest: string }

type Token = { text: string; start: number; end: number }
type Table = Record<string, string[]>

const tables: Table[] = Object.values(
  JSON.parse(readFileSync(new URL('../../languages/reply-words.json', import.meta.url), 'utf8')),
)
const phrases = new Map<string, string[][]>()

/**
 * The reply word that a reply begins with, in any language of the table, or null: rather ask again than read a yes
 * that was none. Where `rest` is not empty, more than the word was said, and the caller looks at it. “Yes” also counts
 * as “ok” where no other yes is asked for.
 */
export function replyWord<W extends ReplyWord>(
  text: string,
  allowed: readonly W[],
  { signedBy = '' }: { signedBy?: string } = {},
): Reply<W> | null {
  const tokens = withoutOpening(tokensOf(text), text)
  const found = findWord(tokens, allowed)
  if (!found || isQuestion(text, tokens, found.length)) return null

  const after = tokens.slice(found.length)
  const rest = textFrom(text, tokens[found.length - 1])
  if (isOnlyCourtesy(after, found.word, signedBy)) return { word: found.word, rest: '' }
  if (needsToStandAlone(tokens, found.length) || contradicts(found.word, tokens, found.length, text)) return null
  return { word: found.word, rest }
}

/**
 * The digit that a reply begins with: “3 used it in our block”, “३.”, “3) …”, but not “30 schools” or “2-3”. What the
 * digit means may stand beside it, “3 yes”, and is not in the rest.
 */
export function replyDigit(text: string, from = 1, to = 3): { digit: number; rest: string } | null {
  const tokens = withoutOpening(tokensOf(text), text)
  const [token, ...after] = tokens.slice(longest(tokens, 'labels'))
  const digit = token && /^\d$/.test(token.text) ? Number(token.text) : Number.NaN
  if (!token || !(digit >= from && digit <= to) || isPartOfNumber(text.slice(token.end), after)) return null

  const echo = longest(after, 'echoes')
  const rest = textFrom(text, after[echo - 1] ?? token)
  return { digit, rest: isOnlyCourtesy(after.slice(echo)) ? '' : rest }
}

/** “3.5”, “2 - 3”, “3 %”, “1 or 2”; “3. 40 schools” is a choice and a line. */
function isPartOfNumber(next: string, after: Token[]): boolean {
  if (/^(?:[.,:]\p{Nd}|[ \t]*[-–—/&+]?[ \t]*\p{Nd}|[ \t]*%)/u.test(next)) return true
  const or = longest(after, 'or')
  return or > 0 && /^\d/.test(after[or]?.text ?? '')
}

/** A reply word and its courtesies are short; what comes after so many words is more than that anyway. */
const mostTokens = 60

/** Words of letters with their marks (never `\b`, which knows no Devanagari), numbers, and single emoji. */
function tokensOf(text: string): Token[] {
  if (/^\s*>/.test(text)) return []
  const pattern = /[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}'’]|\u200c|\u200d)*|\p{Extended_Pictographic}/gu
  const tokens: Token[] = []
  for (const { 0: word, index: start } of text.matchAll(pattern)) {
    tokens.push({ text: fold(word), start, end: start + word.length })
    if (tokens.length === mostTokens) break
  }
  return tokens
}

/** Case, accents, nukta, joiners and the two nasal signs make no difference; a digit is a digit in every script. */
function fold(word: string): string {
  return word
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f]|\u093c|\u200c|\u200d|\ufe0f|\u20e3/gu, '')
    .replaceAll('ँ', 'ं')
    .replaceAll('’', "'")
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)))
}

/** The digits of every script stand in a row of ten in Unicode, zero first. */
function digitOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return code - zero
}

/** Leaves out “Dear Madam,” and “Please”. */
function withoutOpening(tokens: Token[], text: string): Token[] {
  if (longest(tokens, 'openings') > 0) {
    const end = tokens.findIndex((token, i) => /^[^\p{L}\p{N}]*[,\n:।]/u.test(gapAfter(text, tokens, i, token)))
    if (end >= 0 && end < 6) return withoutOpening(tokens.slice(end + 1), text)
  }
  const polite = longest(tokens, 'before')
  return polite > 0 && !longestWord(tokens) ? tokens.slice(polite) : tokens
}

function gapAfter(text: string, tokens: Token[], i: number, token: Token): string {
  return text.slice(token.end, tokens[i + 1]?.start ?? text.length)
}

const words: ReplyWord[] = ['yes', 'no', 'ok', 'undo', 'done', 'late', 'stuck', 'drop', 'maybe', 'urgent']

/** The longest phrase wins over all words, allowed or not, so that “no problem” is not taken for a “no”. */
function findWord<W extends ReplyWord>(tokens: Token[], allowed: readonly W[]): { word: W; length: number } | null {
  const length = longestWord(tokens)
  if (length === 0 || longest(tokens, 'traps') >= length) return null
  const said = words.filter((word) => longest(tokens, word) === length)
  const word = allowed.find((one) => said.includes(one))
  if (word) return { word, length }
  const ok = allowed.find((one) => one === 'ok')
  return ok && said.includes('yes') && !allowed.some((one) => one === 'yes') ? { word: ok, length } : null
}

function longestWord(tokens: Token[]): number {
  return Math.max(...words.map((word) => longest(tokens, word)))
}

/** How many tokens the longest phrase of this kind takes at the beginning; 0 when there is none. */
function longest(tokens: Token[], kind: string): number {
  const fitting = phrasesOf(kind).filter((phrase) => phrase.every((word, i) => tokens[i]?.text === word))
  return Math.max(0, ...fitting.map((phrase) => phrase.length))
}

function phrasesOf(kind: string): string[][] {
  const known = phrases.get(kind)
  if (known) return known
  const fresh = tables.flatMap((table) => table[kind] ?? []).map((phrase) => tokensOf(phrase).map(({ text }) => text))
  phrases.set(kind, fresh)
  return fresh
}

/** “OK?” asks, it does not answer. */
function isQuestion(text: string, tokens: Token[], length: number): boolean {
  const last = tokens[length - 1]
  return last !== undefined && /^\s*\?/.test(gapAfter(text, tokens, length - 1, last))
}

function textFrom(text: string, token: Token | undefined): string {
  const after = text.slice(token?.end ?? 0)
  return after.replace(/^(?:[\s\p{Pe}\p{Emoji_Modifier}.,;:!…।*_'"”’–—-]|\ufe0f|\u20e3)+/u, '').trim()
}

/** Thanks, greetings, the writer's own name, and the same thing said again. */
function isOnlyCourtesy(tokens: Token[], word?: ReplyWord, signedBy = ''): boolean {
  if (tokens.length === 0) return true
  if (tokens.length > mostTokens / 2) return false
  const name = tokensOf(signedBy).map(({ text }) => text)
  const again = word ? longest(tokens, word === 'ok' ? 'yes' : word) || longest(tokens, word) : 0
  const first = tokens[0]?.text ?? ''
  const harmless = name.includes(first) || (/\p{Extended_Pictographic}/u.test(first) && longest(tokens, 'no') === 0)
  const taken = Math.max(longest(tokens, 'courtesies'), again, harmless ? 1 : 0)
  return taken > 0 && isOnlyCourtesy(tokens.slice(taken), word, signedBy)
}

/** A “k”, “y” or “न” in front of a sentence is a part of it. */
function needsToStandAlone(tokens: Token[], length: number): boolean {
  return length === 1 && tokens[0]?.text.length === 1 && /\p{L}/u.test(tokens[0].text)
}

/** “Yes, but not now”, “OK, wait”, “No problem”, “No objection”: the next words take the first one back. */
function contradicts(word: ReplyWord, tokens: Token[], length: number, text: string): boolean {
  const next = tokens.slice(length, length + 4)
  const firmly = ['yes', 'ok', 'done', 'undo', 'drop'].includes(word)
  if (firmly) return next.some((_, i) => longest(next.slice(i), 'contradictions of yes') > 0)
  if (word !== 'no') return false
  if (next.some((_, i) => longest(next.slice(i), 'contradictions of no') > 0)) return true
  return isDeterminer(tokens, length, text)
}

/** “No schools in my block …” is no answer, “No, …” and “No I cannot” are. */
function isDeterminer(tokens: Token[], length: number, text: string): boolean {
  const last = tokens[length - 1]
  if (!last || !/^[a-z]+$/.test(last.text) || /[^ ]/.test(gapAfter(text, tokens, length - 1, last))) return false
  return last.text === 'no' && longest(tokens.slice(length), 'after no') === 0
}
