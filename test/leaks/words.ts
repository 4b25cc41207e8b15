import { oneOf } from '../support/harness-options.ts'

const LETTERS = [...'bcdfghjklmnprstvwx']
const WORD = /zq[bcdfghjklmnprstvwx]{10}q/g

/** Which words hold three letters in a row. */
const holders = new Map<string, string[]>()
/** Two words that share more than so many are near to each other for the search, and one may be offered for the other. */
const ALIKE = 3

/** A word that nobody would write, in letters that no stemmer, no escape and no change of case takes apart, like no other. */
export function newWord(): string {
  const word = `zq${Array.from({ length: 10 }, () => oneOf(LETTERS)).join('')}q`
  const pieces = [...new Set(Array.from({ length: word.length - 2 }, (_, at) => word.slice(at, at + 3)))]
  const shared = new Map<string, number>()
  for (const other of pieces.flatMap((piece) => holders.get(piece) ?? []))
    shared.set(other, (shared.get(other) ?? 0) + 1)
  if (Math.max(0, ...shared.values()) > ALIKE) return newWord()
  for (const piece of pieces) holders.set(piece, [...(holders.get(piece) ?? []), word])
  return word
}

/** A sentence around a word of ours. */
export function say(text: string): string {
  return `${text} ${newWord()} it is.`
}

export function wordsIn(text: string): string[] {
  return [...new Set(text.toLowerCase().match(WORD) ?? [])]
}

/** The same word with one letter wrong, as somebody would type it. */
export function misspelled(word: string): string {
  const letter = word[5] === 'b' ? 'c' : 'b'
  return word.slice(0, 5) + letter + word.slice(6)
}

/** What a value that is random by itself looks like in a page: keys, hashes, mail addresses, file names. */
export function tokensIn(text: string): string[] {
  const lower = text.toLowerCase()
  const addresses = lower.match(/[a-z0-9_.+-]+@[a-z0-9.-]*[a-z0-9]/g) ?? []
  return [
    ...new Set([...(lower.match(/[a-z0-9_-]{12,}/g) ?? []), ...(lower.match(/[a-z0-9]{16}/g) ?? []), ...addresses]),
  ]
}

/** The first of each column; if wished also every word that people used, which stands in several. */
export function wordsToSearch(canaries: Map<string, { columns: Set<string> }>, withSpoken: boolean): string[] {
  const words = [...canaries].filter(([word]) => wordsIn(word).length > 0 && word.length === 13)
  const first = new Map(words.reverse().map(([word, { columns }]) => [[...columns].sort().join(' '), word]))
  const spoken = withSpoken ? words.flatMap(([word, { columns }]) => (columns.size > 1 ? [word] : [])) : []
  return [...new Set([...[...first.values()].reverse(), ...spoken])]
}
