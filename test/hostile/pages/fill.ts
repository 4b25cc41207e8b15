import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../../src/platform/db.ts'
import { renderMarkdown } from '../../../src/platform/markdown.ts'
import { listColumns } from '../../leaks/columns.ts'

/** Behind it stands what a pass has put into a value, between two of them the name of the column. */
export const MARK = '\u2063'
/** What the program says to itself, and never shows. */
const PASSED = [
  'session',
  'setting',
  'planted',
  'done_once',
  'rate_count',
  'search_word',
  'clock',
  'search_language',
  'time_shift',
]
/** Of which a row has either the one or the other; and a name of the program’s. */
const EITHER = ['collection_entry.link', 'collection_entry.title', 'calendar.time_zone']

type Column = { table: string; name: string; kind: 'text' | 'array' | 'document' }
export type Filling = { pairs: Set<string>; columns: Set<string> }

/** Takes the next payloads for a column, so that after some passes each stood in each. */
export type Deal = (column: string, rows: number) => number[]

/** Puts payloads into every text and every document of every row; what the database does not take stays as it was. */
export async function fillAll(db: Kysely<Tables>, payloads: string[], deal: Deal, filling: Filling) {
  const all = await columnsOf(db)
  for (const table of new Set(all.map((column) => column.table))) {
    const columns = all.filter((column) => column.table === table)
    const { rows } = await sql<{ at: string; row: Record<string, unknown> }>`
      select ctid::text as at, to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)
    for (const { at, row } of rows) {
      const values = columns.flatMap((column) => {
        const name = `${table}.${column.name}`
        const chosen = deal(name, rows.length)
        const value = filled(column, row[column.name], wordsOf(name, payloads, chosen))
        return value === undefined ? [] : [{ column, value, chosen }]
      })
      await put(db, table, at, values, filling)
    }
  }
}

async function columnsOf(db: Kysely<Tables>): Promise<Column[]> {
  const texts = (await listColumns(db)).filter(({ kind }) => kind === 'words')
  const { rows: documents } = await sql<{ table: string; name: string }>`
    select relname as table, attname as name from pg_attribute join pg_class on pg_class.oid = attrelid
    where relnamespace = 'public'::regnamespace and relkind = 'r' and attnum > 0 and atttypid = 'jsonb'::regtype`.execute(
    db,
  )
  const all: Column[] = [
    ...texts.map(({ table, name, isArray }) => ({
      table,
      name,
      kind: isArray ? ('array' as const) : ('text' as const),
    })),
    ...documents.map(({ table, name }) => ({ table, name, kind: 'document' as const })),
  ]
  return all.filter(({ table, name }) => !PASSED.includes(table) && !EITHER.includes(`${table}.${name}`))
}

const wordsOf = (column: string, payloads: string[], chosen: number[]) =>
  `${MARK}${column}${MARK} ${chosen.map((nth) => (payloads[nth] ?? '').replace(/\0|\p{Cs}/gu, '')).join(' \n')}`

const before = (text: string) => text.split(MARK)[0] ?? ''

function filled({ name, kind }: Column, value: unknown, words: string): unknown {
  if (kind === 'document') return value === null ? undefined : documentOf(value, words)
  if (kind === 'array') return [...((value ?? []) as string[]).filter((one) => !one.includes(MARK)), words]
  const old = before(String(value ?? ''))
  return old + (name.endsWith('_html') ? renderMarkdown(words).html : words)
}

/** Words have a space; what has none is a name of the program’s. */
function documentOf(value: unknown, words: string): string | undefined {
  const changed = JSON.stringify(value, (_, part) => {
    return typeof part === 'string' && before(part).includes(' ') ? before(part) + words : part
  })
  return changed === JSON.stringify(value) ? undefined : changed
}

type Value = { column: Column; value: unknown; chosen: number[] }

/** All at once, or else one by one, so that a column with a rule of its own keeps no other from being tried. */
async function put(db: Kysely<Tables>, table: string, at: string, values: Value[], filling: Filling) {
  if (values.length === 0) return
  try {
    await update(db, table, at, values)
    for (const { column, chosen } of values) {
      const name = `${table}.${column.name}`
      filling.columns.add(name)
      for (const nth of chosen) filling.pairs.add(`${name} ${nth}`)
    }
  } catch {
    if (values.length === 1) return
    const half = Math.ceil(values.length / 2)
    await put(db, table, at, values.slice(0, half), filling)
    const { rows } = await sql<{
      at: string
    }>`select ctid::text as at from ${sql.table(table)} where ctid = ${at}::tid`.execute(db)
    if (rows[0]) await put(db, table, at, values.slice(half), filling)
  }
}

async function update(db: Kysely<Tables>, table: string, at: string, values: Value[]) {
  const sets = values.map(({ column, value }) =>
    column.kind === 'document'
      ? sql`${sql.ref(column.name)} = ${value}::jsonb`
      : sql`${sql.ref(column.name)} = ${value}`,
  )
  await sql`update ${sql.table(table)} set ${sql.join(sets)} where ctid = ${at}::tid`.execute(db)
}
