import type { Kysely } from 'kysely'
import { type Id, sql, type Tables } from '../../src/platform/db.ts'
import { readReplyAddress } from '../../src/platform/mail/tokens.ts'
import { type Column, listColumns, type Shows } from './columns.ts'
import { documents, exceptions, held, onPublicPage, rules } from './readers.ts'
import { newWord, tokensIn, wordsIn } from './words.ts'

type Canary = { columns: Set<string>; shows: Set<Shows>; readers: Set<Id>; anyone: boolean }
export type Canaries = Map<string, Canary>
export type Filled = { canaries: Canaries; columns: Column[]; missing: string[] }

/**
 * Puts a word of its own into every text column of every row that shows to a room, to a person or to nobody, and notes who
 * may see it. Values that are random by themselves stand for themselves. `missing` are columns in which none came to stand.
 */
export async function fillCanaries(db: Kysely<Tables>): Promise<Filled> {
  const canaries: Canaries = new Map()
  const columns = await listColumns(db)
  const hidden = columns.filter(({ shows, kind }) => shows !== 'public' && kind !== 'code')
  await noteSpoken(db, canaries, columns)
  for (const table of new Set(hidden.map((column) => column.table))) {
    await fillTable(
      db,
      canaries,
      table,
      hidden.filter((column) => column.table === table),
    )
  }
  const filled = new Set([...canaries.values()].flatMap((canary) => [...canary.columns]))
  return { canaries, columns, missing: hidden.map(nameOf).filter((name) => !filled.has(name)) }
}

const nameOf = ({ table, name }: { table: string; name: string }) => `${table}.${name}`

type Row = {
  at: string
  row: Record<string, unknown>
  readers: Id[] | null
  owners: Id[] | null
  anyone: boolean
} & Record<`readers of ${string}`, Id[] | null>

async function listRows(db: Kysely<Tables>, table: string): Promise<Row[]> {
  const rule = rules[table]
  if (!rule) throw new Error(`test/leaks/readers.ts has no rule for ${table}: say who may see its rows`)
  const narrower = Object.entries(exceptions).filter(([column]) => column.startsWith(`${table}.`))
  const more = narrower.map(([column, expression]) => `, (${expression})::bigint[] as "readers of ${column}"`).join('')
  const isOfStaff = table === 'person' ? 'exists (select from role where person_id = t.id and until is null)' : 'false'
  const { rows } = await sql
    .raw<Row>(
      `select t.ctid::text as at, to_jsonb(t) as row, (${rule.readers ?? 'null'})::bigint[] as readers,
        (${rule.owners ?? 'null'})::bigint[] as owners, ${isOfStaff} as anyone${more} from "${table}" t`,
    )
    .execute(db)
  return rows
}

/** Who may see this column of this row. */
function readersOf(row: Row, table: string, name: string, shows: Shows): Id[] {
  const column = `${table}.${name}` as const
  const owners = [...(row.owners ?? []), ...addressees(row.row.recipient)]
  if (shows === 'secret') return held[column] ? owners : []
  if (shows === 'person' && !exceptions[column]) return owners
  const readers = `readers of ${column}` in row ? row[`readers of ${column}`] : row.readers
  return [...(readers ?? []), ...(column === 'post.body' || column === 'post.body_html' ? [] : owners)]
}

type Place = { column: string; shows: Shows; readers: Id[]; anyone: boolean }

function note(canaries: Canaries, word: string, { column, shows, readers, anyone }: Place) {
  const canary = canaries.get(word) ?? { columns: new Set(), shows: new Set(), readers: new Set(), anyone: false }
  canary.columns.add(column)
  canary.shows.add(shows)
  for (const id of readers) if (id !== null) canary.readers.add(id)
  canary.anyone ||= anyone
  canaries.set(word, canary)
}

/** Copies of what stands elsewhere; whoever has one may not for that reason see the original. */
const COPIES = ['mailbox', 'outbox', 'inbound_mail', 'search_entry', 'search_word']

