import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../src/platform/db.ts'
import { readReplyAddress } from '../../src/platform/mail/tokens.ts'
import type { Claim } from './claims.ts'
import { type Column, listColumns, type Shows } from './columns.ts'
import { documents, exceptions, held, onPublicPage, rules } from './readers.ts'
import { newWord, tokensIn, wordsIn } from './words.ts'

/** A word of ours: the columns it stands in, and what it is there, each once. */
export type Canary = { columns: Set<string>; shows: Set<Shows>; claims: Map<string, Claim> }
export type Canaries = Map<string, Canary>
/** `missing` are columns in which none came to stand; `unknown` are tables of which nobody has said what their rows are. */
export type Filled = { canaries: Canaries; columns: Column[]; missing: string[]; unknown: string[] }

/**
 * Puts a word of its own into every text column of every row that shows to a room, to a person or to nobody, and notes
 * what it is there. Values that are random by themselves stand for themselves.
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
  const unknown = [...new Set(hidden.map(({ table }) => table).filter((table) => !rules[table]))]
  return { canaries, columns, missing: hidden.map(nameOf).filter((name) => !filled.has(name)), unknown }
}

const nameOf = ({ table, name }: { table: string; name: string }) => `${table}.${name}`

type Row = {
  at: string
  row: Record<string, unknown>
  readers: Claim[] | null
  owners: Claim[] | null
  works: boolean
} & Record<`readers of ${string}`, Claim[] | null>

async function listRows(db: Kysely<Tables>, table: string): Promise<Row[]> {
  const rule = rules[table] ?? {}
  const narrower = Object.entries(exceptions).filter(([column]) => column.startsWith(`${table}.`))
  const more = narrower
    .map(([column, expression]) => `, to_jsonb((${expression})::leaks.claim[]) as "readers of ${column}"`)
    .join('')
  const isOfStaff = table === 'person' ? 'exists (select from role where person_id = t.id and until is null)' : 'false'
  const { rows } = await sql
    .raw<Row>(
      `select t.ctid::text as at, to_jsonb(t) as row, to_jsonb((${rule.readers ?? 'null'})::leaks.claim[]) as readers,
        to_jsonb((${rule.owners ?? 'null'})::leaks.claim[]) as owners, ${isOfStaff} as works${more} from "${table}" t`,
    )
    .execute(db)
  return rows
}

/** What this column of this row is. */
function claimsOf(row: Row, table: string, name: string, shows: Shows): Claim[] {
  const column = `${table}.${name}` as const
  const owners = [...(row.owners ?? []), ...addressees(row.row.recipient)]
  if (shows === 'public' || (row.works && onPublicPage.includes(column))) return [ofNobody('a public page'), ...owners]
  if (shows === 'secret') return held[column] ? owners : [ofNobody('a secret')]
  if (shows === 'person' && !exceptions[column]) return owners
  const readers = `readers of ${column}` in row ? row[`readers of ${column}`] : row.readers
  return [...(readers ?? []), ...(column === 'post.body' || column === 'post.body_html' ? [] : owners)]
}

const ofNobody = (thing: string): Claim => ({ thing, community: null, room: null, whose: null, listed: null })

type Place = { column: string; shows: Shows; claims: Claim[] }

function note(canaries: Canaries, word: string, { column, shows, claims }: Place) {
  const canary = canaries.get(word) ?? { columns: new Set(), shows: new Set(), claims: new Map() }
  canary.columns.add(column)
  canary.shows.add(shows)
  for (const claim of claims) canary.claims.set(JSON.stringify(claim), claim)
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
          note(canaries, word, { column: `${table}.${name}`, shows, claims: claimsOf(row, table, name, shows) })
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
      const place = { column: nameOf(column), shows, claims: claimsOf(row, table, name, shows) }
      if (kind === 'own')
        for (const token of table === 'search_word' ? wordsIn(String(row.row[name])) : ownTokens(row.row[name]))
          note(canaries, token, place)
      else if (row.row[name] !== null || !EITHER.includes(`${table}.${name}`)) {
        const word = newWord()
        values[name] = withWord(row.row[name], word, column)
        note(canaries, word, place)
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

function addressees(value: unknown): Claim[] {
  const local = String(value ?? '').split('@')[0] ?? ''
  const to = local.startsWith('r-') ? readReplyAddress(local) : null
  return to ? [{ ...ofNobody('her own'), whose: [to.person_id] }] : []
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
