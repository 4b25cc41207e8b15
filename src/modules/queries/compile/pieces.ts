import { createHash } from 'node:crypto'
import type { Db, Id, Selectable, Tables } from '../../../platform/db.ts'
import { t } from '../../../platform/i18n.ts'

export type Section = Tables['piece']['section']

/** What a piece holds beside its heading and its words; which of these, its section says. */
export type PieceFields = {
  /** Pieces of one theme have its number and its heading. */
  theme?: number
  place?: string
  who_when?: string
  result?: string
  kind?: string
  url?: string
  /** A contact has said yes to standing there. */
  consent?: boolean
  /** The paragraphs of the response that went into it. */
  paragraphs?: number[]
}

export type Piece = Omit<Selectable<Tables['piece']>, 'fields'> & { fields: PieceFields }
export type Draft = Selectable<Tables['compile_draft']>

export async function listPieces(db: Db, query_id: Id): Promise<Piece[]> {
  const rows = await db
    .selectFrom('piece')
    .selectAll()
    .where('query_id', '=', query_id)
    .orderBy('section')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, fields: row.fields as PieceFields }))
}

export async function findDraft(db: Db, query_id: Id): Promise<Draft | undefined> {
  return db.selectFrom('compile_draft').selectAll().where('query_id', '=', query_id).executeTakeFirst()
}

/** What of a piece is edited in its section: the names are also those of the form's fields. */
export const contentNames = {
  summary: ['text'],
  theme: ['text'],
  agreement: ['text'],
  disagreement: ['text'],
  watch_for: ['text'],
  experience: ['place', 'heading', 'who_when', 'text', 'result'],
  resource: ['heading', 'kind', 'url', 'text'],
  contact: ['text', 'consent'],
  text: ['text'],
} as const satisfies Record<Section, readonly string[]>

export type Content = Record<string, string>

export function contentOf({ section, heading, text, fields }: Pick<Piece, 'section' | 'heading' | 'text' | 'fields'>) {
  const all: Record<string, unknown> = { ...fields, heading, text, consent: fields.consent ? 'yes' : '' }
  return Object.fromEntries(contentNames[section].map((name) => [name, String(all[name] ?? '')])) as Content
}

/** Tells an edit from a text that only travelled along. */
export function digestOf(content: Content): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.entries(content)))
    .digest('base64url')
    .slice(0, 10)
}

/** All words of a piece that readers will see. */
export function wordsOfPiece({ heading, text, fields }: Pick<Piece, 'heading' | 'text' | 'fields'>): string {
  return [heading, fields.place, fields.who_when, text, fields.result, fields.url].filter(Boolean).join('\n')
}

/** Nothing in it yet: a place laid out for what may come, left out of the reply. */
export function isBlank({ text, fields, section, heading }: Pick<Piece, 'text' | 'fields' | 'section' | 'heading'>) {
  if (section === 'resource') return !text && !heading && !fields.url
  return !text && !fields.result
}

export function isEdited({ original, text, fields }: Pick<Piece, 'original' | 'text' | 'fields'>): boolean {
  return original !== null && original !== [text, fields.result].filter(Boolean).join('\n\n')
}

export type Theme = { number: number; heading: string }

/** The themes in their order: each piece of one carries its number and heading. */
export function themesOf(pieces: Piece[]): Theme[] {
  const found = new Map<number, string>()
  for (const { section, heading, fields } of pieces)
    if (section === 'theme' && fields.theme !== undefined) found.set(fields.theme, heading)
  return [...found].sort(([one], [other]) => one - other).map(([number, heading]) => ({ number, heading }))
}

export function themeName({ number, heading }: Theme): string {
  return heading || t('Theme {number}', { number })
}

export const sectionNames: Record<Section, () => string> = {
  summary: () => t('Summary on one screen'),
  theme: () => t('Theme'),
  agreement: () => t('Where they agree'),
  disagreement: () => t('Where they differ'),
  watch_for: () => t('What to watch for'),
  experience: () => t('Comparative experiences'),
  resource: () => t('Related resources'),
  contact: () => t('Contacts'),
  text: () => t('Responses in full, shortened'),
}