/** The words that people used when the ground was laid: each may be seen by whoever may see one of its places. */
async function noteSpoken(db: Kysely<Tables>, canaries: Canaries, columns: Column[]) {
  const places = [
    ...columns.map(({ table, name, shows }) => ({ table, name, shows })),
    ...Object.entries(documents).map(([column, shows]) => ({ ...split(column), shows })),
  ].filter(({ table }) => rules[table] && !COPIES.includes(table))
  for (const table of new Set(places.map((place) => place.table))) {
    for (const row of await listRows(db, table)) {
      for (const { name, shows } of places.filter((place) => place.table === table)) {
        for (const word of wordsIn(JSON.stringify(row.row[name] ?? ''))) {
          const readers = readersOf(row, table, name, shows)
          note(canaries, word, { column: `${table}.${name}`, shows, readers, anyone: shows === 'public' })
        }
      }
    }
  }
}

function split(column: string) {
  const [table = '', name = ''] = column.split('.')
  return { table, name }
}

async function fillTable(db: Kysely<Tables>, canaries: Canaries, table: string, columns: Column[]) {
  for (const row of await listRows(db, table)) {
    const values: Record<string, unknown> = {}
    for (const column of columns) {
      const { name, shows, kind } = column
      const readers = readersOf(row, table, name, shows)
      const anyone = row.anyone && onPublicPage.includes(`${table}.${name}`)
      if (kind === 'own')
        for (const token of table === 'search_word' ? wordsIn(String(row.row[name])) : ownTokens(row.row[name]))
          note(canaries, token, { column: `${table}.${name}`, shows, readers, anyone })
      else if (row.row[name] !== null || !EITHER.includes(`${table}.${name}`)) {
        const word = newWord()
        values[name] = withWord(row.row[name], word, column)
        note(canaries, word, { column: `${table}.${name}`, shows, readers, anyone })
      }
    }
    if (Object.keys(values).length > 0) await update(db, table, row.at, values)
  }
}

/** Columns that are filled in some kinds of row only; where nothing stands, nothing may. */
const EITHER = ['collection_entry.link', 'collection_entry.title']

/** The addresses of communities are public; our own reply addresses belong to the one to whom they were given. */
function ownTokens(value: unknown): string[] {
  const text = String(value ?? '')
  if (/^(north|south|network)@/.test(text)) return []
  const tokens = tokensIn(text)
  const longest = tokens.sort((one, other) => other.length - one.length)[0]
  return longest ? [longest] : []
}

function addressees(value: unknown): Id[] {
  const local = String(value ?? '').split('@')[0] ?? ''
  const to = local.startsWith('r-') ? readReplyAddress(local) : null
  return to ? [to.person_id] : []
}

/** With a tag of its own, that stands as a tag nowhere, unless an escape is missing. */
function withWord(value: unknown, word: string, { name, isArray }: Column): unknown {
  if (isArray) return [word, ...((value as string[] | null) ?? []).slice(0, 2)]
  const before = typeof value === 'string' ? value : ''
  return name.endsWith('_html') ? `${before}<p>${word}</p>` : `${before} ${word} <x-${word}>`.trim()
}

async function update(db: Kysely<Tables>, table: string, at: string, values: Record<string, unknown>) {
  const sets = Object.entries(values).map(([name, value]) => sql`${sql.ref(name)} = ${value}`)
  await sql`update ${sql.table(table)} set ${sql.join(sets)} where ctid = ${at}::tid`.execute(db)
}

/** Tags of ours that stand as tags: an escape is missing. */
export function openTags(html: string): string[] {
  return [...new Set([...html.matchAll(/<x-(zq[a-z]{10}q)/g)].map(([, word = '']) => word))]
}

export type Seen = { word: string; canary: Canary }

/** The canaries in a text that this person, or nobody, may not see; what she asked with is not counted as an answer. */
export function findLeaks(canaries: Canaries, text: string, reader: Id | null, asked = ''): Seen[] {
  const known = new Set([...wordsIn(asked), ...tokensIn(asked)])
  return seenIn(canaries, text).filter(({ word, canary }) => !known.has(word) && !maySee(canary, reader))
}

export function seenIn(canaries: Canaries, text: string): Seen[] {
  return [...new Set([...wordsIn(text), ...tokensIn(text)])].flatMap((word) => {
    const canary = canaries.get(word)
    return canary ? [{ word, canary }] : []
  })
}

const EVERYBODY = 0

export function maySee({ readers, anyone }: Canary, reader: Id | null): boolean {
  return anyone || readers.has(EVERYBODY) || (reader !== null && readers.has(reader))
}
