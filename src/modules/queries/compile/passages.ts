import type { Id } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'
import { renderMarkdown } from '../../../platform/markdown.ts'
import type { Response } from '../responses/reads.ts'
import { type Piece, sectionNames, type Theme, themeName } from './pieces.ts'

/** One paragraph of one response. */
export type Passage = { id: string; post_id: Id; number: number; paragraph: number; text: string; html: string }

/** A response is cut where its writer left a line empty. */
export function passagesOf({ id: post_id, body, response: { number } }: Response): Passage[] {
  const paragraphs = (body ?? '').split(/\n{2,}/).map((text) => text.trim())
  return paragraphs
    .filter((text) => text !== '')
    .map((text, paragraph) => ({
      ...{ id: passageId(number, paragraph), post_id, number, paragraph, text },
      html: renderMarkdown(text).html,
    }))
}

export function passageId(number: number, paragraph: number): string {
  return `p${number}-${paragraph}`
}

/** Where a passage can go; `value` stands in the form, the shortcut on the key. */
export type Target = { value: string; label: string; shortcut: string }

/** One key each; themes have digits. A contact is offered only where the writer may be named. */
export function targetsOf(themes: Theme[], { mayContact }: { mayContact: boolean }): Target[] {
  const digits = themes.slice(0, 9).map((theme, at) => ({
    ...{ value: `theme-${theme.number}`, label: themeName(theme), shortcut: String(at + 1) },
  }))
  return [
    { value: 'summary', label: t('Summary'), shortcut: 's' },
    ...digits,
    { value: 'theme-new', label: t('New'), shortcut: 'n' },
    { value: 'agreement', label: t('Agreed'), shortcut: 'a' },
    { value: 'disagreement', label: t('Differs'), shortcut: 'd' },
    { value: 'watch_for', label: t('Watch'), shortcut: 'w' },
    { value: 'experience', label: t('Done there'), shortcut: 'e' },
    { value: 'result', label: t('Outcome'), shortcut: 'o' },
    { value: 'resource', label: t('Resource'), shortcut: 'r' },
    ...(mayContact ? [{ value: 'contact', label: t('Contact'), shortcut: 'c' }] : []),
  ]
}

export type Taken = { value: string; label: string; href: string }

/** Where this passage stands already. */
export function takenOf({ post_id, paragraph }: Passage, pieces: Piece[], themes: Theme[]): Taken[] {
  return pieces
    .filter((piece) => piece.post_id === post_id && piece.fields.paragraphs?.includes(paragraph))
    .map((piece) => ({
      value: piece.section === 'theme' ? `theme-${piece.fields.theme}` : piece.section,
      label: labelOf(piece, themes),
      href: `#piece-${piece.key}`,
    }))
}

function labelOf({ section, fields }: Piece, themes: Theme[]): string {
  const theme = section === 'theme' && themes.find(({ number }) => number === fields.theme)
  return theme ? themeName(theme) : sectionNames[section]()
}

/** The numbers written in brackets, such as [3, 11], and the text without them. */
export function readCitations(text: string): { text: string; numbers: number[] } {
  const pattern = /\s*\[(\d{1,3}(?:\s*,\s*\d{1,3})*)\](?!\()/g
  const numbers = [...text.matchAll(pattern)].flatMap(([, list = '']) => list.split(',').map(Number))
  return { text: text.replace(pattern, '').trim(), numbers }
}
