import { readFileSync } from 'node:fs'

/** The words in `code` of the glossary's last column: those that no sentence uses. */
export function listAvoidedWords(root: string): string[] {
  const rows = readFileSync(`${root}/docs/glossary.md`, 'utf8')
    .split('\n')
    .filter((line) => /^\|(?! ---| Term)/.test(line))
  return rows.flatMap((row) => [...(row.split('|')[4] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))
}

export function findAvoided(text: string, words: string[]): string | undefined {
  return words.find((word) => new RegExp(`(?<![\\p{L}\\p{M}])${word}(?![\\p{L}\\p{M}])`, 'iu').test(text))
}
