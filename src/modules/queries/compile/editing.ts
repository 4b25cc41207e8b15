import { type Db, type Id, now, sql } from '../../../platform/db.ts'
import { listNames } from '../../people/index.ts'
import type { Query } from '../query.ts'
import { type Content, contentNames, contentOf, digestOf, type Piece, type Section, themesOf } from './pieces.ts'

export type Typed = Record<string, string | string[]>

/** Somebody else changed, or took out, what was edited here: both stand on the page, and nothing is lost. */
export type Conflict = { key: string; section: Section; mine: Content; theirs: Content | null; by: string }
type Editing = { query: Query; pieces: Piece[]; typed: Typed; by_id: Id }

/** Saves each piece whose words were changed on the page, and what was written new; gives what could not be taken. */
export async function saveEdits(tx: Db, editing: Editing): Promise<Conflict[]> {
  const conflicts: Conflict[] = []
  const names = await listNames(
    tx,
    editing.pieces.flatMap(({ by_id }) => by_id ?? []),
  )
  for (const edit of editsOf(editing.typed)) {
    const piece = editing.pieces.find(({ key }) => key === edit.key)
    const theirs = piece ? contentOf(piece) : null
    if (theirs && digestOf(theirs) === digestOf(edit.content)) continue
    if (piece && piece.version === edit.version) await savePiece(tx, piece, edit, editing)
    else
      conflicts.push({
        ...{ key: edit.key, section: edit.section, mine: edit.content, theirs },
        by: names.get(piece?.by_id ?? 0)?.name ?? '',
      })
  }
  conflicts.push(...(await saveThemes(tx, editing)))
  await saveMoves(tx, editing)
  await saveNew(tx, editing)
  return conflicts
}

type Edit = { key: string; section: Section; version: number; content: Content }

/** `seen-KEY` says which version, section and words the page showed; what equals them was not edited. */
function editsOf(typed: Typed): Edit[] {
  return Object.entries(typed).flatMap(([name, value]) => {
    const [, key] = /^seen-([0-9a-z]{16})$/.exec(name) ?? []
    const [version, section, digest] = String(value).split('.')
    if (!key || !section || !(section in contentNames) || typed[`text-${key}`] === undefined) return []
    const content = Object.fromEntries(
      contentNames[section as Section].map((field) => [field, textOf(typed, `${field}-${key}`)]),
    )
    return digestOf(content) === digest ? [] : [{ key, section: section as Section, version: Number(version), content }]
  })
}

function textOf(typed: Typed, name: string): string {
  const value = typed[name] ?? ''
  return Array.isArray(value) ? (value.at(-1) ?? '') : value
}

async function savePiece(tx: Db, piece: Piece, { content }: Edit, { by_id }: Editing) {
  const { heading = piece.heading, text = piece.text, consent, ...rest } = content
  const fields = { ...piece.fields, ...rest, ...(consent !== undefined && { consent: consent === 'yes' }) }
  await tx
    .updateTable('piece')
    .set({ heading, text, fields: JSON.stringify(fields), by_id, updated_at: now, version: sql<number>`version + 1` })
    .where('id', '=', piece.id)
    .execute()
}

/** `theme-N` is its heading, one for all its pieces; `theme-seen-N` is what the page showed. */
async function saveThemes(tx: Db, { query, pieces, typed }: Editing): Promise<Conflict[]> {
  const conflicts: Conflict[] = []
  for (const { number, heading } of themesOf(pieces)) {
    const [mine, seen] = [textOf(typed, `theme-${number}`), textOf(typed, `theme-seen-${number}`)]
    if (typed[`theme-${number}`] === undefined || mine === seen || mine === heading) continue
    if (seen === heading) await saveTheme(tx, query.id, number, mine)
    else
      conflicts.push({
        key: `theme-${number}`,
        section: 'theme',
        mine: { text: mine },
        theirs: { text: heading },
        by: '',
      })
  }
  return conflicts
}

async function saveTheme(tx: Db, query_id: Id, number: number, heading: string) {
  await tx
    .updateTable('piece')
    .set({ heading })
    .where('query_id', '=', query_id)
    .where('section', '=', 'theme')
    .where(sql<boolean>`(fields ->> 'theme')::int = ${number}`)
    .execute()
}

/** `to-KEY`: the piece goes to the end of another section; what only the old one shows is kept. */
async function saveMoves(tx: Db, { query, pieces, typed, by_id }: Editing) {
  for (const piece of pieces) {
    const to = textOf(typed, `to-${piece.key}`)
    const place = to && placeOf(pieces, to)
    if (!place) continue
    await tx
      .updateTable('piece')
      .set({
        section: place.section,
        heading: place.heading ?? piece.heading,
        fields: JSON.stringify({ ...piece.fields, theme: place.theme }),
        position: sql<number>`(select coalesce(max(position), 0) + 1 from piece where query_id = ${query.id})`,
        ...{ by_id, updated_at: now, version: sql<number>`version + 1` },
      })
      .where('id', '=', piece.id)
      .execute()
  }
}

function placeOf(pieces: Piece[], to: string): { section: Section; theme?: number; heading?: string } | null {
  const themes = themesOf(pieces)
  if (to === 'theme-new') {
    return { section: 'theme', theme: Math.max(0, ...themes.map(({ number }) => number)) + 1, heading: '' }
  }
  const theme = themes.find(({ number }) => to === `theme-${number}`)
  if (theme) return { section: 'theme', theme: theme.number, heading: theme.heading }
  return to in contentNames && to !== 'text' && to !== 'theme' ? { section: to as Section, heading: '' } : null
}

/** What was written by hand into the empty field of a section: each paragraph is a piece. */
async function saveNew(tx: Db, { query, pieces, typed, by_id }: Editing) {
  const themes = themesOf(pieces).map(({ number, heading }) => ({ name: `new-theme-${number}`, number, heading }))
  const sections = ['summary', 'agreement', 'disagreement', 'watch_for'] as const
  const places = [
    ...sections.map((section) => ({ name: `new-${section}`, section, heading: '', fields: {} })),
    ...themes.map(({ name, number, heading }) => ({
      name,
      section: 'theme' as const,
      heading,
      fields: { theme: number },
    })),
  ]
  for (const { name, section, heading, fields } of places)
    for (const text of textOf(typed, name)
      .split(/\n{2,}/)
      .map((one) => one.trim())
      .filter(Boolean))
      await tx
        .insertInto('piece')
        .values({
          ...{ query_id: query.id, section, heading, text, by_id, fields: JSON.stringify(fields) },
          position: sql<number>`(select coalesce(max(position), 0) + 1 from piece where query_id = ${query.id})`,
        })
        .execute()
}
