import { newWord, wordsIn } from '../../leaks/words.ts'

/** Each column has a word that no escape, no stemmer and no print takes apart: where it is seen, the column is. */
const marks = new Map<string, string>()
const columns = new Map<string, string>()

export function markOf(column: string): string {
  const known = marks.get(column)
  if (known) return known
  const word = newWord()
  marks.set(column, word)
  columns.set(word, column)
  return word
}

/** The columns of which something stands in these words. */
export function columnsIn(text: string): string[] {
  return wordsIn(text).flatMap((word) => columns.get(word) ?? [])
}
