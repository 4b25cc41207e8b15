import type { Kysely } from 'kysely'
import { sql, type Tables } from '../../../src/platform/db.ts'
import { renderMarkdown } from '../../../src/platform/markdown.ts'
import { wordsIn } from '../../leaks/words.ts'
import { type Filled, listFilled } from './columns.ts'
import { markOf } from './marks.ts'

export type Filling = { pairs: Set<string>; columns: Set<string> }

/** Takes the next payloads for a column, so that after some passes each stood in each. */
export type Deal = (column: string, rows: number) => number[]

/** Puts payloads into every text and every document of every row; what the database does not take stays as it was. */
export async function fillAll(db: Kysely<Tables>, payloads: string[], deal: Deal, filling: Filling) {
  const all = await listFilled(db)
  for (const table of new Set(all.map((column) => column.table))) {
    const columns = all.filter((column) => column.table === table)
    const { rows } = await sql<{ at: string; row: Record<string, unknown> }>`
      select ctid::text as at, to_jsonb(t) as row from ${sql.table(table)} t`.execute(db)
    for (const [nth, { at, row }] of rows.entries()) {
      const values = columns.flatMap((column) => {
        const make = (chosen: number[]) =>
          filled(column, row[column.name], wordsOf(column.column, nth, payloads, chosen))
        const chosen = deal(column.column, rows.length)
        return make(chosen) === undefined ? [] : [{ column, chosen, make }]
      })
      await put(db, { table, at }, values, filling)
    }
  }
}

/** What a spreadsheet would take for a formula begins a value, the mark follows, so that what is cut short still has it. */
const BEGINNINGS = ['', '=1+1 ', '', '@SUM(1) ', '', '+1 ', '', '-1 ', '', '\t=1 ']
/** The same where a link is kept: one that leads somewhere, and those that would run. */
const ADDRESSES = [
  'https://example.org/',
  'javascript:__hit=1//',
  ' JavaScript:__hit=1//',
  'data:text/html,<svg onload=__hit=1>',
]
/** Behind it stands what was there before. */
const END = '\u2063'

function wordsOf(column: string, row: number, payloads: string[], chosen: number[]): string {
  const beginnings = /\.(link|site)$/.test(column) ? ADDRESSES : BEGINNINGS
  const clean = chosen.map((nth) => (payloads[nth] ?? '').replace(/\0|\p{Cs}/gu, ''))
  return `${beginnings[row % beginnings.length]}${markOf(column)} ${clean.join(' \n')} ${END} `
}

const before = (text: string) => text.split(END).at(-1)?.trim() ?? ''

function filled({ name, kind }: Filled, value: unknown, words: string): unknown {
  if (kind === 'document') return value === null ? undefined : documentOf(value, words)
  if (kind === 'array') return [...((value ?? []) as string[]).filter((one) => !one.includes(END)), words]
  return withOld(name, words, before(String(value ?? '')))
}

/** What is kept as HTML was Markdown once. */
function withOld(name: string, words: string, old: string): string {
  return name.endsWith('html') ? renderMarkdown(words).html + END + old : words + old
}

/** What people write has a space, or stands under its language; what has neither is a name of the program’s. */
function documentOf(value: unknown, words: string): string | undefined {
  const changed = JSON.stringify(value, (key, part) => {
    if (typeof part !== 'string') return part
    const isWords = part.includes(' ') || wordsIn(part).length > 0 || /^(en|hi)$/.test(key)
    return isWords ? withOld(key, words, before(part)) : part
  })
  return changed === JSON.stringify(value) ? undefined : changed
}

type Row = { table: string; at: string }
type Value = { column: Filled; chosen: number[]; make: (chosen: number[]) => unknown }

/**
 * All at once, or else one by one, so that a column with a rule of its own keeps no other from being tried; where it takes
 * no text so long, half of the payloads.
 */
async function put(db: Kysely<Tables>, row: Row, values: Value[], filling: Filling): Promise<string> {
  if (values.length === 0) return row.at
  try {
    const at = await update(db, row, values)
    for (const { column, chosen } of values) {
      filling.columns.add(column.column)
      for (const nth of chosen) filling.pairs.add(`${column.column} ${nth}`)
    }
    return at
  } catch {
    const [one] = values
    if (one && values.length === 1) return one.chosen.length > 1 ? put(db, row, [halved(one)], filling) : row.at
    const half = Math.ceil(values.length / 2)
    const at = await put(db, row, values.slice(0, half), filling)
    return put(db, { ...row, at }, values.slice(half), filling)
  }
}

const halved = (value: Value) => ({ ...value, chosen: value.chosen.slice(0, Math.floor(value.chosen.length / 2)) })

/** A row that is written stands elsewhere. */
async function update(db: Kysely<Tables>, { table, at }: Row, values: Value[]): Promise<string> {
  const sets = values.map(({ column, chosen, make }) => {
    const value = make(chosen)
    return column.kind === 'document'
      ? sql`${sql.ref(column.name)} = ${value}::jsonb`
      : sql`${sql.ref(column.name)} = ${value}`
  })
  const { rows } = await sql<{ at: string }>`
    update ${sql.table(table)} set ${sql.join(sets)} where ctid = ${at}::tid returning ctid::text as at`.execute(db)
  return rows[0]?.at ?? at
}
